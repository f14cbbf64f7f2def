/** The API's client with the real sign-in SDK: only the network is ours. */
import { deleteApp, getApps } from "firebase/app";
import { afterEach, describe, expect, it, vi } from "vitest";
import { json, network } from "@/test/network";

const COLLECTIONS = "/api/collections";
const ACCOUNTS = {
  "/__/firebase/init.json": () => json({ apiKey: "k", projectId: "p" }),
  "/accounts:signInWithPassword": () =>
    json({ localId: "ann", email: "ann@example.com", idToken: token(1), refreshToken: "r", expiresIn: "3600" }),
  "/accounts:lookup": () => json({ users: [{ localId: "ann", email: "ann@example.com" }] }),
  "/v1/token": () => json({ user_id: "ann", access_token: token(2), refresh_token: "r", expires_in: "3600" }),
};

/** A token as it looks; nobody here checks signatures. */
function token(number: number) {
  const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, "");
  return `${part({ alg: "none" })}.${part({ sub: "ann", exp: Date.now() / 1000 + 3600, iat: 0, number })}.`;
}

/** A page that was just opened, with Ann signed in, and `answer` as what the API says. */
async function page(answer: (request: Request) => Response | Promise<Response>, accounts: object = {}) {
  vi.resetModules();
  localStorage.clear();
  const { asked, answers } = network({ ...ACCOUNTS, ...accounts, [COLLECTIONS]: answer });
  const [{ readConfig }, session, client] = await Promise.all([
    import("@/config"),
    import("@/session/auth"),
    import("@/api/client"),
  ]);
  await readConfig();
  session.startSession();
  await session.signIn("ann@example.com", "correct horse");
  const list = () => client.answer(client.api.GET(COLLECTIONS));
  const tokens = () =>
    asked.filter(({ url }) => url.endsWith(COLLECTIONS)).map(({ headers }) => headers.get("Authorization"));
  return { list, tokens, answers, ...session };
}

const problem = (status: number, code: string, more = {}) =>
  json({ type: "urn:x", title: "No", status, code, detail: `It is ${code}.`, ...more }, status);

afterEach(() => Promise.all(getApps().map(deleteApp)));

describe("a call of the API", () => {
  it("carries the token of who is signed in", async () => {
    const { list, tokens } = await page(() => json({ collections: [] }));
    expect(await list()).toEqual({ collections: [] });
    expect(tokens()).toEqual([expect.stringMatching(/^Bearer e\w+\.\w+\.$/)]);
  });

  it("goes out once more with a fresh token when its own is refused", async () => {
    let calls = 0;
    const { list, tokens, currentSession } = await page(() => {
      calls += 1;
      return calls === 1 ? problem(401, "signed_out") : json({ collections: [] });
    });
    expect(await list()).toEqual({ collections: [] });
    expect(new Set(tokens()).size).toBe(2);
    expect(currentSession().expired).toBe(false);
  });

  it("marks the sign-in as ended when the fresh token is refused too", async () => {
    const { list, tokens, currentSession } = await page(() => problem(401, "signed_out"));
    await expect(list()).rejects.toMatchObject({ code: "signed_out", status: 401 });
    expect(tokens()).toHaveLength(2);
    expect(currentSession()).toMatchObject({ expired: true, user: { uid: "ann" } });
  });

  it.each(["USER_DISABLED", "TOKEN_EXPIRED", "USER_NOT_FOUND", "INVALID_REFRESH_TOKEN"])(
    "marks the sign-in as ended when there is no fresh token (%s), and a new sign-in goes on",
    async (message) => {
      const refused = () => json({ error: { code: 400, message } }, 400);
      const opened = await page(() => problem(401, "signed_out"), { "/v1/token": refused });
      await expect(opened.list()).rejects.toMatchObject({ status: 401 });
      expect(opened.currentSession()).toMatchObject({ expired: true, user: { uid: "ann" }, renewals: 0 });
      opened.answers[COLLECTIONS] = () => json({ collections: [] });
      await opened.signIn("ann@example.com", "correct horse");
      expect(opened.currentSession()).toMatchObject({ expired: false, user: { uid: "ann" }, renewals: 1 });
      expect(await opened.list()).toEqual({ collections: [] });
    },
  );

  it("that the network swallows says so, and ends no sign-in", async () => {
    const { list, currentSession } = await page(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(list()).rejects.toMatchObject({ name: "ApiProblem", code: "offline", status: 0 });
    expect(currentSession().expired).toBe(false);
    const { setLanguage } = await import("@/i18n");
    await setLanguage("de");
    await expect(list()).rejects.toThrow("Der Server ist nicht erreichbar.");
  });

  it("whose token cannot be fetched for lack of a network ends no sign-in either", async () => {
    const silent = () => Promise.reject(new TypeError("Failed to fetch"));
    const { list, currentSession } = await page(() => problem(401, "signed_out"), { "/v1/token": silent });
    await expect(list()).rejects.toMatchObject({ code: "offline" });
    expect(currentSession().expired).toBe(false);
  });
});

describe("a sign-in that has ended", () => {
  it("is found out when a server is silent", async () => {
    const brief = { user_id: "ann", access_token: token(2), refresh_token: "r", expires_in: "1" };
    const { answers, checkSession, currentSession } = await page(() => json({}), {
      "/accounts:signInWithPassword": () =>
        json({ localId: "ann", email: "ann@example.com", idToken: token(1), refreshToken: "r", expiresIn: "1" }),
      "/v1/token": () => json(brief),
    });
    await checkSession();
    expect(currentSession().expired).toBe(false);
    answers["/v1/token"] = () => Promise.reject(new TypeError("Failed to fetch"));
    await checkSession();
    expect(currentSession().expired).toBe(false);
    answers["/v1/token"] = () => json({ error: { code: 400, message: "USER_NOT_FOUND" } }, 400);
    await checkSession();
    expect(currentSession()).toMatchObject({ expired: true, user: { uid: "ann" } });
  });
});

describe("a problem document", () => {
  it("is thrown with the server's sentence, its code and the fields it names", async () => {
    const errors = [{ field: "name", message: "It is empty." }];
    const { list } = await page(() => problem(422, "invalid", { errors, task_id: "t1" }));
    await expect(list()).rejects.toMatchObject({
      message: "It is invalid.",
      code: "invalid",
      status: 422,
      document: { errors, task_id: "t1" },
    });
  });

  it.each([
    ["a page of HTML", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["nothing", () => new Response(null, { status: 502 })],
    ["other JSON", () => json({ oops: 1 }, 502)],
  ])("that is none (%s) still says something", async (_, answer) => {
    const { list } = await page(answer);
    await expect(list()).rejects.toMatchObject({ code: "unreadable_answer", status: 502 });
  });
});

import { beforeEach, describe, expect, it, vi } from "vitest";

const answering = (body: unknown, status = 200) =>
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(JSON.stringify(body), { status }));

/** As a page that was just opened has it. */
const fresh = () => import("@/config");

beforeEach(() => vi.resetModules());

describe("the settings", () => {
  it("are those that Hosting serves", async () => {
    const { config, readConfig } = await fresh();
    const fetched = answering({ apiKey: "k", projectId: "p", storageBucket: "of no use here" });
    await readConfig();
    expect(fetched).toHaveBeenCalledWith("/__/firebase/init.json");
    expect(config()).toEqual({ apiKey: "k", projectId: "p" });
  });

  it.each([
    ["an error", { apiKey: "k", projectId: "p" }, 404],
    ["something else", { project: "p" }, 200],
  ])("are not there when the answer is %s", async (_, body, status) => {
    const { config, readConfig } = await fresh();
    answering(body, status);
    await expect(readConfig()).rejects.toThrow();
    expect(config).toThrow("not read yet");
  });
});

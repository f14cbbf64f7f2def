import { beforeEach, describe, expect, it, vi } from "vitest";
import { CHUNK_BYTES } from "@/pages/collection/info/uploads/chunks";
import { keepSession, keptSessions, type Session, sessionKey } from "@/pages/collection/info/uploads/sessions";
import { addFiles, cancelUpload, retryUpload, type Upload, uploadsOf } from "@/pages/collection/info/uploads/store";
import { type Answered, fileOf, type Seen, serveXhr } from "@/test/xhr";

const MB = 1024 * 1024;
const SESSION_URL = "https://storage/session";
const CREATED = { status: 201, body: { documents: [{ document_id: "new" }] } };

let collection = "";
let calls: string[];
let refused: Record<string, Response>;
let number = 0;

function problem(code: string, status: number, detail: string) {
  return { status, body: { code, status, detail } };
}

/** The API below `fetch`: announces, registers, deletes; `refused` says which calls it refuses. */
async function api(request: Request): Promise<Response> {
  const call = `${request.method} ${new URL(request.url).pathname.replace(`/api/collections/${collection}`, "")}`;
  calls.push(call);
  const refusal = refused[call];
  if (refusal) return refusal.clone();
  if (request.method === "DELETE") return new Response(null, { status: 204 });
  if (call.endsWith("/uploaded")) return Response.json({ documents: [{ document_id: "large" }] }, { status: 201 });
  const upload = { document_id: "large", upload_url: SESSION_URL, expires_at: later(), register_url: "" };
  return Response.json({ upload }, { status: 201 });
}

function later() {
  return new Date(Date.now() + 3_600_000).toISOString();
}

beforeEach(() => {
  number += 1;
  collection = `c${number}`;
  calls = [];
  refused = {};
  localStorage.clear();
  vi.stubGlobal("fetch", api);
});

function only(): Upload {
  const [upload, ...others] = uploadsOf(collection);
  if (!upload || others.length) throw new Error(`There are ${uploadsOf(collection).length} uploads.`);
  return upload;
}

function leaves(): boolean {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return !event.defaultPrevented;
}

const emptied = () => vi.waitFor(() => expect(uploadsOf(collection)).toEqual([]));
const fails = () => vi.waitFor(() => expect(only().state).toBe("failed"));

/** A bucket that takes chunks, and may lose the connection once with only a part of one arrived. */
function bucket(size: number, lose?: { at: number; kept: number }) {
  let arrived = 0;
  let lost = false;
  return ({ headers }: Seen): Answered | "lost" => {
    const [, from, to] = /^bytes (\d+)-(\d+)\//.exec(headers["Content-Range"] ?? "") ?? [];
    if (from === undefined) return told();
    if (Number(from) !== arrived) return { status: 400 };
    if (lose && !lost && arrived === lose.at) {
      lost = true;
      arrived += lose.kept;
      return "lost";
    }
    arrived = Number(to) + 1;
    return arrived === size ? { status: 200 } : told();
  };
  function told(): Answered {
    return { status: 308, ...(arrived && { headers: { Range: `bytes=0-${arrived - 1}` } }) };
  }
}

const ranges = (requests: Seen[]) => requests.map(({ headers }) => headers["Content-Range"]);

describe("a small file", () => {
  it("goes as a form that starts no run, and is off the list when it is a document", async () => {
    const requests = serveXhr(() => CREATED);
    addFiles(collection, "linesheet", [fileOf("a.pdf", 3 * MB)]);
    expect(only().state).toBe("sending");
    await emptied();
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe(`/api/collections/${collection}/documents?process=false`);
    expect((requests[0]?.body as FormData | undefined)?.get("type")).toBe("linesheet");
  });

  it("that is refused says the server's sentence and leaves the others alone", async () => {
    const sentence = "“b.exe” is not a PDF.";
    const file = ({ body }: Seen) => ((body as FormData).get("file") as File).name;
    serveXhr((seen) => (file(seen) === "b.exe" ? problem("unsupported_type", 415, sentence) : CREATED));
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1), fileOf("b.exe", 1), fileOf("c.pdf", 1)]);
    await fails();
    expect(only().problem).toEqual({ message: sentence, again: false });
  });

  it("is tried again when the person wants it, after the connection broke", async () => {
    let there = false;
    serveXhr(() => (there ? CREATED : "lost"));
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)]);
    await fails();
    expect(only().problem?.again).toBe(true);
    expect(leaves()).toBe(true);
    there = true;
    retryUpload(only());
    await emptied();
  });

  it("keeps the person on the page, and is not sent twice at a time", async () => {
    let release = (_: Answered) => {};
    const requests = serveXhr(() => new Promise((resolve) => (release = resolve)));
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)]);
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)]);
    await vi.waitFor(() => expect(only().state).toBe("checking"));
    expect(leaves()).toBe(false);
    release(CREATED);
    await emptied();
    expect(requests).toHaveLength(1);
    expect(leaves()).toBe(true);
  });

  it("waits while two others are sent", async () => {
    const releases: ((answer: Answered) => void)[] = [];
    serveXhr(() => new Promise((resolve) => releases.push(resolve)));
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1), fileOf("b.pdf", 1), fileOf("c.pdf", 1)]);
    await vi.waitFor(() => expect(releases).toHaveLength(2));
    expect(uploadsOf(collection).map(({ state }) => state)).toEqual(["checking", "checking", "waiting"]);
    releases[0]?.(CREATED);
    await vi.waitFor(() => expect(releases).toHaveLength(3));
    for (const release of releases) release(CREATED);
    await emptied();
  });

  it("that is cancelled while the server looks into it does not stay as a document", async () => {
    let release = (_: Answered) => {};
    serveXhr(() => new Promise((resolve) => (release = resolve)));
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)]);
    await vi.waitFor(() => expect(only().state).toBe("checking"));
    cancelUpload(only());
    expect(only().state).toBe("cancelling");
    release(CREATED);
    await emptied();
    expect(calls).toEqual(["DELETE /documents/new"]);
  });
});

describe("a file that replaces another", () => {
  it("lets go of the old one only when it is there itself", async () => {
    serveXhr(() => CREATED);
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)], "old");
    await emptied();
    expect(calls).toEqual(["DELETE /documents/old"]);
  });

  it("leaves the old one when it is refused", async () => {
    serveXhr(() => problem("too_large", 413, "Too large."));
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)], "old");
    await fails();
    expect(calls).toEqual([]);
  });

  it("says why the old one stays, and does not send itself again at a retry", async () => {
    const requests = serveXhr(() => CREATED);
    const use = problem("document_in_use", 409, "A run uses it.");
    refused["DELETE /documents/old"] = Response.json(use.body, { status: 409 });
    addFiles(collection, "linesheet", [fileOf("a.pdf", 1)], "old");
    await fails();
    expect(only().problem?.message).toContain("A run uses it.");
    refused = {};
    retryUpload(only());
    await emptied();
    expect(requests).toHaveLength(1);
    expect(calls).toEqual(["DELETE /documents/old", "DELETE /documents/old"]);
  });
});

describe("a large file", () => {
  const size = 2 * CHUNK_BYTES + 15 * MB + 5;
  const file = fileOf("big.pdf", size);
  const kept = (sent: number): Session => ({
    document_id: "large",
    upload_url: SESSION_URL,
    expires_at: later(),
    type: "linesheet",
    filename: file.name,
    size,
    sent,
  });
  const register = "POST /documents/large/uploaded";

  it("goes in chunks and is registered; its session is forgotten then", async () => {
    const requests = serveXhr(bucket(size));
    addFiles(collection, "linesheet", [file]);
    await emptied();
    const third = 2 * CHUNK_BYTES;
    expect(ranges(requests)).toEqual([
      `bytes 0-${CHUNK_BYTES - 1}/${size}`,
      `bytes ${CHUNK_BYTES}-${third - 1}/${size}`,
      `bytes ${third}-${third + CHUNK_BYTES - 1}/${size}`,
      `bytes ${third + CHUNK_BYTES}-${size - 1}/${size}`,
    ]);
    expect(calls).toEqual(["POST /documents", register]);
    expect(localStorage).toHaveLength(0);
  });

  it("goes on from what arrived after the connection was lost", async () => {
    const requests = serveXhr(bucket(size, { at: CHUNK_BYTES, kept: 3 * MB }));
    addFiles(collection, "linesheet", [file]);
    await vi.waitFor(() => expect(only().state).toBe("stalled"));
    expect(keptSessions(collection, "linesheet").map(([, { sent }]) => sent)).toEqual([CHUNK_BYTES]);
    window.dispatchEvent(new Event("online"));
    await emptied();
    const from = CHUNK_BYTES + 3 * MB;
    expect(ranges(requests).slice(2, 4)).toEqual([
      `bytes */${size}`,
      `bytes ${from}-${from + CHUNK_BYTES - 1}/${size}`,
    ]);
    expect(calls).toEqual(["POST /documents", register]);
  });

  it("goes on after a reload when the same file is chosen again", async () => {
    const server = bucket(size);
    serveXhr(server);
    server({
      method: "PUT",
      url: SESSION_URL,
      headers: { "Content-Range": `bytes 0-${CHUNK_BYTES - 1}/${size}` },
      body: null,
    });
    keepSession(sessionKey(collection, "linesheet", file), kept(CHUNK_BYTES));
    const requests = serveXhr(server);
    addFiles(collection, "linesheet", [file]);
    await emptied();
    expect(ranges(requests)[0]).toBe(`bytes */${size}`);
    expect(ranges(requests)[1]).toBe(`bytes ${CHUNK_BYTES}-${2 * CHUNK_BYTES - 1}/${size}`);
    expect(calls).toEqual([register]);
  });

  it("is only registered when it had arrived whole", async () => {
    keepSession(sessionKey(collection, "linesheet", file), kept(size));
    const requests = serveXhr(() => ({ status: 404 }));
    addFiles(collection, "linesheet", [file]);
    await emptied();
    expect(requests).toHaveLength(1);
    expect(calls).toEqual([register]);
  });

  it("begins anew when Storage has forgotten the session", async () => {
    keepSession(sessionKey(collection, "linesheet", file), { ...kept(MB), document_id: "gone" });
    refused["POST /documents/gone/uploaded"] = Response.json(problem("upload_incomplete", 409, "Not all there.").body, {
      status: 409,
    });
    const server = bucket(size);
    let first = true;
    serveXhr((seen) => {
      if (!first) return server(seen);
      first = false;
      return { status: 410 };
    });
    addFiles(collection, "linesheet", [file]);
    await emptied();
    expect(calls).toEqual(["POST /documents/gone/uploaded", "POST /documents", register]);
  });

  it("that is too large is refused before a byte of it leaves", async () => {
    refused["POST /documents"] = Response.json(problem("too_large", 413, "Split it.").body, { status: 413 });
    const requests = serveXhr(bucket(size));
    addFiles(collection, "linesheet", [file]);
    await fails();
    expect(only().problem).toEqual({ message: "Split it.", again: false });
    expect(requests).toEqual([]);
  });

  it("that is cancelled leaves no session to go on with", async () => {
    serveXhr(() => new Promise(() => {}));
    addFiles(collection, "linesheet", [file]);
    await vi.waitFor(() => expect(only().sent).toBeGreaterThan(0));
    cancelUpload(only());
    await emptied();
    expect(localStorage).toHaveLength(0);
  });
});

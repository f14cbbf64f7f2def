import { ApiProblem } from "@/api/problem";
import { Lost, type Reply, send } from "@/pages/collection/info/uploads/request";

/** A multiple of 256 KiB, as Cloud Storage wants of every chunk but the last. */
export const CHUNK_BYTES = 8 * 1024 * 1024;
const TRIES = 8;
const LONGEST_WAIT_MS = 30_000;

/** Storage does not know the session (any more): it expired, was finished, or the file has arrived. */
export class SessionGone extends Error {
  override name = "SessionGone";
}

export interface Chunked {
  url: string;
  file: File;
  /** Whether bytes may have arrived before: Storage is asked how many. */
  begun: boolean;
  signal: AbortSignal;
  onSent: (bytes: number) => void;
  /** Storage has this much for good. */
  onArrived: (bytes: number) => void;
  /** The connection is lost (true), or back. */
  onStalled: (stalled: boolean) => void;
}

/**
 * Send a file to an upload session in chunks, until all of it has arrived. After a lost connection it asks what
 * arrived and goes on from there. Throws SessionGone, ApiProblem when the connection stays lost, the signal's reason.
 */
export async function sendInChunks({ url, file, begun, signal, ...told }: Chunked): Promise<void> {
  let arrived = begun ? undefined : 0;
  let most = 0;
  for (let failures = 0; arrived !== file.size; ) {
    try {
      const before: number | undefined = arrived;
      arrived = before === undefined ? await ask(url, file, signal) : await put(url, file, before, signal, told.onSent);
      told.onStalled(false);
      told.onSent(arrived);
      told.onArrived(arrived);
      if (arrived > most) failures = 0;
      else if (before !== undefined) throw new Lost();
      most = Math.max(most, arrived);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      if (++failures > TRIES) throw ApiProblem.offline();
      told.onStalled(true);
      await calm(Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures - 1)), signal);
      arrived = undefined;
    }
  }
}

/** How many bytes have arrived. */
async function ask(url: string, file: File, signal: AbortSignal): Promise<number> {
  const headers = { "Content-Range": `bytes */${file.size}` };
  return arrivedBy(await send("PUT", url, { headers, signal }), file);
}

async function put(url: string, file: File, from: number, signal: AbortSignal, onSent: (bytes: number) => void) {
  const to = Math.min(from + CHUNK_BYTES, file.size);
  const reply = await send("PUT", url, {
    headers: { "Content-Range": `bytes ${from}-${to - 1}/${file.size}` },
    body: file.slice(from, to),
    signal,
    onSent: (bytes) => onSent(Math.min(from + bytes, to)),
  });
  return arrivedBy(reply, file);
}

function arrivedBy({ status, header }: Reply, file: File): number {
  if (status === 200 || status === 201) return file.size;
  if (status === 308) {
    const range = header("Range");
    return range ? Number(range.split("-")[1]) + 1 : 0;
  }
  if (status >= 500 || status === 408 || status === 429) throw new Lost();
  throw new SessionGone(`The upload session answered with status ${status}.`);
}

/** Wait a while; where the browser knows that it is offline, until it is back. */
function calm(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = navigator.onLine ? setTimeout(done, ms) : undefined;
    window.addEventListener("online", done);
    signal.addEventListener("abort", stop);
    function done() {
      leave();
      resolve();
    }
    function stop() {
      leave();
      reject(signal.reason);
    }
    function leave() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", stop);
    }
  });
}

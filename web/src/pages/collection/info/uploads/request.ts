/** The connection broke: nobody knows what arrived. */
export class Lost extends Error {
  override name = "Lost";
}

export interface Reply {
  status: number;
  /** The body as JSON; undefined where it is none. */
  body: unknown;
  header: (name: string) => string | null;
}

export interface Sent {
  headers?: Record<string, string>;
  body?: XMLHttpRequestBodyInit;
  signal: AbortSignal;
  /** Bytes of the body that have left. */
  onSent?: (bytes: number) => void;
  /** The whole body has left: the server is at work on it. */
  onAllSent?: () => void;
}

/** Send a request that tells how far its body is, which `fetch` cannot. Throws Lost, and the signal's reason. */
export function send(method: "POST" | "PUT", url: string, { headers, body, signal, ...told }: Sent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const xhr = new XMLHttpRequest();
    const stop = () => xhr.abort();
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers ?? {})) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => told.onSent?.(loaded);
    xhr.upload.onload = () => told.onAllSent?.();
    xhr.onload = () =>
      resolve({ status: xhr.status, body: json(xhr.responseText), header: (name) => xhr.getResponseHeader(name) });
    xhr.onerror = () => reject(new Lost());
    xhr.onabort = () => reject(signal.reason);
    xhr.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    xhr.send(body ?? null);
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

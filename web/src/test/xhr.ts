import { vi } from "vitest";

/** A request as the network's edge sees it. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

export interface Answered {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

type Server = (request: Seen) => Promise<Answered | "lost"> | Answered | "lost";

/** In place of the network below XMLHttpRequest: `server` answers, or loses the connection. Returns what was sent. */
export function serveXhr(server: Server): Seen[] {
  const requests: Seen[] = [];
  class EdgeXhr {
    upload: { onprogress?: (event: { loaded: number }) => void; onload?: () => void } = {};
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    onloadend?: () => void;
    status = 0;
    responseText = "";
    private method = "";
    private url = "";
    private readonly sent: Record<string, string> = {};
    private answered: Record<string, string> = {};
    private over = false;

    open(method: string, url: string) {
      this.method = method;
      this.url = url;
    }
    setRequestHeader(name: string, value: string) {
      this.sent[name] = value;
    }
    getResponseHeader(name: string) {
      return this.answered[name] ?? null;
    }
    abort() {
      this.end(this.onabort);
    }
    send(body: unknown) {
      const request = { method: this.method, url: this.url, headers: this.sent, body };
      requests.push(request);
      void this.serve(request);
    }

    private async serve(request: Seen) {
      await Promise.resolve();
      if (this.over) return;
      this.upload.onprogress?.({ loaded: request.body instanceof FormData ? 4096 : sizeOf(request.body) });
      this.upload.onload?.();
      const answer = await server(request);
      if (answer === "lost") return this.end(this.onerror);
      this.status = answer.status;
      this.answered = answer.headers ?? {};
      this.responseText = JSON.stringify(answer.body ?? "");
      this.end(this.onload);
    }
    private end(how: (() => void) | undefined) {
      if (this.over) return;
      this.over = true;
      how?.();
      this.onloadend?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", EdgeXhr);
  return requests;
}

/** A file of a size, without its bytes. */
export function fileOf(name: string, size: number): File {
  const file = new File([], name, { lastModified: 1 });
  Object.defineProperty(file, "size", { value: size });
  file.slice = (from = 0, to = size) => ({ size: to - from }) as Blob;
  return file;
}

function sizeOf(body: unknown): number {
  return (body as { size?: number } | null)?.size ?? 0;
}

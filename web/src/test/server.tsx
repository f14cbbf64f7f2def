import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { queryClient } from "@/api/queries";

/** One call that the page made: its method and path with the query, its headers and JSON body. */
export interface Sent {
  call: string;
  headers: Headers;
  body: unknown;
}

/** Stands for the server at the network's edge: each answer is [status, JSON]. Returns what was sent, in order. */
export function serve(answers: (call: string, nth: number) => [number, unknown?]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const call = `${request.method} ${pathname}${search}`;
    const text = await request.text();
    sent.push({ call, headers: request.headers, body: text ? JSON.parse(text) : undefined });
    const [status, body] = answers(call, sent.filter((one) => one.call === call).length);
    if (status === 0) throw new TypeError("the network is gone");
    const headers = { "Content-Type": status < 400 ? "application/json" : "application/problem+json" };
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), { status, headers });
  });
  return sent;
}

/** A problem document as the server sends it. */
export function problem(status: number, code: string, detail: string, errors: unknown[] = []): [number, unknown] {
  return [status, { type: `urn:phasework:problem:${code}`, title: code, status, code, detail, errors }];
}

/** Show a part of the page, with nothing asked for before. */
export function show(part: ReactNode) {
  queryClient.clear();
  return render(part, {
    wrapper: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
  });
}

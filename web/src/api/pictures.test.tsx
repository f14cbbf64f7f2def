import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { goodFor, pageLink, useLink } from "@/api/pictures";
import { Picture } from "@/ui/Picture";

const asked: Request[] = [];
let missing: string[] = [];

function expiry(ms: number) {
  return new Date(Date.now() + ms).toISOString();
}

/** The network's edge: signs what it is asked for, differently each time. */
async function server(request: Request): Promise<Response> {
  asked.push(request);
  const { searchParams, pathname } = new URL(request.url);
  if (pathname.endsWith(".png")) {
    if (request.headers.get("Accept") !== "application/json") return new Response("a redirect", { status: 404 });
    return Response.json({ url: `https://storage/${pathname}`, expires_at: expiry(900_000) });
  }
  const ids = (searchParams.get("ids") ?? "").split(",").filter((id) => !missing.includes(id));
  const images = ids.map((image_id) => ({
    image_id,
    product_ids: [],
    url: `https://storage/${image_id}?${asked.length}`,
  }));
  return Response.json({ images, expires_at: expiry(900_000) });
}

beforeEach(() => {
  asked.length = 0;
  missing = [];
  vi.stubGlobal("fetch", server);
});

function show(children: React.ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{children}</QueryClientProvider>);
  return client;
}

function pictures(count: number) {
  const ids = Array.from({ length: count }, (_, n) => `i${n}`);
  return ids.map((id) => <Picture key={id} collectionId="c" imageId={id} alt={id} />);
}

test("pictures shown together are asked for together, at most 100 a call, each once", async () => {
  show([...pictures(150), <Picture key="again" collectionId="c" imageId="i0" alt="i0" />]);
  await waitFor(() => expect(screen.getAllByAltText(/^i\d/)).toHaveLength(151));
  expect(asked.map(({ url }) => new URL(url).searchParams.get("ids")?.split(",").length)).toEqual([100, 50]);
});

test("a picture that is gone leaves the others standing and says so", async () => {
  missing = ["i1"];
  show(pictures(3));
  await screen.findByText("Picture not available");
  expect(screen.getAllByRole("img")).toHaveLength(2);
});

test("a URL that does not work is asked for once more, and no further", async () => {
  show(pictures(1));
  const first = await screen.findByRole<HTMLImageElement>("img");
  fireEvent.error(first);
  await waitFor(() => expect(screen.getByRole<HTMLImageElement>("img").src).toBe("https://storage/i0?2"));
  fireEvent.error(screen.getByRole("img"));
  await screen.findByText("Picture not available");
  expect(asked).toHaveLength(2);
});

test("a renewed URL does not load again what is on screen", async () => {
  const client = show(pictures(1));
  fireEvent.load(await screen.findByRole("img"));
  const { src } = screen.getByRole<HTMLImageElement>("img");
  await act(() => client.invalidateQueries());
  expect(asked).toHaveLength(2);
  expect(screen.getByRole<HTMLImageElement>("img").src).toBe(src);
});

test("a product without a picture says so and asks for nothing", () => {
  show(<Picture collectionId="c" imageId={undefined} alt="" />);
  expect(screen.getByText("No picture")).toBeTruthy();
  expect(asked).toHaveLength(0);
});

test("a URL counts as old a minute before its end, never at once", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(goodFor({ url: "", expires_at: "2026-01-01T00:15:00Z" }, now)).toBe(14 * 60_000);
  expect(goodFor({ url: "", expires_at: "2025-12-31T23:00:00Z" }, now)).toBe(1000);
  expect(goodFor(null, now)).toBe(Number.POSITIVE_INFINITY);
});

function PageAddress() {
  return <p>{useLink(pageLink("c", "d", 3)).data?.url}</p>;
}

test("a page's link is asked for as JSON, not followed", async () => {
  show(<PageAddress />);
  await screen.findByText("https://storage//api/collections/c/documents/d/pages/3.png");
});

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { CollectionContext, type Shown } from "@/pages/collection/context";
import { DeckViewer } from "@/pages/collection/deck/DeckViewer";
import type { Deck } from "@/pages/collection/deck/decks";

const FROM = "collections/c/decks/01ARYZ6S41TSV4RRFFQ69G5FAV";

function deck(pages: number): Deck {
  const preview_paths = Array.from({ length: pages }, (_, n) => `${FROM}/page-${String(n + 1).padStart(3, "0")}.png`);
  const made = { title: "Autumn", settings: {}, content: "items", page_count: pages, card_count: 4 } as const;
  return { ...made, id: "01ARYZ6S41TSV4RRFFQ69G5FAV", preview_paths, pptx_size: 1_200_000 };
}

beforeEach(() => {
  vi.stubGlobal("fetch", async ({ url }: Request) =>
    Response.json({ url: `https://storage/${url.split("/").pop()}`, expires_at: new Date(Date.now() + 9e5) }),
  );
});

function show(pages: number) {
  const shown = { collection: { id: "c", stale: {} }, documents: [] } as unknown as Shown;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CollectionContext value={shown}>
        <DeckViewer deck={deck(pages)} isNewest />
      </CollectionContext>
    </QueryClientProvider>,
  );
}

const src = async (page: number) =>
  (await screen.findByRole<HTMLImageElement>("img", { name: `Page ${page}` })).getAttribute("src");

test("keys turn the pages from any control, and what is shown and told follows", async () => {
  show(3);
  expect(await src(1)).toBe("https://storage/page-001.png");
  const next = screen.getByRole("button", { name: "Next page" });
  fireEvent.keyDown(next, { key: "ArrowRight" });
  expect(screen.getByText("Page 2 of 3").getAttribute("aria-live")).toBe("polite");
  fireEvent.keyDown(next, { key: "End" });
  expect(await src(3)).toBe("https://storage/page-003.png");
  expect(next.getAttribute("aria-disabled")).toBe("true");
  fireEvent.keyDown(next, { key: "ArrowLeft", altKey: true });
  expect(screen.getByText("Page 3 of 3")).toBeTruthy();
});

test("a deck without pictures can be downloaded all the same; a size is shown where it is known", () => {
  show(0);
  expect(screen.getByText(/no pictures to show/)).toBeTruthy();
  expect(screen.getByRole("button", { name: /Download “Autumn” as PowerPoint/ }).textContent).toContain("1.2 MB");
  expect(screen.getByRole("button", { name: /Download “Autumn” as PDF/ }).textContent).not.toContain("MB");
});

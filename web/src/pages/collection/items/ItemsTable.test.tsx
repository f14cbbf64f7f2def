import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { Verdict } from "@/pages/collection/items/calls";
import { ItemsTable } from "@/pages/collection/items/ItemsTable";
import type { Item, MatchStatus } from "@/pages/collection/items/records";
import { item } from "@/pages/collection/items/test/item";

const WINDOW = { width: 1000, height: 600 };
const ROW = 65;
let setItems: (items: Item[]) => void = () => {};

beforeEach(() => {
  // jsdom lays nothing out, and a list that is 0 high shows nothing
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(WINDOW.height);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(ROW);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(WINDOW.width);
  HTMLElement.prototype.scrollTo = () => {};
  vi.stubGlobal("fetch", async () => Response.json({ images: [], expires_at: new Date().toISOString() }));
});

interface Page {
  items: Item[];
  busy?: ReadonlySet<string>;
  onDecide?: (item: Item, verdict: Verdict) => void;
  onOpen?: (item: Item) => void;
}

function Table({ items, busy = new Set(), onDecide = () => {}, onOpen = () => {} }: Page) {
  const [shown, show] = useState(items);
  setItems = show;
  return (
    <ItemsTable collectionId="c" items={shown} products={new Map()} busy={busy} onDecide={onDecide} onOpen={onOpen}>
      <p>Nothing is like this</p>
    </ItemsTable>
  );
}

function show(page: Page) {
  const inQueries = (children: ReactNode) => (
    <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
  );
  render(inQueries(<Table {...page} />));
  return userEvent.setup();
}

function list(...statuses: MatchStatus[]) {
  return statuses.map((status, n) => item(n + 1, status));
}

/** The line that has the focus, by its number. */
function focused() {
  return document.activeElement?.getAttribute("data-id");
}

test("arrow keys move the focus, and stop at both ends", async () => {
  const user = show({ items: list("matched", "matched", "matched") });
  await user.tab();
  expect(focused()).toBe("l1");
  await user.keyboard("{ArrowUp}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(focused()).toBe("l3");
  await user.keyboard("{Home}");
  expect(focused()).toBe("l1");
});

test("A accepts and goes on to the next suggestion, R rejects; the first comes after the last", async () => {
  const onDecide = vi.fn();
  const user = show({ items: list("suggested", "matched", "suggested", "not_found", "suggested"), onDecide });
  await user.tab();
  await user.keyboard("{End}{ArrowUp}{ArrowUp}a");
  expect(onDecide).toHaveBeenLastCalledWith(expect.objectContaining({ id: "l3" }), "accept");
  expect(focused()).toBe("l5");
  await user.keyboard("R");
  expect(onDecide).toHaveBeenLastCalledWith(expect.objectContaining({ id: "l5" }), "reject");
  expect(focused()).toBe("l1");
  expect(screen.getByText(/Line 5 rejected/)).toBeTruthy();
});

test("a line without a suggestion says so and is left alone", async () => {
  const onDecide = vi.fn();
  const user = show({ items: list("matched", "suggested"), onDecide });
  await user.tab();
  await user.keyboard("a");
  expect(onDecide).not.toHaveBeenCalled();
  expect(focused()).toBe("l1");
  expect(screen.getByText(/Line 1 has no suggestion/)).toBeTruthy();
});

test("lines whose decision is on its way are passed over, and not decided on twice", async () => {
  const onDecide = vi.fn();
  const user = show({ items: list("suggested", "suggested", "suggested"), busy: new Set(["l2"]), onDecide });
  await user.tab();
  await user.keyboard("a");
  expect(focused()).toBe("l3");
  await user.keyboard("{ArrowUp}a");
  expect(onDecide).toHaveBeenCalledTimes(1);
});

test("keys that a browser knows are left to it", async () => {
  const onDecide = vi.fn();
  const user = show({ items: list("suggested"), onDecide });
  await user.tab();
  await user.keyboard("{Control>}a{/Control}{Alt>}r{/Alt}");
  expect(onDecide).not.toHaveBeenCalled();
});

test("the buttons decide as the keys do, and Tab leads into the focused row alone", async () => {
  const onDecide = vi.fn();
  const user = show({ items: list("suggested", "suggested"), onDecide });
  const inReach = screen.getAllByRole("button").filter((button) => button.tabIndex === 0);
  expect(inReach.map((button) => button.closest("[data-id]")?.getAttribute("data-id"))).toEqual(["l1", "l1", "l1"]);
  await user.click(screen.getByRole("button", { name: /Accept the suggestion for line 1/ }));
  expect(onDecide).toHaveBeenCalledWith(expect.objectContaining({ id: "l1" }), "accept");
  expect(focused()).toBe("l2");
});

test("the focus stays in its place when a filter takes the decided line away", async () => {
  const items = list("suggested", "suggested", "suggested");
  const user = show({ items });
  await user.tab();
  await user.keyboard("{End}a");
  expect(focused()).toBe("l1");
  act(() => setItems(items.slice(1))); // somebody else decided on the very line
  expect(focused()).toBe("l2");
  await user.keyboard("a");
  act(() => setItems([]));
  expect(screen.getByText("Nothing is like this")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole("region", { name: /Items/ }));
});

test("who works elsewhere keeps the focus there", async () => {
  const items = list("suggested", "suggested");
  const user = show({ items });
  await user.tab();
  await user.click(document.body);
  act(() => setItems(items.slice(1)));
  expect(document.activeElement).toBe(document.body);
});

test("Enter opens the line", async () => {
  const onOpen = vi.fn();
  const user = show({ items: list("matched", "matched"), onOpen });
  await user.tab();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: "l2" }));
});

test("of thousands of lines only those in sight are there, the totals are of all", () => {
  show({ items: Array.from({ length: 3000 }, (_, n) => item(n + 1)) });
  const grid = screen.getByRole("grid");
  expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
  expect(grid.getAttribute("aria-rowcount")).toBe("3002");
  expect(within(grid).getByText("3,000 lines")).toBeTruthy();
  expect(within(grid).getByText("€30,000.00")).toBeTruthy();
});

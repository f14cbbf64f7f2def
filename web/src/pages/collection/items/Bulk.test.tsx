import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ApiProblem } from "@/api/problem";
import { BulkDecisions } from "@/pages/collection/items/Bulk";
import type { Item } from "@/pages/collection/items/records";
import { item } from "@/pages/collection/items/test/item";

const SUGGESTED = Array.from({ length: 8 }, (_, n) => item(n + 1, "suggested"));

async function acceptAll(items: readonly Item[], onDecide: (item: Item) => Promise<unknown>) {
  const user = userEvent.setup();
  render(<BulkDecisions items={items} onDecide={onDecide} />);
  await user.click(screen.getByRole("button", { name: /Accept all shown/ }));
  await user.click(screen.getByRole("button", { name: "Accept" }));
  return user;
}

test("it asks with how many, and does each once", async () => {
  const onDecide = vi.fn(async () => {});
  const user = userEvent.setup();
  render(<BulkDecisions items={[...SUGGESTED, item(9), item(10, "not_found")]} onDecide={onDecide} />);
  await user.click(screen.getByRole("button", { name: "Reject all shown (8)" }));
  expect(screen.getByRole("alertdialog", { name: "Reject 8 suggestions?" })).toBeTruthy();
  expect(onDecide).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Reject" }));
  await waitFor(() => expect(onDecide).toHaveBeenCalledTimes(8));
  expect(onDecide.mock.calls.map((call) => (call as unknown as [Item, string])[1])).toEqual(Array(8).fill("reject"));
});

test("a few at a time, and it says how far it is", async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  await acceptAll(SUGGESTED, () => {
    const call = new Promise<void>((done) => waiting.push(done));
    most = Math.max(most, waiting.length);
    return call;
  });
  expect(most).toBe(3);
  waiting[0]?.();
  await waitFor(() => expect(waiting).toHaveLength(4));
  expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toBe("1 of 8…");
  for (let n = 1; n < 8; n += 1) {
    await waitFor(() => expect(waiting.length).toBeGreaterThan(n));
    waiting[n]?.();
  }
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
});

test("it stops at what does not work, says what, and goes on with the rest", async () => {
  const asked: number[] = [];
  let works = false;
  const user = await acceptAll(SUGGESTED, async ({ position }) => {
    asked.push(position);
    if (position === 3 && !works) throw new ApiProblem("changing", "Somebody else changes this item.", 409);
  });
  await screen.findByText("Stopped: line 3 did not work");
  expect(screen.getByRole("alert").textContent).toContain("Somebody else changes this item.");
  const decided = asked.length - 1;
  expect(decided).toBeLessThan(8);
  expect(screen.getByText(`${decided} of 8 are decided, ${8 - decided} are not.`)).toBeTruthy();
  works = true;
  await user.click(screen.getByRole("button", { name: "Go on with the rest" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect([...new Set(asked)].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(asked.filter((position) => position === 3)).toHaveLength(2);
  expect(asked).toHaveLength(9);
});

test("with no suggestion shown it says why not", async () => {
  render(<BulkDecisions items={[item(1)]} onDecide={async () => {}} />);
  await userEvent.click(screen.getByRole("button", { name: /Accept all/ }));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(screen.getAllByText("No suggestion is shown.")).toHaveLength(2);
});

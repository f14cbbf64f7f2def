import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { BatchBar } from "@/pages/list/BatchBar";
import { Entries } from "@/pages/list/BatchResult";
import { type Batch, type BatchEntry, UNREACHED } from "@/pages/list/batch";
import { collection, running } from "@/test/collections";
import { serve, show } from "@/test/server";

function entry(collection_id: string, changes: Partial<BatchEntry> = {}): BatchEntry {
  return {
    collection_id,
    task_id: null,
    code: null,
    message: null,
    status: "processing",
    queue_position: null,
    ...changes,
  };
}

function batch(...entries: BatchEntry[]): Batch {
  return {
    batch_id: "b1",
    process: "document_processing",
    created_at: null,
    total: entries.length,
    counts: {},
    entries,
  };
}

const shown = (changes: Partial<Parameters<typeof Entries>[0]>) =>
  show(<Entries batch={batch()} collections={[]} again={() => {}} busy={false} onClose={() => {}} {...changes} />);

describe("what became of a batch", () => {
  it("shows a job's place in line as Firestore has it, and why another was refused", () => {
    shown({
      batch: batch(
        entry("c1", { task_id: "t1", queue_position: 9 }),
        entry("c2", { status: "refused", code: "no_linesheet", message: "There is no linesheet." }),
      ),
      collections: [
        collection({
          ...running({ status: "processing", task_id: "t1", queue_position: 3, progress: { percentage: 0 } }),
        }),
        collection({ id: "c2", name: "Spring 2027" }),
      ],
    });
    const [waiting, refused] = screen.getAllByRole("listitem").map((row) => within(row));
    expect(waiting?.getByText("Number 3 in line")).toBeTruthy();
    expect(waiting?.getByText("Waiting")).toBeTruthy();
    expect(refused?.getByText("There is no linesheet.")).toBeTruthy();
    expect(screen.getByText("1 accepted, 1 refused")).toBeTruthy();
  });

  it("keeps to what the server said of a job that another one has followed", () => {
    shown({
      batch: batch(entry("c1", { task_id: "t1", status: "failed" })),
      collections: [collection(running({ status: "completed", task_id: "t2" }))],
    });
    expect(screen.getByText("Failed")).toBeTruthy();
    expect(screen.queryByText("Completed")).toBeNull();
  });

  it("offers to start those again that the server did not come to", async () => {
    const again = vi.fn();
    shown({
      batch: batch(entry("c1", { task_id: "t1" }), entry("c2", { status: "refused", code: UNREACHED })),
      again,
    });
    await userEvent.click(screen.getByRole("button", { name: "Start 1 once more" }));
    expect(again).toHaveBeenCalledWith("document_processing", ["c2"]);
  });
});

it("sends the same key again after a lost answer, so that nothing runs twice, and a new one for another batch", async () => {
  const sent = serve((_, nth) => (nth === 1 ? [0] : [202, batch(entry("c1", { task_id: "t1" }))]));
  show(<BatchBar selected={[collection()]} hidden={0} onClear={() => {}} />);
  const start = () => userEvent.click(screen.getByRole("button", { name: "Start for 1 collection" }));
  for (const times of [1, 2]) {
    await start();
    await waitFor(() => expect(sent).toHaveLength(times));
    await screen.findByRole("button", { name: "Start for 1 collection" });
  }
  await userEvent.selectOptions(screen.getByRole("combobox"), "item_generation");
  await start();
  await waitFor(() => expect(sent).toHaveLength(3));
  const [first, second, third] = sent.map(({ headers }) => headers.get("Idempotency-Key"));
  expect(first).toBeTruthy();
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it("says why more than a hundred cannot be started", () => {
  const many = Array.from({ length: 101 }, (_, index) => collection({ id: `c${index}` }));
  show(<BatchBar selected={many} hidden={51} onClear={() => {}} />);
  const button = screen.getByRole("button", { name: "Start for 101 collections" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(button.title).toContain("At most 100");
});

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { JobList } from "@/pages/history/JobList";
import { type Job, standOf, statusOfJob } from "@/pages/history/jobs";
import { collection, running } from "@/test/collections";
import { serve, show } from "@/test/server";

function job(changes: Partial<Job> = {}): Job {
  return {
    task_id: "t1",
    process: "document_processing",
    collection_id: "c1",
    status: "completed",
    owner_uid: "me",
    owner_email: "me@example.com",
    owner_name: null,
    cancelled_by: null,
    phase: 6,
    total_phases: 6,
    attempt: 1,
    reopened: 0,
    phases: [{ name: "Extracting images from documents", started_at: null, completed_at: null, seconds: 1.25 }],
    causes: [],
    warnings: [],
    error: null,
    counts: { structured_products: 60 },
    created_at: "2026-11-24T13:40:48Z",
    started_at: "2026-11-24T13:40:48Z",
    completed_at: "2026-11-24T13:40:51Z",
    seconds: 3.3,
    ...changes,
  };
}

const page = (jobs: Job[], next_page_token: string | null = null): [number, unknown] => [
  200,
  { jobs, next_page_token },
];

beforeEach(() => window.history.replaceState(null, "", "/history"));

describe("how a job stands", () => {
  const mine = job({ status: "processing" });

  it("is what Firestore shows of the collection's newest run", () => {
    const now = collection(running({ status: "paused", task_id: "t1" }));
    expect(statusOfJob(mine, now).status).toBe("paused");
  });

  it("is what was answered, for an older run", () => {
    const now = collection(running({ status: "completed", task_id: "t2" }));
    expect(statusOfJob(mine, now).status).toBe("processing");
  });

  it("changes the list's stand by its phase, and not by each percent", () => {
    const stand = (phase: number, percentage: number) =>
      standOf([collection(running({ status: "processing", task_id: "t1", progress: { phase, percentage } }))]);
    expect(stand(1, 10)).toBe(stand(1, 20));
    expect(stand(1, 20)).not.toBe(stand(2, 20));
  });
});

describe("the history", () => {
  it("tells of a job who started it, what it made, and how long each phase took", async () => {
    serve(() => page([job({ owner_uid: "noa", owner_name: "Noa" })]));
    show(<JobList collections={[collection()]} uid="me" />);
    const card = within(await screen.findByRole("article", { name: "Document processing" }));
    expect(card.getByText(/Started by Noa.*took 3.3s.*60 products/)).toBeTruthy();
    await userEvent.click(card.getByText("Details"));
    const rows = card.getAllByRole("row").map((row) => row.textContent);
    expect(rows).toContain("Extracting images from documents1.3s");
    expect(rows).toContain("Generating categoriesnot run");
  });

  it("tells where a job failed, and of the attempts before", async () => {
    const cause = (message: string, at: string) => ({ phase: 2, kind: "error", code: "x", message, at });
    const error = { code: "x", message: "It is damaged.", phase: "…", retryable: false, document_id: null };
    const causes = [cause("It took too long.", "2026-11-24T13:41:00Z"), cause(error.message, "2026-11-24T13:42:00Z")];
    serve(() => page([job({ status: "failed", phase: 2, error, causes, counts: {} })]));
    show(<JobList collections={[]} uid="me" />);
    await userEvent.click(await screen.findByText("Details"));
    expect(screen.getAllByRole("row").map((row) => row.textContent)).toContain("Extracting text with positionsfailed");
    expect(screen.getByText("1 earlier attempt did not finish")).toBeTruthy();
    expect(screen.getByText(/It took too long/)).toBeTruthy();
    expect(screen.getByText("Retrying alone will not help: change what the message says first.")).toBeTruthy();
  });

  it("asks anew when the shown job goes on", async () => {
    const sent = serve(() => page([job()]));
    const at = (phase: number) => (
      <JobList
        collections={[collection(running({ status: "processing", task_id: "t1", progress: { phase, percentage: 9 } }))]}
        uid="me"
      />
    );
    const { rerender } = show(at(1));
    await screen.findByRole("article");
    expect(sent).toHaveLength(1);
    rerender(at(1));
    rerender(at(2));
    await waitFor(() => expect(sent).toHaveLength(2));
  });

  it("goes on with the next page where the first ended", async () => {
    const sent = serve((call) => (call.includes("page_token") ? page([job({ task_id: "t0" })]) : page([job()], "t1")));
    show(<JobList collections={[]} uid="me" />);
    await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
    await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
    expect(sent[1]?.call).toContain("page_token=t1");
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("keeps the filters in the address, and sends them", async () => {
    window.history.replaceState(null, "", "/history?status=failed&process=nonsense");
    const sent = serve(() => page([]));
    show(<JobList collections={[collection()]} uid="me" />);
    expect(await screen.findByText("No run fits these filters")).toBeTruthy();
    expect(sent[0]?.call).toBe("GET /api/jobs?status=failed&page_size=20");
    await userEvent.selectOptions(screen.getByLabelText("Collection"), "c1");
    await waitFor(() => expect(sent[1]?.call).toContain("collection_id=c1"));
    expect(window.location.search).toContain("status=failed");
    expect(window.location.search).toContain("collection_id=c1");
  });

  it("offers others' jobs only of a collection, and says so", async () => {
    serve(() => page([]));
    show(<JobList collections={[collection()]} uid="me" />);
    await screen.findByText("Nothing has been run yet");
    expect(screen.getByLabelText<HTMLSelectElement>("Started by").disabled).toBe(true);
    await userEvent.selectOptions(screen.getByLabelText("Collection"), "c1");
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>("Started by").disabled).toBe(false));
  });
});

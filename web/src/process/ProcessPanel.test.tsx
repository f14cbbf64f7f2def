import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ProcessStatus } from "@/live/records";
import { ProcessPanel } from "@/process/ProcessPanel";
import { showIn, shownIn, shownWith } from "@/test/collection";
import { Button } from "@/ui/Button";

const STARTED = new Date("2026-02-01T10:00:00Z");
const ENDED = new Date("2026-02-01T10:05:00Z");
const RUNNING: ProcessStatus = {
  status: "processing",
  task_id: "t1",
  started_at: STARTED,
  last_updated: new Date("2026-02-01T10:02:30Z"),
  current_phase: "Generating categories",
  progress: { phase: 4, total_phases: 6, percentage: 67 },
  message: "",
  attempt: 1,
  eta_seconds: 61,
  worked_seconds: 60.4,
  working_since: new Date("2026-02-01T10:01:00Z"),
};
const FAILED: ProcessStatus = {
  ...RUNNING,
  status: "failed",
  completed_at: ENDED,
  eta_seconds: null,
  error: { message: "The reader stopped.", code: "reader_stopped", retryable: true, details: "line 12" },
};

let calls: { path: string; body: unknown }[];
let answer: (path: string) => Response;

beforeEach(() => {
  calls = [];
  answer = () => Response.json({ success: true, message: "Done.", task_id: "t1", status: "processing" });
  vi.useFakeTimers({ now: new Date("2026-02-01T10:02:30Z"), toFake: ["Date"] });
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (request.method === "GET") return Response.json({ task_id: "t1", phases: [], counts: {} });
    calls.push({ path, body: await request.json().catch(() => undefined) });
    return answer(path);
  });
});

const panel = (why?: string) => (
  <ProcessPanel
    process="document_processing"
    why={why}
    start={({ start }) => (
      <Button busy={start.isPending} onClick={() => start.mutate(undefined)}>
        Start
      </Button>
    )}
    success={<p>Well done</p>}
  />
);

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const absent = (name: string) => expect(screen.queryByRole("button", { name })).toBeNull();
const busy = (name: string) => expect(button(name).getAttribute("aria-disabled")).toBe("true");

describe("a process that is not under way", () => {
  it("can be started when it never ran", () => {
    showIn(shownWith(), panel());
    button("Start");
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("is busy from the click until Firestore shows the run", async () => {
    answer = () => Response.json({ task_id: "t1", status: "processing", status_url: "" }, { status: 202 });
    const { become } = showIn(shownWith(), panel());
    await userEvent.click(button("Start"));
    await waitFor(() => expect(calls).toHaveLength(1));
    await act(async () => {});
    busy("Start");
    become(shownIn(RUNNING));
    expect(screen.getByRole("progressbar")).toBeTruthy();
    become(shownIn({ ...RUNNING, status: "completed", completed_at: ENDED }));
    await waitFor(() => expect(button("Start").getAttribute("aria-disabled")).toBeNull());
  });

  it("that was refused to start can be started again", async () => {
    answer = () => Response.json({ code: "already_running", detail: "It runs.", status: 409 }, { status: 409 });
    showIn(shownWith(), panel());
    await userEvent.click(button("Start"));
    await waitFor(() => expect(button("Start").getAttribute("aria-disabled")).toBeNull());
  });

  it("that completed shows its result", () => {
    showIn(shownIn({ ...RUNNING, status: "completed" }), panel());
    screen.getByText("Well done");
    button("Start");
  });

  it("whose result is out of date says what changed", () => {
    const stale = {
      stale: { document_processing: true },
      stale_reasons: { document_processing: ["documents_changed", "unheard_of"] },
    };
    showIn(shownIn({ ...RUNNING, status: "completed" }, stale), panel());
    screen.getByText("These results are out of date");
    screen.getByText(/Documents were added, replaced or deleted since\. Run it again/);
  });
});

describe("a run", () => {
  it("is told as one sentence, with its bar and its phases", () => {
    showIn(shownIn(RUNNING), panel());
    const said = screen.getByText("67 % (2m 30s, about 1m left)").parentElement;
    expect(said?.textContent).toBe("Phase 4 of 6: Generating categories… 67 % (2m 30s, about 1m left)");
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("67");
    const phases = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(phases[2]).toContain("done");
    expect(phases[3]).toContain("under way");
    expect(phases[4]).toContain("to come");
    absent("Start");
  });

  it("that waits says its place in line", () => {
    const line = "Waiting in line until one of your other jobs ends…";
    showIn(shownIn({ ...RUNNING, queue_position: 3, message: line, eta_seconds: 60 }), panel());
    screen.getByText(`${line} Number 3 in line`);
    expect(screen.queryByText(/left/)).toBeNull();
    expect(screen.queryByText(/under way/)).toBeNull();
  });

  it("counts neither waits nor pauses as work, and its time left stands still meanwhile", () => {
    const last_updated = new Date("2026-02-01T09:00:00Z");
    showIn(shownIn({ ...RUNNING, working_since: null, last_updated }), panel());
    screen.getByText("67 % (1m 00s, about 1m left)");
  });

  it("that has just begun to work has worked for 0 seconds", () => {
    showIn(shownIn({ ...RUNNING, worked_seconds: 0, working_since: new Date() }), panel());
    screen.getByText("67 % (0s, about 1m left)");
  });

  it("whose worker died says that it restarts", () => {
    showIn(shownIn({ ...RUNNING, message: "Restarting processing…", attempt: 2 }), panel());
    screen.getByText("Restarting processing…");
  });

  it("at a further attempt counts it", () => {
    showIn(shownIn({ ...RUNNING, message: "Attempt 2 of 3", attempt: 2 }), panel());
    screen.getByText("Phase 4 of 6: Generating categories… (Attempt 2)");
    expect(screen.queryByText("Attempt 2 of 3")).toBeNull();
  });

  it("says what its phase is at", () => {
    showIn(shownIn({ ...RUNNING, message: "Page 3 of 12, 40 products" }), panel());
    screen.getByText("Page 3 of 12, 40 products");
  });

  it("announces its phase, not each percent", () => {
    const { container } = showIn(shownIn(RUNNING), panel());
    const live = container.querySelector("[aria-live=polite]")?.textContent;
    expect(live).toBe("Document processing: Phase 4 of 6: Generating categories…");
  });

  it("stays “Pausing…” until Firestore shows the pause", async () => {
    const { become } = showIn(shownIn(RUNNING), panel());
    await userEvent.click(button("Pause"));
    await waitFor(() => expect(calls.map(({ path }) => path)).toEqual([expect.stringMatching(/process\/pause$/)]));
    await act(async () => {});
    busy("Pausing…");
    become(shownIn({ ...RUNNING, progress: { phase: 4, total_phases: 6, percentage: 70 } }));
    busy("Pausing…");
    become(shownIn({ ...RUNNING, status: "paused" }));
    button("Resume");
    become(shownIn(RUNNING));
    await waitFor(() => button("Pause"));
  });

  it("can be paused again when the pause was refused", async () => {
    answer = () => Response.json({ code: "wrong_state", detail: "It has ended.", status: 409 }, { status: 409 });
    showIn(shownIn(RUNNING), panel());
    await userEvent.click(button("Pause"));
    await waitFor(() => button("Pause"));
  });

  it("that is paused can be resumed or cancelled, and its bar stands still", () => {
    showIn(shownIn({ ...RUNNING, status: "paused", eta_seconds: null }), panel());
    expect(screen.getAllByText(/Paused\. What is finished is kept/)).toHaveLength(2); // shown, and announced
    screen.getByText("67 %");
    button("Resume");
    button("Cancel Processing");
  });

  it("is cancelled only after a question", async () => {
    const { become } = showIn(shownIn(RUNNING), panel());
    await userEvent.click(button("Cancel Processing"));
    await userEvent.click(button("Keep it running"));
    expect(calls).toEqual([]);
    await userEvent.click(button("Cancel Processing"));
    const dialog = within(screen.getByRole("alertdialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Cancel Processing" }));
    await waitFor(() => expect(calls.map(({ path }) => path)).toEqual([expect.stringMatching(/process\/cancel$/)]));
    await act(async () => {});
    dialog.getByRole("button", { name: "Cancelling…" });
    become(shownIn({ ...RUNNING, status: "cancelled", completed_at: ENDED }));
    await screen.findByText(/Nothing of that run was kept/);
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("lists its warnings with the document they are about", () => {
    const warnings = [{ code: "no_price", message: "Three products have no price.", document_id: "d1" }];
    showIn(shownIn({ ...RUNNING, warnings }), panel());
    screen.getByText("1 thing to know about this run");
    expect(screen.getByText(/Three products have no price/).textContent).toContain("sheet.pdf");
  });
});

describe("a run that failed", () => {
  it("says why and what to do, and goes on from the phase or from the start", async () => {
    const { become } = showIn(shownIn(FAILED), panel());
    const alert = within(screen.getByRole("alert"));
    alert.getByText("The reader stopped.");
    alert.getByText(/This may pass by itself/);
    alert.getByText("line 12");
    absent("Start");
    await userEvent.click(button("Retry from the start"));
    await waitFor(() => expect(calls.map(({ body }) => body)).toEqual([{ from_start: true }]));
    busy("Retrying…");
    become(shownIn(RUNNING));
    become(shownIn(FAILED));
    await waitFor(() => button("Retry from the start"));
    await userEvent.click(button("Retry from “Generating categories”"));
    await waitFor(() => expect(calls[1]?.body).toEqual({ from_start: false }));
  });

  it("for good says what has to change, and names the document once", () => {
    const error = { message: "This PDF is protected.", code: "encrypted_pdf", retryable: false, document_id: "d1" };
    showIn(shownIn({ ...FAILED, error }), panel());
    screen.getByText(/Retrying alone will not help/);
    screen.getByText("Document: sheet.pdf");
  });

  it("begins anew when documents changed since it started", () => {
    showIn(shownIn(FAILED, { documents_changed_at: { document_processing: ENDED } }), panel());
    screen.getByText(/a retry begins anew/);
    button("Retry Processing");
    absent("Retry from the start");
  });

  it.each([
    ["documents changed before it started", { document_processing: new Date("2026-02-01T09:59:59Z") }],
    ["documents changed that another process reads", { item_generation: ENDED }],
  ])("goes on from its phase when %s", (_, documents_changed_at) => {
    showIn(shownIn(FAILED, { documents_changed_at, stale: { document_processing: true } }), panel());
    expect(screen.queryByText(/a retry begins anew/)).toBeNull();
    button("Retry from “Generating categories”");
  });

  it("cannot be tried again while something is missing, and says what", () => {
    showIn(shownIn(FAILED), panel("Upload a linesheet too."));
    const retry = button(/^Retry from “/);
    expect(retry.title).toBe("Upload a linesheet too.");
    expect(retry.getAttribute("aria-disabled")).toBe("true");
  });

  it("that a person cancelled says that nothing was kept, and can be tried again", async () => {
    showIn(shownIn({ ...RUNNING, status: "cancelled", completed_at: ENDED }), panel());
    screen.getByText(/Nothing of that run was kept/);
    await userEvent.click(button("Retry Processing"));
    await waitFor(() => expect(calls.map(({ path }) => path)).toEqual([expect.stringMatching(/process\/retry$/)]));
  });
});

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Document, ProcessStatus } from "@/live/records";
import { InfoTab } from "@/pages/collection/info/InfoTab";
import { linesheet, order, showIn, shownIn, shownWith } from "@/test/collection";
import { serveXhr } from "@/test/xhr";

let bodies: unknown[];
let previews: Response;

/** The API: signs pages, tells of the job, takes retries. */
async function api(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.endsWith(".png"))
    return Response.json({ url: "https://storage/p.png", expires_at: "2099-01-01T00:00:00Z" });
  if (pathname.endsWith("/previews")) return previews.clone();
  if (request.method === "GET")
    return Response.json({ task_id: "t1", phases: [], counts: { structured_products: 60, images: 72 }, seconds: 95 });
  bodies.push(await request.json());
  return Response.json({ success: true, message: "Goes on.", task_id: "t1", status: "processing" });
}

beforeEach(() => {
  bodies = [];
  previews = Response.json({ task_id: "t1", previews: [] });
  sessionStorage.clear();
  vi.stubGlobal("fetch", api);
});

const process = () => screen.getByRole("button", { name: "Process Documents" });
const status = (changes: Partial<ProcessStatus>): ProcessStatus => ({
  status: "processing",
  task_id: "t1",
  started_at: new Date(),
  progress: { phase: 5, total_phases: 6, percentage: 80 },
  ...changes,
});

describe("Process Documents", () => {
  const cases: [string, Document[]][] = [
    ["Upload a linesheet and a purchase order first.", []],
    ["Upload a linesheet too.", [order()]],
    ["Upload a purchase order too.", [linesheet()]],
  ];
  it.each(cases)("cannot be pressed, and says: %s", (why, documents) => {
    showIn(shownWith({}, documents), <InfoTab />);
    expect(process().getAttribute("aria-disabled")).toBe("true");
    expect(process().title).toBe(why);
  });

  it("can be pressed with both, and warns of a linesheet that cannot be read", () => {
    const problem = { code: "encrypted_pdf", message: "It is protected." };
    showIn(shownWith({}, [linesheet({ problem }), order()]), <InfoTab />);
    expect(process().getAttribute("aria-disabled")).toBeNull();
    screen.getByText(/“sheet\.pdf” cannot be read/);
    screen.getByText(/It is protected\./);
  });

  it("waits for files on their way", async () => {
    serveXhr(() => new Promise(() => {}));
    showIn(shownWith({ id: "uploading" }), <InfoTab />);
    const input = screen.getByLabelText<HTMLInputElement>("Choose linesheets", { selector: "input" });
    await userEvent.upload(input, new File(["%PDF"], "more.pdf"));
    await screen.findByRole("progressbar", { name: "Upload of more.pdf" });
    expect(process().title).toBe("Wait until the files are uploaded.");
  });
});

describe("a run that failed", () => {
  it("over the categories asks for them, keeps what was typed, and retries with it", async () => {
    const failed = shownIn(status({ status: "failed", error: { message: "No categories.", retryable: true } }));
    const first = showIn(failed, <InfoTab />);
    await userEvent.type(screen.getByLabelText("Name the categories to look for"), "Dresses, Knitwear");
    first.unmount();
    showIn(failed, <InfoTab />);
    await userEvent.click(screen.getByRole("button", { name: /^Retry from “/ }));
    await waitFor(() => expect(bodies).toEqual([{ category_hint: "Dresses, Knitwear", from_start: false }]));
  });

  it("earlier does not ask for categories", () => {
    const progress = { phase: 2, total_phases: 6, percentage: 30 };
    showIn(shownIn(status({ status: "failed", progress, error: { message: "No." } })), <InfoTab />);
    expect(screen.queryByLabelText("Name the categories to look for")).toBeNull();
  });
});

describe("pictures of a run", () => {
  const found = { image_id: "i1", document_id: "d1", width: 9, height: 9, url: "https://storage/i1.png" };

  it("are shown as soon as they are found", async () => {
    const progress = (phase: number) => ({ phase, total_phases: 6, percentage: 10 * phase });
    const { become } = showIn(shownIn(status({ progress: progress(1) })), <InfoTab />);
    become(shownIn(status({ progress: progress(2) })));
    await waitFor(() => expect(screen.queryByText(/found so far/)).toBeNull());
    previews = Response.json({ task_id: "t1", previews: [found] });
    become(shownIn(status({ progress: progress(3) })));
    await screen.findByText("1 picture found so far");
    screen.getByAltText("Picture 1 from sheet.pdf");
    become(shownIn(status({ status: "cancelled" })));
    expect(screen.queryByText(/found so far/)).toBeNull();
  });

  it("that are gone are no error", async () => {
    previews = Response.json({ code: "previews_gone", detail: "Gone.", status: 410 }, { status: 410 });
    showIn(shownIn(status({})), <InfoTab />);
    await waitFor(() => expect(screen.queryByText(/found so far/)).toBeNull());
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("a result", () => {
  const categories = [{ name: "Knitwear", count: 60 }];

  it("says what was found and leads on", async () => {
    showIn(shownIn(status({ status: "completed" }), { categories }), <InfoTab />);
    await screen.findByText("Found 60 products in 1 category. 72 pictures were kept. Done in 1m 35s.");
    expect(screen.getByRole("button", { name: "Continue to Deck Settings" }).getAttribute("aria-disabled")).toBeNull();
    expect(screen.getByRole("link", { name: "Look at the products" }).getAttribute("href")).toBe(
      "/collections/c1/products",
    );
  });

  it("without a product is no success, and says what to do", async () => {
    const nothing = { task_id: "t1", phases: [], counts: { structured_products: 0, images: 0 }, seconds: 2 };
    vi.stubGlobal("fetch", async (request: Request) =>
      new URL(request.url).pathname.endsWith("/jobs/t1") ? Response.json(nothing) : api(request),
    );
    showIn(shownIn(status({ status: "completed" })), <InfoTab />);
    await screen.findByText("No products were found in the linesheets");
    screen.getByText(/try another export of it/);
  });

  it("that is not there keeps the way on closed", () => {
    showIn(shownWith(), <InfoTab />);
    expect(screen.getByRole("button", { name: "Continue to Deck Settings" }).title).toBe(
      "Process the documents first.",
    );
  });
});

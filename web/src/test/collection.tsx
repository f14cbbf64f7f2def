import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type RenderResult, render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Collection, Document, Process, ProcessStatus } from "@/live/records";
import { CollectionContext, type Shown } from "@/pages/collection/context";

/** A collection with one linesheet and one order, and what differs from that. */
export function shownWith(changes: Partial<Collection> = {}, documents = [linesheet(), order()]): Shown {
  const collection: Collection = {
    id: "c1",
    name: "Spring",
    owner_uid: "u1",
    member_uids: ["u1"],
    categories: [],
    stale: {},
    stale_reasons: {},
    documents_changed_at: {},
    deck_settings: {},
    processing_status: {},
    ...changes,
  };
  return { collection, documents };
}

/** The same with one process in this state. */
export function shownIn(
  status: ProcessStatus,
  changes: Partial<Collection> = {},
  process: Process = "document_processing",
) {
  return shownWith({ ...changes, processing_status: { [process]: status } });
}

export function linesheet(changes: Partial<Document> = {}): Document {
  return {
    id: "d1",
    type: "linesheet",
    filename: "sheet.pdf",
    content_type: "application/pdf",
    size_bytes: 1_200_000,
    page_count: 12,
    created_at: new Date("2026-01-01T00:00:00Z"),
    ...changes,
  };
}

export function order(changes: Partial<Document> = {}): Document {
  return { ...linesheet(), id: "d2", type: "purchase_order", filename: "order.xlsx", ...changes };
}

/** Show something below a collection; `become` shows it of the next snapshot. */
export function showIn(shown: Shown, children: ReactNode): RenderResult & { become: (next: Shown) => void } {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const within = (now: Shown) => (
    <QueryClientProvider client={client}>
      <CollectionContext value={now}>{children}</CollectionContext>
    </QueryClientProvider>
  );
  const view = render(within(shown));
  return { ...view, become: (next) => view.rerender(within(next)) };
}

import type { Collection, Document, Process, ProcessStatus } from "@/live/records";

const READS: Partial<Record<Process, Document["type"]>> = {
  document_processing: "linesheet",
  item_generation: "purchase_order",
};

/** Whether a run that ended would read other documents when it is tried again: it begins anew then. */
export function documentsChanged(process: Process, status: ProcessStatus, collection: Collection): boolean {
  const changed = collection.documents_changed_at[process];
  return changed !== undefined && status.started_at != null && changed > status.started_at;
}

/** Whether a run that goes on reads documents of this type. */
export function isRead(type: Document["type"], running: (process: Process) => boolean): boolean {
  return Object.entries(READS).some(([process, reads]) => reads === type && running(process as Process));
}

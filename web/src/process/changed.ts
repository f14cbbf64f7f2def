import type { Document, Process, ProcessStatus } from "@/live/records";
import type { Shown } from "@/pages/collection/context";
import { hasProducts } from "@/pages/collection/tabs";

const READS: Partial<Record<Process, Document["type"]>> = {
  document_processing: "linesheet",
  item_generation: "purchase_order",
};

/**
 * Whether a run that failed would read other documents when it is tried again, as far as the page can tell: one came
 * since it started, or the one it failed on is gone. The server looks for itself, and says what it did.
 */
export function documentsChanged(process: Process, status: ProcessStatus, { collection, documents }: Shown): boolean {
  const type = READS[process];
  const since = status.started_at;
  if (!type || !since) return false;
  const came = documents.some((document) => document.type === type && (document.created_at ?? since) > since);
  const failedOn = status.error?.document_id;
  const went = failedOn != null && documents.every(({ id }) => id !== failedOn);
  const firstResult = process === "document_processing" && !hasProducts(collection); // no older result that is stale
  return came || went || (firstResult && collection.stale[process] === true);
}

/** Whether a run that goes on reads documents of this type. */
export function isRead(type: Document["type"], running: (process: Process) => boolean): boolean {
  return Object.entries(READS).some(([process, reads]) => reads === type && running(process as Process));
}

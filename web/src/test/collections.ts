import { Collection, type ProcessStatus } from "@/live/records";

/** A collection as Firestore would show it; `changes` say what is special about it. */
export function collection(changes: Partial<Collection> = {}): Collection {
  return { ...Collection.parse({ id: "c1", name: "Autumn 2026", owner_uid: "me", member_uids: ["me"] }), ...changes };
}

/** The status of one process, as part of a collection. */
export function running(status: ProcessStatus): Pick<Collection, "processing_status"> {
  return { processing_status: { document_processing: status } };
}

/** Files on their way, by collection. They live in this module: changing tabs or pages leaves them going on. */
import { useSyncExternalStore } from "react";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";
import type { Document } from "@/live/records";
import { deleteDocument, upload } from "@/pages/collection/info/uploads/send";
import { forgetSession, sessionKey } from "@/pages/collection/info/uploads/sessions";
import { beforeSignOut } from "@/session/auth";
import { sayError } from "@/ui/say";

/** `stalled`: the connection is lost, it goes on by itself. `checking`: all bytes are there, the server looks. */
export type UploadState = "waiting" | "sending" | "stalled" | "checking" | "replacing" | "cancelling" | "failed";

export interface Upload {
  id: string;
  collectionId: string;
  type: Document["type"];
  file: File;
  /** The document that is deleted once this file has taken its place. */
  replaces?: string | undefined;
  state: UploadState;
  /** Bytes that have left. */
  sent: number;
  problem?: UploadProblem | undefined;
  /** Its document, once it is one. */
  documentId?: string | undefined;
}

/** Why a file was not taken, in the server's words; `again` where the same file may be taken at another try. */
export interface UploadProblem {
  message: string;
  again: boolean;
}

const AT_ONCE = 2;
const NONE: readonly Upload[] = [];

const uploads = new Map<string, readonly Upload[]>();
const running = new Map<string, AbortController>();
const listeners = new Set<() => void>();

/** The files of a collection that are on their way or were refused. */
export function useUploads(collectionId: string): readonly Upload[] {
  return useSyncExternalStore(subscribe, () => uploadsOf(collectionId));
}

export function uploadsOf(collectionId: string): readonly Upload[] {
  return uploads.get(collectionId) ?? NONE;
}

/** Whether a file is still on its way (one that was refused is not). */
export function isGoing({ state }: Upload): boolean {
  return state !== "failed";
}

/** Take files into a collection. One that is on its way already is not sent twice. */
export function addFiles(collectionId: string, type: Document["type"], files: readonly File[], replaces?: string) {
  for (const file of files) {
    const key = sessionKey(collectionId, type, file);
    const same = uploadsOf(collectionId).find((u) => sessionKey(collectionId, u.type, u.file) === key);
    if (same && isGoing(same)) continue;
    if (same) remove(same);
    const id = crypto.randomUUID();
    set(collectionId, [
      ...uploadsOf(collectionId),
      { id, collectionId, type, file, replaces, state: "waiting", sent: 0 },
    ]);
  }
  startNext();
}

/** Stop a file. One that the server has whole is deleted as soon as it answers: nothing of it stays. */
export function cancelUpload(upload: Upload) {
  if (upload.state === "checking") return change(upload, { state: "cancelling" });
  running.get(upload.id)?.abort();
  forgetSession(sessionKey(upload.collectionId, upload.type, upload.file));
  remove(upload);
}

/** Try a file again that was not taken. */
export function retryUpload(upload: Upload) {
  change(upload, { state: "waiting", problem: undefined });
  startNext();
}

/** Take a refused file off the list. */
export function dismissUpload(upload: Upload) {
  remove(upload);
}

function startNext() {
  const all = [...uploads.values()].flat();
  for (const next of all.filter(({ state }) => state === "waiting").slice(0, Math.max(0, AT_ONCE - running.size)))
    void run(next);
  if (all.some(isGoing)) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
}

async function run(started: Upload) {
  const controller = new AbortController();
  running.set(started.id, controller);
  try {
    const documentId = started.documentId ?? (await sendFile(started, controller.signal));
    change(started, { documentId });
    if (stateOf(started) === "cancelling") await deleteDocument(started.collectionId, documentId);
    else if (started.replaces) await replace(started, started.replaces);
    remove(started);
  } catch (error) {
    if (controller.signal.aborted) return;
    if (stateOf(started) !== "cancelling")
      return change(started, { state: "failed", problem: problemOf(started, error) });
    if (current(started)?.documentId) sayError(error); // its document stands in the list, to be deleted there
    remove(started);
  } finally {
    running.delete(started.id);
    startNext();
  }
}

function sendFile(started: Upload, signal: AbortSignal): Promise<string> {
  change(started, { state: "sending", sent: 0 });
  return upload({
    ...started,
    signal,
    onSent: (sent) => change(started, { sent }),
    onChecking: () => change(started, { state: "checking", sent: started.file.size }),
    onStalled: (stalled) => change(started, { state: stalled ? "stalled" : "sending" }),
  });
}

/** The old document goes only after the new one came, so that nothing is lost when the upload fails. */
async function replace(started: Upload, old: string) {
  change(started, { state: "replacing" });
  await deleteDocument(started.collectionId, old);
}

function problemOf(started: Upload, error: unknown): UploadProblem {
  const { code, status, message } =
    error instanceof ApiProblem ? error : new ApiProblem("unreadable_answer", t("app.crashed"), 0);
  if (current(started)?.documentId) return { message: t("upload.oldStays", { why: message }), again: true };
  return { message: code === "offline" ? t("upload.lost") : message, again: ![413, 415, 422].includes(status) };
}

function current(upload: Upload): Upload | undefined {
  return uploadsOf(upload.collectionId).find(({ id }) => id === upload.id);
}

function stateOf(upload: Upload): UploadState | undefined {
  return current(upload)?.state;
}

function change({ collectionId, id }: Upload, changes: Partial<Upload>) {
  set(
    collectionId,
    uploadsOf(collectionId).map((upload) => {
      if (upload.id !== id) return upload;
      const next = { ...upload, ...changes };
      return upload.state === "cancelling" ? { ...next, state: upload.state } : next;
    }),
  );
}

function remove({ collectionId, id }: Upload) {
  set(
    collectionId,
    uploadsOf(collectionId).filter((upload) => upload.id !== id),
  );
}

function set(collectionId: string, next: readonly Upload[]) {
  uploads.set(collectionId, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}

beforeSignOut(async () => {
  for (const upload of [...uploads.values()].flat()) {
    running.get(upload.id)?.abort();
    remove(upload);
  }
  window.removeEventListener("beforeunload", warn);
});

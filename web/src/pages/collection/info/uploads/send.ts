import { answer, api, type Schemas } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import type { Document } from "@/live/records";
import { SessionGone, sendInChunks } from "@/pages/collection/info/uploads/chunks";
import { Lost, type Reply, send } from "@/pages/collection/info/uploads/request";
import {
  forgetSession,
  keepSession,
  keptSession,
  type Session,
  sessionKey,
} from "@/pages/collection/info/uploads/sessions";
import { idToken, sessionExpired } from "@/session/auth";

/** A request may hold 32 MB, form and all; what is larger goes straight to Storage. */
export const FORM_BYTES = 30 * 1024 * 1024;

export interface Sending {
  collectionId: string;
  type: Document["type"];
  file: File;
  signal: AbortSignal;
  onSent: (bytes: number) => void;
  /** All bytes are there: the server looks into the file. */
  onChecking: () => void;
  onStalled: (stalled: boolean) => void;
}

/** Upload a file; the id of its document. Throws ApiProblem with the server's sentence, and the signal's reason. */
export async function upload(sending: Sending): Promise<string> {
  return sending.file.size > FORM_BYTES ? uploadLarge(sending) : uploadSmall(sending);
}

/** Delete a document; one that is gone already is as good. */
export async function deleteDocument(collection_id: string, document_id: string): Promise<void> {
  const params = { path: { collection_id, document_id } };
  try {
    await answer(api.DELETE("/api/collections/{collection_id}/documents/{document_id}", { params }));
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === "document_not_found")) throw error;
  }
}

async function uploadSmall(sending: Sending): Promise<string> {
  let reply = await post(sending);
  if (reply.status === 401) reply = await post(sending, true);
  if (reply.status === 401) sessionExpired();
  if (reply.status !== 201) throw ApiProblem.of(reply.body, reply.status);
  return idOf(reply.body as Schemas["Uploaded"]);
}

async function post({ collectionId, type, file, signal, onSent, onChecking }: Sending, fresh = false): Promise<Reply> {
  const body = new FormData();
  body.set("type", type);
  body.set("file", file, file.name);
  try {
    const token = await idToken(fresh);
    return await send("POST", `/api/collections/${collectionId}/documents?process=false`, {
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      body,
      signal,
      onSent: (bytes) => onSent(Math.min(bytes, file.size)),
      onAllSent: onChecking,
    });
  } catch (error) {
    throw error instanceof Lost ? ApiProblem.offline() : error;
  }
}

/** Announce, send in chunks, register. A session that is kept goes on; one that is gone begins anew, once. */
async function uploadLarge(sending: Sending): Promise<string> {
  const key = sessionKey(sending.collectionId, sending.type, sending.file);
  const kept = keptSession(key);
  if (kept) {
    const id = await goOn(key, kept, true, sending);
    if (id) return id;
    forgetSession(key);
    sending.onSent(0);
  }
  const id = await goOn(key, await announce(key, sending), false, sending);
  if (id) return id;
  forgetSession(key);
  throw ApiProblem.offline();
}

async function announce(key: string, { collectionId, type, file, signal }: Sending): Promise<Session> {
  const { upload } = await answer(
    api.POST("/api/collections/{collection_id}/documents", {
      params: { path: { collection_id: collectionId }, query: { process: false } },
      body: { type, filename: file.name, size_bytes: file.size, content_type: contentType(file) },
    }),
  );
  signal.throwIfAborted();
  if (!upload) throw ApiProblem.of(undefined, 201);
  const { document_id, upload_url, expires_at } = upload;
  const session = { document_id, upload_url, expires_at, type, filename: file.name, size: file.size, sent: 0 };
  keepSession(key, session);
  return session;
}

/** Send what has not arrived, and register. Undefined when the session is gone and the file has not arrived. */
async function goOn(key: string, session: Session, begun: boolean, sending: Sending): Promise<string | undefined> {
  const onArrived = (sent: number) => keepSession(key, { ...session, sent });
  let gone = false;
  try {
    await sendInChunks({ ...sending, url: session.upload_url, begun, onArrived });
  } catch (error) {
    if (!(error instanceof SessionGone)) throw error;
    gone = true; // it may have arrived all the same: registering tells
  }
  sending.onChecking();
  try {
    const id = await register(sending.collectionId, session.document_id);
    forgetSession(key);
    return id;
  } catch (error) {
    const absent = error instanceof ApiProblem && (error.status === 404 || error.code === "upload_incomplete");
    if (gone && absent) return undefined;
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 401)
      forgetSession(key);
    throw error;
  }
}

async function register(collection_id: string, document_id: string): Promise<string> {
  const path = { collection_id, document_id };
  return idOf(
    await answer(
      api.POST("/api/collections/{collection_id}/documents/{document_id}/uploaded", {
        params: { path, query: { process: false } },
      }),
    ),
  );
}

function idOf({ documents }: Schemas["Uploaded"]): string {
  const id = documents?.[0]?.document_id;
  if (!id) throw ApiProblem.of(undefined, 201);
  return id;
}

/** A type that an announcement takes; browsers make up stranger ones. */
function contentType({ type }: File): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "application/octet-stream";
}

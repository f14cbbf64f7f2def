import * as z from "zod/mini";
import { PREFIX } from "@/lib/drafts";
import type { Document } from "@/live/records";

const UPLOADS = `${PREFIX}upload:`;

const Session = z.object({
  document_id: z.string(),
  upload_url: z.string(),
  expires_at: z.string(),
  type: z.enum(["linesheet", "purchase_order"]),
  filename: z.string(),
  size: z.number(),
  sent: z.number(),
});

/** An upload that began and can go on, also after a reload, when the same file is chosen again. */
export type Session = z.infer<typeof Session>;

/** What names the same file of a collection: a browser does not tell where a file lies. */
export function sessionKey(collectionId: string, type: Document["type"], file: File): string {
  return `${UPLOADS}${collectionId}:${type}:${file.lastModified}:${file.size}:${file.name}`;
}

/** The session kept under a key; undefined for none, or one that has expired. */
export function keptSession(key: string): Session | undefined {
  const session = read(localStorage.getItem(key));
  if (!session) forgetSession(key);
  return session;
}

export function keepSession(key: string, session: Session) {
  try {
    localStorage.setItem(key, JSON.stringify(session));
  } catch {
    // A full or forbidden storage: the upload goes on, it only cannot after a reload.
  }
}

export function forgetSession(key: string) {
  localStorage.removeItem(key);
}

/** The uploads of a collection that were interrupted, by their keys. */
export function keptSessions(collectionId: string, type: Document["type"]): [string, Session][] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(`${UPLOADS}${collectionId}:${type}:`))
    .map((key) => [key, keptSession(key)] as const)
    .filter((entry): entry is [string, Session] => entry[1] !== undefined);
}

function read(kept: string | null): Session | undefined {
  if (!kept) return undefined;
  try {
    const session = Session.parse(JSON.parse(kept));
    return new Date(session.expires_at).getTime() > Date.now() ? session : undefined;
  } catch {
    return undefined;
  }
}

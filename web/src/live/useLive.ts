import {
  type DocumentData,
  type DocumentReference,
  onSnapshot,
  type Query,
  type QueryDocumentSnapshot,
} from "firebase/firestore";
import { useEffect, useState } from "react";
import type * as z from "zod/mini";
import { setLost } from "@/live/connection";
import { currentSession, useSession } from "@/session/auth";

/**
 * What a subscription shows. `connecting` until the server has answered (an empty cache is no answer), `live` with the
 * newest data (`fromCache` while the connection is lost), `missing` for a document that is not there or is not ours to
 * see, `broken` when the data cannot be read by this page.
 */
export type Live<T> =
  | { state: "connecting" }
  | { state: "live"; data: T; fromCache: boolean }
  | { state: "missing" }
  | { state: "broken"; error: Error };

const CONNECTING = { state: "connecting" } as const;

/** Subscribe to a document. `key` names the subscription: it is made anew when that changes. */
export function useLiveDocument<T>(key: string, ref: () => DocumentReference, schema: z.ZodMiniType<T>): Live<T> {
  return useSubscription(key, ({ set, fail, heard }) =>
    onSnapshot(
      ref(),
      { includeMetadataChanges: true },
      (snapshot) => {
        const { fromCache } = snapshot.metadata;
        heard(fromCache, snapshot.exists());
        if (snapshot.exists()) set(live(() => schema.parse({ ...snapshot.data(), id: snapshot.id }), fromCache));
        else if (!fromCache) set({ state: "missing" });
      },
      fail,
    ),
  );
}

/** Subscribe to a query's documents, each parsed by `schema` with its id as `id`. Unchanged rows stay the same objects. */
export function useLiveQuery<T>(key: string, query: () => Query, schema: z.ZodMiniType<T>): Live<T[]> {
  return useSubscription(key, ({ set, fail, heard }) => {
    const parsed = new Map<string, T>();
    const row = (snapshot: QueryDocumentSnapshot<DocumentData>) =>
      parsed.get(snapshot.id) ?? schema.parse({ ...snapshot.data(), id: snapshot.id });
    return onSnapshot(
      query(),
      { includeMetadataChanges: true },
      (snapshot) => {
        const { fromCache } = snapshot.metadata;
        heard(fromCache, !snapshot.empty);
        if (fromCache && snapshot.empty) return;
        for (const change of snapshot.docChanges()) parsed.delete(change.doc.id);
        set(
          live(() => {
            const rows = snapshot.docs.map((found) => ({ id: found.id, row: row(found) }));
            for (const { id, row } of rows) parsed.set(id, row);
            return rows.map(({ row }) => row);
          }, fromCache),
        );
      },
      fail,
    );
  });
}

interface Shows<T> {
  set: (live: Live<T>) => void;
  fail: (error: { code: string }) => void;
  /** Each snapshot is told here first. */
  heard: (fromCache: boolean, something: boolean) => void;
}

/** What is shown stays when a sign-in ends, and the subscription is made anew once the person has signed in again. */
function useSubscription<T>(key: string, subscribe: (shows: Shows<T>) => () => void): Live<T> {
  const { renewals } = useSession();
  const [shown, show] = useState<{ key: string; live: Live<T> }>({ key, live: CONNECTING });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names what `subscribe` subscribes to
  useEffect(() => {
    const subscription = {};
    let answered = false;
    const set = (live: Live<T>) => show({ key, live });
    const end = subscribe({
      set,
      fail(error) {
        setLost(subscription, false);
        if (error.code !== "permission-denied") set({ state: "broken", error: new Error(error.code) });
        else if (!currentSession().expired) set({ state: "missing" });
      },
      heard(fromCache, something) {
        answered ||= !fromCache;
        // What others have fetched comes first from the cache; nothing comes from there only when the server is silent.
        setLost(subscription, fromCache && (answered || !something));
      },
    });
    return () => {
      end();
      setLost(subscription, false);
    };
  }, [key, renewals]);
  return shown.key === key ? shown.live : CONNECTING;
}

function live<T>(read: () => T, fromCache: boolean): Live<T> {
  try {
    return { state: "live", data: read(), fromCache };
  } catch (error) {
    return { state: "broken", error: error as Error };
  }
}

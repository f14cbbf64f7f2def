import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useSearchParams } from "wouter";
import { answer, api, type Schemas } from "@/api/client";
import { queryClient } from "@/api/queries";
import type { Process } from "@/live/records";

export type Batch = Schemas["ShownBatch"];
export type BatchEntry = Schemas["ShownEntry"];
export interface NewBatch {
  process: Process;
  collection_ids: string[];
}

/** The most collections that one batch takes. */
export const MOST = 100;

/** What the server says of a collection that it did not come to: it may be sent again. */
export const UNREACHED = "service_unavailable";

const KEY = "batch";
const keyOf = (id: string) => ["batch", id];

/** The batch that the address names, so that a reload shows it again; and how to show another, or none. */
export function useShownBatch(): [string | null, (id: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  return [search.get(KEY), (id) => setSearch(id ? { [KEY]: id } : {})];
}

/** What became of each collection of a batch. Where a job stands now, Firestore says. */
export function useBatch(id: string | null) {
  return useQuery({
    queryKey: keyOf(id ?? ""),
    queryFn: () => answer(api.GET("/api/batches/{batch_id}", { params: { path: { batch_id: id ?? "" } } })),
    enabled: id !== null,
  });
}

/** Starts a process for several collections. Sent again after a lost answer, it carries the same key: none runs twice. */
export function useStartBatch(onStarted: (batch: Batch) => void) {
  const sent = useRef<{ what: string; key: string }>(undefined);
  return useMutation({
    mutationFn: (body: NewBatch) => {
      const what = JSON.stringify(body);
      if (sent.current?.what !== what) sent.current = { what, key: crypto.randomUUID() };
      return answer(api.POST("/api/batches", { body, params: { header: { "Idempotency-Key": sent.current.key } } }));
    },
    onSuccess: (batch) => {
      sent.current = undefined;
      queryClient.setQueryData(keyOf(batch.batch_id), batch);
      onStarted(batch);
    },
  });
}

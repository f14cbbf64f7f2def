import { useMutation } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import type { Process } from "@/live/records";

const PATHS = {
  document_processing: "/api/collections/{collection_id}/documents/process",
  item_generation: "/api/collections/{collection_id}/items/generate",
  deck_generation: "/api/collections/{collection_id}/decks/generate",
} as const;

export interface RetryHow {
  from_start?: boolean;
  category_hint?: string;
  settings?: Schemas["DeckLook"];
}

/** The five verbs of a process on a collection. What they change comes back through Firestore, not through them. */
export function useProcessCalls(process: Process, collectionId: string) {
  const path = PATHS[process];
  const params = { path: { collection_id: collectionId } };
  const key = [process, collectionId] as const;
  return {
    start: useMutation({
      mutationKey: [...key, "start"],
      mutationFn: (settings?: Schemas["DeckLook"]) =>
        path === PATHS.deck_generation
          ? answer(api.POST(path, { params, body: settings ? { settings } : {} }))
          : answer(api.POST(path, { params })),
    }),
    pause: useMutation({
      mutationKey: [...key, "pause"],
      mutationFn: () => answer(api.POST(`${path}/pause`, { params })),
    }),
    resume: useMutation({
      mutationKey: [...key, "resume"],
      mutationFn: () => answer(api.POST(`${path}/resume`, { params })),
    }),
    cancel: useMutation({
      mutationKey: [...key, "cancel"],
      mutationFn: () => answer(api.POST(`${path}/cancel`, { params })),
    }),
    retry: useMutation({
      mutationKey: [...key, "retry"],
      mutationFn: (how: RetryHow) => answer(api.POST(`${path}/retry`, { params, body: how as never })),
    }),
  };
}

export type ProcessCalls = ReturnType<typeof useProcessCalls>;

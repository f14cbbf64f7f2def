import { useMutation } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { isLive, type Process, type ProcessStatus, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { useArrival } from "@/process/useArrival";

const PATHS = {
  document_processing: "/api/collections/{collection_id}/documents/process",
  item_generation: "/api/collections/{collection_id}/items/generate",
  deck_generation: "/api/collections/{collection_id}/decks/generate",
} as const;

/** How to run again; a hint is of use to document processing alone. */
export type RetryHow = Schemas["RetryDocumentsBody"];

/**
 * The five verbs of a process on the collection that is shown. Each is pending until Firestore shows what it asked
 * for, so that its button is busy for as long.
 */
export function useProcessCalls(process: Process) {
  const { collection } = useShown();
  const status = statusOf(collection, process);
  const arrival = useArrival(status);
  const path = PATHS[process];
  const params = { path: { collection_id: collection.id } };
  const key = [process, collection.id] as const;
  /** A run is on screen as soon as it is another one than before, or goes on. */
  const runs = (task_id: string) => (now: ProcessStatus) =>
    now.task_id === task_id && (isLive(now) || now.completed_at?.getTime() !== status.completed_at?.getTime());
  return {
    start: useMutation({
      mutationKey: [...key, "start"],
      mutationFn: async (settings?: Schemas["DeckLook"]) => {
        const started = await answer(
          path === PATHS.deck_generation
            ? api.POST(path, { params, body: settings ? { settings } : {} })
            : api.POST(path, { params }),
        );
        await arrival(runs(started.task_id));
        return started;
      },
    }),
    pause: useMutation({
      mutationKey: [...key, "pause"],
      mutationFn: async () => {
        await answer(api.POST(`${path}/pause`, { params }));
        await arrival((now) => now.status !== "processing");
      },
    }),
    resume: useMutation({
      mutationKey: [...key, "resume"],
      mutationFn: async () => {
        await answer(api.POST(`${path}/resume`, { params }));
        await arrival((now) => now.status !== "paused");
      },
    }),
    cancel: useMutation({
      mutationKey: [...key, "cancel"],
      mutationFn: async () => {
        await answer(api.POST(`${path}/cancel`, { params }));
        await arrival((now) => !isLive(now));
      },
    }),
    retry: useMutation({
      mutationKey: [...key, "retry"],
      mutationFn: async (how: RetryHow) => {
        const { from_start } = how;
        const steered = await answer(
          path === PATHS.document_processing
            ? api.POST(`${path}/retry`, { params, body: how })
            : api.POST(`${path}/retry`, { params, body: { from_start } }),
        );
        await arrival(runs(steered.task_id));
        return steered;
      },
    }),
  };
}

export type ProcessCalls = ReturnType<typeof useProcessCalls>;

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { decide, type Verdict } from "@/pages/collection/items/calls";
import type { Item } from "@/pages/collection/items/records";
import { sayError } from "@/ui/say";

interface Decision {
  item: Pick<Item, "id">;
  verdict: Verdict;
  productId?: string | undefined;
}

/** Decisions of a person on single lines. What they change comes back through Firestore; `busy` are those on their way. */
export function useDecisions(collectionId: string) {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const { mutate } = useMutation({
    mutationFn: ({ item, verdict, productId }: Decision) => decide(collectionId, item.id, verdict, productId),
    onMutate: ({ item }) => setBusy((ids) => new Set([...ids, item.id])),
    onError: sayError,
    onSettled: (_data, _error, { item }) => setBusy((ids) => new Set([...ids].filter((id) => id !== item.id))),
  });
  return { busy, decide: mutate };
}

import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { answer, api } from "@/api/client";
import { below } from "@/live/collections";
import { type Live, useLiveQuery } from "@/live/useLive";

/** A deck that was made. Its id is that of its run, which begins with the time at which it was started. */
export const Deck = z.object({
  id: z.string(),
  title: z.string(),
  settings: z._default(z.record(z.string(), z.unknown()), {}),
  content: z.enum(["items", "products"]),
  page_count: z.number(),
  card_count: z.number(),
  preview_paths: z._default(z.array(z.string()), []),
  pptx_size: z.nullish(z.number()),
  pdf_size: z.nullish(z.number()),
});
export type Deck = z.infer<typeof Deck>;

/** The decks of a collection, as they come and go; newest first. */
export function useLiveDecks(collectionId: string): Live<Deck[]> {
  const live = useLiveQuery(`${collectionId} decks`, () => below(collectionId, "decks"), Deck);
  return live.state === "live" ? { ...live, data: newestFirst(live.data) } : live;
}

function newestFirst(decks: Deck[]): Deck[] {
  return [...decks].sort((one, other) => (one.id < other.id ? 1 : -1));
}

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The time that a ULID begins with. */
export function timeOf(ulid: string): Date {
  return new Date([...ulid.slice(0, 10)].reduce((time, digit) => time * 32 + DIGITS.indexOf(digit), 0));
}

/** The file that shows a page, from 1: "page-001.png". */
export function pictureOf({ preview_paths }: Deck, page: number): string | undefined {
  return preview_paths[page - 1]?.split("/").pop();
}

/** Delete a deck with its files. It goes from the screen when Firestore shows so. */
export function useDeleteDeck(collection_id: string) {
  return useMutation({
    mutationFn: (deck_id: string) =>
      answer(
        api.DELETE("/api/collections/{collection_id}/decks/{deck_id}", {
          params: { path: { collection_id, deck_id } },
        }),
      ),
  });
}

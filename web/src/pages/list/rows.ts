import type { Collection } from "@/live/records";

/** The collections that a person sees in the list, newest first: ids are ULIDs, which sort by time. */
export function newestFirst(collections: Collection[], uid: string): Collection[] {
  return collections
    .filter((collection) => !collection.deleted_at || collection.owner_uid === uid)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Those whose name holds each word that is searched for, whatever their case and accents. */
export function named(collections: Collection[], search: string): Collection[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return collections.filter(({ name }) => words.every((word) => plain(name).includes(word)));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

export function productCount({ categories }: Collection): number {
  return categories.reduce((sum, { count }) => sum + count, 0);
}

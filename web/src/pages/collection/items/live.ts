import { doc, orderBy, query } from "firebase/firestore";
import { useMemo } from "react";
import { below, useLiveEdits } from "@/live/collections";
import type { Edit } from "@/live/records";
import { type Live, useLiveDocument, useLiveQuery } from "@/live/useLive";
import { Choices, Item, Order } from "@/pages/collection/items/records";

/** The items of the last result in the order of the documents, as everybody's corrections leave them. */
export function useLiveItems(collectionId: string): Live<Item[]> {
  const items = useLiveQuery(
    `${collectionId} items`,
    () => query(below(collectionId, "items"), orderBy("position")),
    Item,
  );
  const edits = useLiveEdits(collectionId);
  return useMemo(() => {
    if (items.state !== "live" || edits.state !== "live") return items;
    return { ...items, data: renamed(items.data, edits.data) };
  }, [items, edits]);
}

/** Items with their categories as people renamed and merged them: items keep the names that were read. */
export function renamed(items: Item[], edits: readonly Edit[]): Item[] {
  const names = new Map(edits.flatMap((edit) => edit.names.map(({ was, name }) => [was, name] as const)));
  const shown = ({ category }: Item) => (category == null ? undefined : names.get(category));
  return names.size === 0 ? items : items.map((item) => ({ ...item, category: shown(item) ?? item.category }));
}

/** What is known of each order: its totals against its lines, and its columns. */
export function useLiveOrders(collectionId: string): Live<Order[]> {
  return useLiveQuery(`${collectionId} orders`, () => below(collectionId, "orders"), Order);
}

/** What people said of an order's columns since; `missing` while nobody did. */
export function useLiveChoices(collectionId: string, documentId: string): Live<Choices> {
  const id = `columns_${documentId}`;
  return useLiveDocument(`${collectionId} ${id}`, () => doc(below(collectionId, "edits"), id), Choices);
}

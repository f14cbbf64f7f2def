import { doc, orderBy, query } from "firebase/firestore";
import { below } from "@/live/collections";
import { type Live, useLiveDocument, useLiveQuery } from "@/live/useLive";
import { Choices, Item, Order } from "@/pages/collection/items/records";

/** The items of the last result in the order of the documents, as everybody's corrections leave them. */
export function useLiveItems(collectionId: string): Live<Item[]> {
  return useLiveQuery(`${collectionId} items`, () => query(below(collectionId, "items"), orderBy("position")), Item);
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

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { answer, api } from "@/api/client";
import { useLiveEdits } from "@/live/collections";
import { type Collection, statusOf } from "@/live/records";
import type { Stock } from "@/pages/collection/settings/sketch/cards";

const ITEMS = 100; // a sketch shows the first few
const PRODUCTS = 300;
const GATHER_MS = 300;

/** The first items and products of a collection, anew when a run ends or anybody corrects something. */
export function useStock(collection: Collection) {
  const client = useQueryClient();
  const { id } = collection;
  const edits = useLiveEdits(id);
  const edited = edits.state === "live" ? edits.data : undefined;
  const seen = useRef(edited);
  useEffect(() => {
    const again = seen.current !== undefined && seen.current !== edited;
    seen.current = edited ?? seen.current;
    if (!again) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ["stock", id] }), GATHER_MS);
    return () => clearTimeout(timer);
  }, [client, id, edited]);
  const runs = (["document_processing", "item_generation"] as const).map((process) => {
    const { status, task_id } = statusOf(collection, process);
    return status === "completed" ? task_id : null;
  });
  return useQuery({
    queryKey: ["stock", id, ...runs],
    queryFn: () => readStock(id),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

async function readStock(collection_id: string): Promise<Stock> {
  const path = { collection_id };
  const [collection, items, products] = await Promise.all([
    answer(api.GET("/api/collections/{collection_id}", { params: { path } })),
    answer(api.GET("/api/collections/{collection_id}/items", { params: { path, query: { page_size: ITEMS } } })),
    answer(api.GET("/api/collections/{collection_id}/products", { params: { path, query: { page_size: PRODUCTS } } })),
  ]);
  return {
    items: items.items,
    products: products.products,
    categories: (collection.categories ?? []).map(({ name }) => name),
    whole: !items.next_page_token && !products.next_page_token,
  };
}

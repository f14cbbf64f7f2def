import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { answer, api, type Schemas } from "@/api/client";
import { useLiveEdits } from "@/live/collections";
import { statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";

/** What this screen shows of a product. */
export type Product = Pick<Schemas["EditedProduct"], "product_id" | "style_number" | "name" | "category"> & {
  colors?: readonly Schemas["Color"][];
  images?: readonly { image_id: string }[];
};

const PAGE = 1000;
const OF_PRODUCTS = new Set(["product", "categories"]);

/** Every product of the collection by its id, corrections laid over; asked for anew when somebody corrects one. */
export function useProducts(): ReadonlyMap<string, Product> {
  const { collection } = useShown();
  const run = statusOf(collection, "document_processing").task_id ?? "";
  const key = useMemo(() => ["items", "products", collection.id, run], [collection.id, run]);
  const { data } = useQuery({ queryKey: key, queryFn: () => everyProduct(collection.id) });
  useAnew(collection.id, key);
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, Product> = new Map();

async function everyProduct(collection_id: string): Promise<ReadonlyMap<string, Product>> {
  const found = new Map<string, Product>();
  let page_token: string | undefined;
  do {
    const query = { page_size: PAGE, ...(page_token && { page_token }) };
    const page = await answer(
      api.GET("/api/collections/{collection_id}/products", { params: { path: { collection_id }, query } }),
    );
    for (const product of page.products) found.set(product.product_id, product);
    page_token = page.next_page_token ?? undefined;
  } while (page_token);
  return found;
}

/** Rows of a subscription stay the same objects until they change: so decisions on items ask for no products. */
function useAnew(collectionId: string, key: readonly string[]) {
  const client = useQueryClient();
  const edits = useLiveEdits(collectionId);
  const before = useRef<unknown[] | null>(null);
  useEffect(() => {
    if (edits.state !== "live") return;
    const now = edits.data.filter(({ kind }) => OF_PRODUCTS.has(kind));
    const known = before.current;
    before.current = now;
    if (known && (known.length !== now.length || now.some((row, n) => row !== known[n])))
      void client.invalidateQueries({ queryKey: key });
  }, [edits, client, key]);
}

import { type QueryClient, useIsMutating, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { answer, api, type Schemas } from "@/api/client";
import { useLiveEdits } from "@/live/collections";
import { type Collection, type Edit, statusOf } from "@/live/records";
import type { Live } from "@/live/useLive";
import type { Correction, Product } from "@/pages/collection/products/shape";

const PAGE_SIZE = 1000;
const GATHER_MS = 150; // a merge of categories and its neighbours arrive together

/** What was read, as it is shown: products in reading order, categories in the collection's. */
export interface Result {
  products: Product[];
  categories: string[];
}

function resultKey(collectionId: string) {
  return ["products", collectionId] as const;
}

async function readAll(collection_id: string): Promise<Result> {
  const path = { collection_id };
  const [{ categories }, products] = await Promise.all([
    answer(api.GET("/api/collections/{collection_id}", { params: { path } })),
    readProducts(collection_id),
  ]);
  return { products, categories: (categories ?? []).map(({ name }) => name) };
}

async function readProducts(collection_id: string): Promise<Product[]> {
  const products: Product[] = [];
  let page_token: string | null | undefined;
  do {
    const query = { page_size: PAGE_SIZE, ...(page_token ? { page_token } : {}) };
    const page = await answer(
      api.GET("/api/collections/{collection_id}/products", { params: { path: { collection_id }, query } }),
    );
    products.push(...(page.products as Product[]));
    page_token = page.next_page_token;
  } while (page_token);
  return products;
}

/** What the shown result depends on; a part that is not known yet is undefined. */
interface Version {
  edits: unknown;
  run: unknown;
  categories: unknown;
}

function differs(was: Version, now: Version): boolean {
  return (["edits", "run", "categories"] as const).some((part) => was[part] !== undefined && was[part] !== now[part]);
}

/** The products of the last result. Whatever anybody corrects, and every new result, is shown as it comes. */
export function useProducts(collection: Collection) {
  const client = useQueryClient();
  const edits = useLiveEdits(collection.id);
  const changing = useIsMutating({ mutationKey: resultKey(collection.id) }) > 0;
  const status = statusOf(collection, "document_processing");
  const shown = useRef<Version>(undefined);
  const edited = useProductEdits(edits);
  const run = status.status === "completed" ? status.task_id : undefined;
  const categories = JSON.stringify(collection.categories);
  const { id } = collection;
  useEffect(() => {
    const was = shown.current;
    const now = { edits: edited ?? was?.edits, run: run ?? was?.run, categories };
    if (!was || !differs(was, now)) {
      shown.current = now;
      return;
    }
    if (changing) return; // what we change ourselves is shown already; its end comes here again
    const timer = setTimeout(() => {
      shown.current = now;
      void client.invalidateQueries({ queryKey: resultKey(id) });
      if (was.run !== now.run) void client.invalidateQueries({ queryKey: ["pictures", id] });
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [client, id, edited, run, categories, changing]);
  return useQuery({ queryKey: resultKey(id), queryFn: () => readAll(id), staleTime: 0 });
}

/** Corrections that products are seen through: the same array until one of these changes, whatever items are corrected. */
function useProductEdits(edits: Live<Edit[]>): Edit[] | undefined {
  const kept = useRef<Edit[]>(undefined);
  return useMemo(() => {
    if (edits.state !== "live") return undefined;
    const now = edits.data.filter(({ kind }) => kind === "product" || kind === "categories");
    const before = kept.current;
    if (!before || before.length !== now.length || now.some((edit, n) => edit !== before[n])) kept.current = now;
    return kept.current;
  }, [edits]);
}

interface Corrected {
  productId: string;
  body: Correction;
  /** How the product looks until the server has answered. */
  shown?: Partial<Product>;
}

/** Correct a product. It is shown at once, and as it was when the server refuses. */
export function useCorrect(collectionId: string) {
  const client = useQueryClient();
  const queryKey = resultKey(collectionId);
  return useMutation({
    mutationKey: queryKey,
    scope: { id: `correct ${collectionId}` },
    mutationFn: ({ productId, body }: Corrected) =>
      answer(
        api.PATCH("/api/collections/{collection_id}/products/{product_id}", {
          params: { path: { collection_id: collectionId, product_id: productId } },
          body: body as Schemas["ProductEdit"],
        }),
      ),
    onMutate: async ({ productId, shown }) => {
      await client.cancelQueries({ queryKey });
      const was = client.getQueryData<Result>(queryKey)?.products.find(({ product_id }) => product_id === productId);
      if (shown) replace(client, collectionId, productId, (product) => ({ ...product, ...shown }));
      return was;
    },
    onSuccess: (product) => replace(client, collectionId, product.product_id, () => product as Product),
    onError: (_, { productId }, was) => {
      if (was) replace(client, collectionId, productId, () => was);
      void client.invalidateQueries({ queryKey });
    },
  });
}

/** Give a picture of one product to another. */
export function useMoveImage(collectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: resultKey(collectionId),
    scope: { id: `correct ${collectionId}` },
    mutationFn: ({ from, imageId, to, main }: { from: string; imageId: string; to: string; main: boolean }) =>
      answer(
        api.POST("/api/collections/{collection_id}/products/{product_id}/images/{image_id}/move", {
          params: { path: { collection_id: collectionId, product_id: from, image_id: imageId } },
          body: { to, main },
        }),
      ),
    onSuccess: ({ products }) => {
      for (const product of products) replace(client, collectionId, product.product_id, () => product as Product);
    },
    onError: () => void client.invalidateQueries({ queryKey: resultKey(collectionId) }),
  });
}

/** Rename, merge and order categories. */
export function useChangeCategories(collectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: resultKey(collectionId),
    mutationFn: (body: Partial<Schemas["CategoryChanges"]>) =>
      answer(
        api.PATCH("/api/collections/{collection_id}/categories", {
          params: { path: { collection_id: collectionId } },
          body: body as Schemas["CategoryChanges"],
        }),
      ),
    onSuccess: ({ categories }) =>
      client.setQueryData<Result>(
        resultKey(collectionId),
        (result) => result && { ...result, categories: categories.map(({ name }) => name) },
      ),
    onError: () => void client.invalidateQueries({ queryKey: resultKey(collectionId) }),
  });
}

/** Pictures that no product shows, up to 100 of them. */
export function useUnmatched(collectionId: string) {
  return useQuery({
    queryKey: [...resultKey(collectionId), "unmatched"],
    staleTime: 0,
    queryFn: async () => {
      const { images } = await answer(
        api.GET("/api/collections/{collection_id}/images", {
          params: { path: { collection_id: collectionId }, query: { unmatched: true, page_size: 100 } },
        }),
      );
      return images.map(({ image_id }) => image_id);
    },
  });
}

function replace(client: QueryClient, collectionId: string, productId: string, change: (product: Product) => Product) {
  client.setQueryData<Result>(
    resultKey(collectionId),
    (result) =>
      result && {
        ...result,
        products: result.products.map((product) => (product.product_id === productId ? change(product) : product)),
      },
  );
}

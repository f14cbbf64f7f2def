import { useMemo } from "react";
import { useShown } from "@/pages/collection/context";
import { useProducts } from "@/pages/collection/products/data";
import type { Product } from "@/pages/collection/products/shape";

export type Products = ReadonlyMap<string, Product>;

/** The products of the collection by their ids; none while they are on their way. */
export function useProductsById(): Products {
  const { data } = useProducts(useShown().collection);
  return useMemo(() => new Map(data?.products.map((product) => [product.product_id, product])), [data?.products]);
}

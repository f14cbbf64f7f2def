import { answer, api, type Schemas } from "@/api/client";
import type { Role } from "@/pages/collection/items/records";

export type Verdict = "accept" | "reject";
/** Only the fields that are sent change. */
export type Correction = Partial<Schemas["ItemEdit"]>;

/** Say that an item is a product (the first that is suggested where none is named), or that it is not. */
export function decide(collection_id: string, item_id: string, verdict: Verdict, product_id?: string) {
  const options = { params: { path: { collection_id, item_id } }, body: { product_id: product_id ?? null } };
  return verdict === "accept"
    ? answer(api.POST("/api/collections/{collection_id}/items/{item_id}/accept", options))
    : answer(api.POST("/api/collections/{collection_id}/items/{item_id}/reject", options));
}

/** Correct fields of an item, or take corrections back. */
export function correct(collection_id: string, item_id: string, body: Correction) {
  return answer(
    api.PATCH("/api/collections/{collection_id}/items/{item_id}", {
      params: { path: { collection_id, item_id } },
      body: body as Schemas["ItemEdit"],
    }),
  );
}

/** Say what a column of an order holds; no role takes an earlier word back. */
export function sayColumn(
  collection_id: string,
  document_id: string,
  column: { grid: number; column: number; role: Role | null },
) {
  return answer(
    api.PATCH("/api/collections/{collection_id}/orders/{document_id}/columns", {
      params: { path: { collection_id, document_id } },
      body: { columns: [column] },
    }),
  );
}

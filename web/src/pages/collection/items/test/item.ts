import { Item, type MatchStatus } from "@/pages/collection/items/records";

/** A line as Firestore holds it: suggested ones have a candidate. */
export function item(position: number, status: MatchStatus = "matched", more: Partial<Item> = {}): Item {
  const candidates = [{ product_id: `p${position}`, name: `Product ${position}`, method: "similar", confidence: 0.9 }];
  return Item.parse({
    id: `l${position}`,
    position,
    name: `Line ${position}`,
    quantity: 2,
    total: "10.00",
    currency: "EUR",
    match: {
      status,
      method: status === "matched" ? "exact" : "",
      confidence: status === "matched" ? 0.99 : 0,
      candidates: status === "suggested" ? candidates : [],
    },
    source: { document_id: "po", page: 1 },
    ...more,
  });
}

import type { Product } from "@/pages/collection/products/shape";

/** A product as the API shows it, in which nothing needs a look. */
export function product(id: string, changes: Partial<Product> = {}): Product {
  return {
    product_id: id,
    style_number: `S-${id}`,
    name: `Jacket ${id}`,
    category: "Coats",
    description: null,
    wholesale_price: { amount: "20.00", currency: "EUR", amount_max: null },
    retail_price: null,
    colors: [{ name: "Sand", code: "SND" }],
    sizes: ["S", "M"],
    materials: null,
    images: [{ image_id: `i${id}`, storage_path: null, confidence: 0.99, page: 1, bbox: null }],
    source: { document_id: "d1", page: 1, bbox: [0, 0, 10, 10] },
    fields: { name: { confidence: 0.95, page: 1, bbox: [0, 0, 5, 5] } },
    confidence: 0.95,
    edited: [],
    machine: {},
    ...changes,
  };
}

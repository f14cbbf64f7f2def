import { colourText, doubtsOf, leastSure, type Product, titleOf } from "@/pages/collection/products/shape";

export type Order = "reading" | "doubt";

/** Which products are shown. */
export interface Wanted {
  search: string;
  needsALook: boolean;
  documentId: string;
}

/** Products under one heading. `name` is null for those without a category, undefined where all stand together. */
export interface Group {
  name: string | null | undefined;
  products: Product[];
}

function searchable(product: Product): string {
  const parts = [
    titleOf(product),
    product.style_number,
    product.category,
    product.materials,
    ...product.colors.map(colourText),
    ...product.sizes,
  ];
  return parts.filter(Boolean).join(" ").toLocaleLowerCase();
}

/** Products that have every word of the search somewhere, and are what is wanted. */
export function wantedOf(products: Product[], { search, needsALook, documentId }: Wanted): Product[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return products.filter((product) => {
    if (documentId && product.source.document_id !== documentId) return false;
    if (needsALook && doubtsOf(product).length === 0) return false;
    const text = words.length ? searchable(product) : "";
    return words.every((word) => text.includes(word));
  });
}

/** Products by category in the collection's order; in the order of doubt all together, the least sure first. */
export function groupsOf(products: Product[], categories: readonly string[], order: Order): Group[] {
  if (order === "doubt") {
    const sorted = [...products].sort((a, b) => leastSure(a) - leastSure(b)); // sort() keeps the order of equals
    return sorted.length ? [{ name: undefined, products: sorted }] : [];
  }
  const groups = new Map<string | null, Product[]>(categories.map((name) => [name, []]));
  const without: Product[] = [];
  for (const product of products) {
    const group = product.category === null ? without : groups.get(product.category);
    if (group) group.push(product);
    else groups.set(product.category, [product]);
  }
  groups.set(null, without);
  return [...groups].filter(([, found]) => found.length).map(([name, found]) => ({ name, products: found }));
}

/** A row of the list as it is drawn: a heading, or products side by side. `first` is a product's place in all. */
export type Row =
  | { kind: "heading"; key: string; group: Group; open: boolean }
  | { kind: "products"; key: string; products: Product[]; first: number };

/** The rows of groups with `columns` products each; of closed groups the heading alone. */
export function rowsOf(groups: Group[], columns: number, closed: ReadonlySet<string | null | undefined>): Row[] {
  const rows: Row[] = [];
  let first = 0;
  for (const group of groups) {
    const open = !closed.has(group.name);
    if (group.name !== undefined) rows.push({ kind: "heading", key: `h:${group.name}`, group, open });
    if (!open) continue;
    for (let start = 0; start < group.products.length; start += columns) {
      const products = group.products.slice(start, start + columns);
      rows.push({ kind: "products", key: `p:${products[0]?.product_id}`, products, first });
      first += products.length;
    }
  }
  return rows;
}

/** Where a key leads from a product, by its id: along the rows, or up and down in the same column. */
export function stepFrom(rows: Row[], id: string, key: string): string | undefined {
  const lines = rows.flatMap((row) => (row.kind === "products" ? [row.products.map((p) => p.product_id)] : []));
  const all = lines.flat();
  const at = all.indexOf(id);
  const line = lines.findIndex((ids) => ids.includes(id));
  const column = lines[line]?.indexOf(id) ?? 0;
  const beside = (next: string[] | undefined) => next?.[Math.min(column, next.length - 1)];
  switch (key) {
    case "ArrowRight":
      return all[at + 1];
    case "ArrowLeft":
      return all[at - 1];
    case "ArrowDown":
      return beside(lines[line + 1]);
    case "ArrowUp":
      return beside(lines[line - 1]);
    case "PageDown":
      return beside(lines[Math.min(line + 5, lines.length - 1)]);
    case "PageUp":
      return beside(lines[Math.max(line - 5, 0)]);
    case "Home":
      return all[0];
    case "End":
      return all.at(-1);
    default:
      return undefined;
  }
}

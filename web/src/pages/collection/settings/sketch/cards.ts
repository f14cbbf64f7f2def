/** Products and lines of an order as the cards of a deck: the same values as the deck's, of what was read first. */
import type { Schemas } from "@/api/client";
import { inOrder as sizesInOrder } from "@/pages/collection/items/sizes";
import type { Look, ShownField, ShownPrice } from "@/pages/collection/settings/look";
import type { Words } from "@/pages/collection/settings/sketch/words";

interface Pictured {
  images?: { image_id: string }[];
}

type Read = "style_number" | "name" | "category" | "retail_price";
type Ordered =
  | "item_id"
  | "sku"
  | "color"
  | "sizes"
  | "size_order"
  | "quantity"
  | "unit_cost"
  | "total"
  | "currency"
  | "product_id";
type Described = "product_id" | "description" | "wholesale_price" | "colors" | "sizes" | "materials";

/** What a card needs of a line of an order. */
export type Item = Pick<Schemas["Item"], Read | Ordered> & Pictured;
/** What a card needs of a product. */
export type Product = Pick<Schemas["EditedProduct"], Read | Described> & Pictured;

/** A product as a deck shows it; every value ready to read, left out where there is none. */
export interface Card {
  key: string;
  name: string;
  group: string;
  values: Partial<Record<ShownField | ShownPrice, string>>;
  imageId: string | undefined;
  /** What one pays for a piece: cards are sorted by it. */
  price: number | undefined;
}

/** What a collection has to show. Items are shown where there are any, else products. */
export interface Stock {
  items: Item[];
  products: Product[];
  /** Category names in the order that people gave them. */
  categories: string[];
  /** Whether this is all of it. */
  whole: boolean;
}

/** The cards of a deck in their order: by section, and within it as the settings say. */
export function cardsOf({ items, products, categories }: Stock, look: Look, words: Words): Card[] {
  const byId = new Map(products.map((product) => [product.product_id, product]));
  const cards =
    items.length > 0
      ? gathered(items, look.group_by).map((lines) => cardOf(byId.get(lines[0]?.product_id ?? ""), lines, look, words))
      : products.map((product) => cardOf(product, [], look, words));
  return inOrder(cards, look, categories, words);
}

/** Lines by the product they are; by their colours too, where colours are the sections. */
function gathered(items: Item[], by: Look["group_by"]): Item[][] {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const product = item.product_id ?? (item.style_number || item.sku || item.name || item.item_id).toLowerCase();
    const key = by === "color" ? `${product}\n${item.color?.toLowerCase() ?? ""}` : product;
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return [...found.values()];
}

function cardOf(product: Product | undefined, lines: Item[], look: Look, words: Words): Card {
  const first = <Key extends "style_number" | "name" | "category">(key: Key) =>
    [...lines, product].find((one) => one?.[key])?.[key] ?? undefined;
  const style = first("style_number") ?? lines.find(({ sku }) => sku)?.sku ?? undefined;
  const colors = distinct(lines.map(({ color }) => color));
  const shown = colors.length > 0 ? colors : distinct(product?.colors?.map(({ name, code }) => name ?? code) ?? []);
  const values: Card["values"] = {
    style_number: style,
    category: first("category"),
    description: product?.description ?? undefined,
    colors: shown.join(", "),
    sizes: sizesOf(product, lines, words).join(" · "),
    materials: product?.materials ?? undefined,
    wholesale: priceOf(product?.wholesale_price, words),
    retail: priceOf(lines.find((line) => line.retail_price)?.retail_price ?? product?.retail_price, words),
    ...orderedOf(lines, words),
  };
  return {
    key: `${product?.product_id ?? ""} ${lines[0]?.item_id ?? ""}`,
    name: first("name") ?? style ?? "–",
    group: (look.group_by === "category" ? values.category : look.group_by === "color" ? shown[0] : "") ?? "",
    values,
    imageId: [...(product?.images ?? []), ...lines.flatMap((line) => line.images ?? [])][0]?.image_id,
    price: lowest(lines) ?? numberOf(product?.wholesale_price?.amount),
  };
}

/** What an order says of a product: pieces, what one costs, what all cost. */
function orderedOf(lines: Item[], words: Words): Card["values"] {
  const pieces = lines.flatMap(({ quantity }) => quantity ?? []);
  const currency = lines.find((line) => line.currency)?.currency;
  const costs = lines.flatMap(({ unit_cost }) => numberOf(unit_cost) ?? []);
  const totals = lines.flatMap(
    ({ total, unit_cost, quantity }) =>
      numberOf(total) ?? (numberOf(unit_cost) ?? Number.NaN) * (quantity ?? Number.NaN),
  );
  const [low, high] = [Math.min(...costs), Math.max(...costs)];
  const all = totals.filter(Number.isFinite).reduce((sum, total) => sum + total, 0);
  return {
    quantity: pieces.length > 0 ? words.number(pieces.reduce((sum, count) => sum + count, 0)) : undefined,
    unit_cost: costs.length > 0 ? words.amount(String(low), currency, high > low ? String(high) : null) : undefined,
    total: totals.some(Number.isFinite) ? words.amount(String(all), currency) : undefined,
  };
}

function sizesOf(product: Product | undefined, lines: Item[], words: Words): string[] {
  const counts = new Map<string, number>();
  for (const { sizes } of lines)
    for (const [size, count] of Object.entries(sizes ?? {})) counts.set(size, (counts.get(size) ?? 0) + count);
  if (counts.size === 0) return distinct(product?.sizes ?? []);
  const own = lines.map(({ size_order }) => size_order ?? []);
  return sizesInOrder([...counts.keys()], own).map(
    (size) => `${size}\u00a0×\u00a0${words.number(counts.get(size) ?? 0)}`,
  );
}

function inOrder(cards: Card[], look: Look, categories: string[], words: Words): Card[] {
  const wanted = look.group_by === "category" ? categories : [];
  const names = [...new Set([...wanted, ...cards.map(({ group }) => group)].filter(Boolean))];
  const rank = ({ group }: Card) => (group ? names.indexOf(group) : names.length);
  const sorted = [...cards].sort((one, other) => rank(one) - rank(other) || compared(one, other, look.sort_by));
  const rest = sorted.some(({ group }) => group) ? words.of("other") : "";
  return sorted.map((card) => (card.group ? card : { ...card, group: rest }));
}

function compared(one: Card, other: Card, by: Look["sort_by"]): number {
  switch (by) {
    case "document":
      return 0;
    case "name":
      return natural(one.name, other.name);
    case "style_number":
      return natural(one.values.style_number ?? "\uffff", other.values.style_number ?? "\uffff");
    case "price":
      return (one.price ?? Number.MAX_VALUE) - (other.price ?? Number.MAX_VALUE);
  }
}

const collator = new Intl.Collator("en", { numeric: true });

function natural(one: string, other: string): number {
  return collator.compare(one, other);
}

function priceOf(price: Schemas["Money"] | null | undefined, words: Words): string | undefined {
  return price ? words.amount(price.amount, price.currency, price.amount_max) : undefined;
}

function lowest(lines: Item[]): number | undefined {
  const costs = lines.flatMap(({ unit_cost }) => numberOf(unit_cost) ?? []);
  return costs.length > 0 ? Math.min(...costs) : undefined;
}

function numberOf(amount: string | null | undefined): number | undefined {
  const value = Number(amount ?? "");
  return amount && Number.isFinite(value) ? value : undefined;
}

function distinct(texts: (string | null | undefined)[]): string[] {
  const shown = texts.filter((text): text is string => Boolean(text));
  return [...new Map(shown.map((text) => [text.toLowerCase(), text])).values()];
}

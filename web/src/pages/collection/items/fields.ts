import type { Schemas } from "@/api/client";
import type { Key } from "@/i18n";
import { money, price } from "@/i18n/format";
import type { Correction } from "@/pages/collection/items/calls";
import { type Item, Money } from "@/pages/collection/items/records";
import { readSizes, sizesText } from "@/pages/collection/items/sizes";

/** The fields of a line that a person can correct, as the API takes them. */
export type Field = Exclude<keyof Schemas["ItemEdit"], "reset">;

const ON_SCREEN: Record<Field, true> = {
  style_number: true,
  sku: true,
  name: true,
  color: true,
  sizes: true,
  quantity: true,
  unit_cost: true,
  total: true,
  currency: true,
  category: true,
  retail_price: true,
};
/** All of them, in the order of the screen. */
export const FIELDS = Object.keys(ON_SCREEN) as Field[];

const AMOUNTS: readonly Field[] = ["unit_cost", "total"];

/** A value of a field of a line as it is shown; null where there is none. */
export function shownValue(field: Field, value: unknown, line: Pick<Item, "currency" | "size_order">): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (field === "sizes") return sizesText({ ...line, sizes: value as Item["sizes"] }) || null;
  if (field === "retail_price") return price(Money.parse(value));
  if (AMOUNTS.includes(field)) return money(String(value), line.currency);
  return String(value);
}

/** A value as a person would type it. */
export function typedValue(field: Field, item: Item): string {
  if (field === "sizes") return sizesText(item);
  if (field === "retail_price") {
    return [item.retail_price?.amount, item.retail_price?.currency].filter(Boolean).join(" ");
  }
  return String(item[field] ?? "");
}

/** What was typed, ready to be sent; or what is wrong with it. Nothing typed means that the line has none. */
export function readValue(field: Field, typed: string): { body: Correction } | { wrong: Key } {
  const text = typed.trim();
  switch (field) {
    case "sizes": {
      const sizes = readSizes(text);
      return sizes ? { body: { sizes } } : { wrong: "item.bad.sizes" };
    }
    case "quantity": {
      const quantity = numberOf(text);
      return text && quantity === undefined
        ? { wrong: "item.bad.number" }
        : { body: { quantity: quantity ? Number(quantity) : null } };
    }
    case "unit_cost":
    case "total": {
      const amount = numberOf(text);
      return text && amount === undefined ? { wrong: "item.bad.amount" } : { body: { [field]: amount ?? null } };
    }
    case "currency":
      return text && !/^[a-z]{3}$/i.test(text)
        ? { wrong: "item.bad.currency" }
        : { body: { currency: text.toUpperCase() || null } };
    case "retail_price":
      return readPrice(text);
    default:
      return { body: { [field]: text || null } };
  }
}

function readPrice(text: string): { body: Correction } | { wrong: Key } {
  if (!text) return { body: { retail_price: null } };
  const [, number = "", currency] = /^(\S+)(?:\s+([a-z]{3}))?$/i.exec(text) ?? [];
  const amount = numberOf(number);
  if (amount === undefined) return { wrong: "item.bad.price" };
  return { body: { retail_price: { amount, currency: currency?.toUpperCase() ?? null, amount_max: null } } };
}

/** A number with a point or a comma before its decimals; undefined for anything else. */
function numberOf(text: string): string | undefined {
  return /^-?\d{1,12}(?:[.,]\d{1,4})?$/.test(text) ? text.replace(",", ".") : undefined;
}

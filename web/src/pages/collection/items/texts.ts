import { type Key, t } from "@/i18n";
import { en } from "@/i18n/en";
import { sureness } from "@/i18n/format";
import type { Item, Match, Place } from "@/pages/collection/items/records";

/** The text of a word of the server's, such as a flag's code; the word itself where this page does not know it. */
export function wordOf(prefix: "items.flag" | "items.method" | "columns.source" | "role", word: string): string {
  const key = `${prefix}.${word}`;
  return key in en ? t(key as Key) : word.replaceAll("_", " ");
}

/** How sure the shown verdict is: of a suggestion its first candidate's; nothing where there is no product. */
export function sureOf(match: Match): number | null {
  if (match.status === "matched") return match.confidence;
  return match.candidates[0]?.confidence ?? null;
}

/** How a product was found, and how sure that is. */
export function foundBy(method: string, confidence: number): string {
  return t("item.how", { method: wordOf("items.method", method), sure: sureness(confidence) });
}

export function nameOf(item: { name?: string | null; style_number?: string | null }): string {
  return item.name || item.style_number || t("items.noName");
}

/** A product in one line: number, name, colour. */
export function productText(product: { style_number?: string | null; name?: string | null; color?: string | null }) {
  return [product.style_number, product.name, product.color].filter(Boolean).join(" · ");
}

/** Where a line stands, in words. */
export function placeText(place: Place): string {
  if (place.sheet && place.row) return t("said.sheet", { sheet: place.sheet, row: place.row });
  return t("said.page", { page: place.page ?? 1 });
}

export function isSuggested(item: Item): boolean {
  return item.match.status === "suggested";
}

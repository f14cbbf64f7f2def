/** What a person types, read as values, and values as they are typed. */
import { type Colour, colourText, type Money } from "@/pages/collection/products/shape";

const MOST_DECIMALS = 4;

/**
 * An amount as people write it ("1.234,50", "1,234.50", "1'234.5", "1 234,50") as a decimal string; null for what is
 * none. One separator before exactly three digits stands for thousands, as nobody prices in thousandths, save after
 * a lone zero.
 */
export function amountOf(text: string): string | null {
  const bare = text.replace(/[\s'’\u00a0\u202f]/g, "");
  if (!/^\d[\d.,]*$/.test(bare)) return null;
  const decimal = decimalMark(bare);
  const [whole = "", fraction = "", ...more] = decimal ? bare.split(decimal) : [bare];
  if (more.length || fraction.length > MOST_DECIMALS || !/^\d*$/.test(fraction) || !grouped(whole)) return null;
  const digits = whole.replace(/[.,]/g, "").replace(/^0+(?=\d)/, "");
  return digits.length > 12 ? null : digits + (fraction && `.${fraction}`);
}

function decimalMark(text: string): string | undefined {
  const marks = text.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return undefined;
  if (marks.length === 1) return /^[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? undefined : last;
  return marks.slice(0, -1).includes(last) ? undefined : last;
}

function grouped(whole: string): boolean {
  return /^\d+$/.test(whole) || /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole);
}

const CURRENCY_SIGNS: Record<string, string> = { "€": "EUR", $: "USD", "£": "GBP", "¥": "JPY" };

/** A price as it is edited: its amount, or the two ends of a range. */
export function amountText(price: Money | null): string {
  if (!price) return "";
  return price.amount_max ? `${price.amount} – ${price.amount_max}` : price.amount;
}

/** A price typed as an amount or a range, with a currency beside it or in it; undefined for what cannot be read. */
export function priceOf(text: string, currency: string): Money | null | undefined {
  if (!text.trim()) return null;
  const sign = text.match(/[€$£¥]|\b(?!bis\b)[A-Za-z]{3}\b/)?.[0];
  const rest = sign ? text.replaceAll(sign, "") : text;
  const ends = rest.split(/[–—-]|\bto\b|\bbis\b/).map(amountOf);
  const [amount, amount_max = null] = ends;
  if (!amount || ends.length > 2 || ends.includes(null)) return undefined;
  const named = (sign && (CURRENCY_SIGNS[sign] ?? sign.toUpperCase())) || currency.trim().toUpperCase() || null;
  return { amount, amount_max, currency: named };
}

/** What is typed or pasted into a list, one by one: separated by commas, semicolons, slashes or lines. */
export function tokensOf(text: string): string[] {
  return text
    .split(/[,;/\n\t]+/)
    .map((token) => token.trim())
    .filter(Boolean);
}

/** A colour typed as "Name (CODE)", or a name alone. */
export function colourOf(text: string): Colour {
  const [, name, code] = text.match(/^(.*\S)\s*\(([^()]+)\)$/) ?? [];
  return name && code ? { name, code: code.trim() } : { name: text.trim(), code: null };
}

/** A list with more at its end, without what it holds already. */
export function withMore<T>(values: T[], more: T[], text: (value: T) => string): T[] {
  const there = new Set(values.map((value) => text(value).toLocaleLowerCase()));
  const fresh = more.filter((value) => {
    const key = text(value).toLocaleLowerCase();
    return there.has(key) ? false : there.add(key);
  });
  return [...values, ...fresh];
}

/** Any value of a field as a line of text, for "as read: …". */
export function valueText(value: unknown, price: (money: Money) => string): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) {
    return value.map((part) => (typeof part === "string" ? part : colourText(part as Colour))).join(", ");
  }
  if (typeof value === "object" && "amount" in value) return price(value as Money);
  return String(value);
}

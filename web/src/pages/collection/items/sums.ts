import type { Item } from "@/pages/collection/items/records";

const PLACES = 6;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Decimal strings added up exactly; what is no number counts for nothing. */
export function sumOf(amounts: Iterable<string>): string {
  let sum = 0n;
  for (const amount of amounts) {
    const [, sign, whole = "", part = ""] = NUMBER.exec(amount) ?? [];
    if (whole) sum += BigInt(`${sign}${whole}${part.slice(0, PLACES).padEnd(PLACES, "0")}`);
  }
  const digits = String(sum < 0n ? -sum : sum).padStart(PLACES + 1, "0");
  const part = digits.slice(-PLACES).replace(/0+$/, "").padEnd(2, "0");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, -PLACES)}.${part}`;
}

/** What lines come to: pieces, and an amount for each currency. */
export interface Sums {
  quantity: number;
  amounts: { currency: string | null; amount: string }[];
}

export function sumsOf(items: readonly Item[]): Sums {
  const byCurrency = new Map<string | null, string[]>();
  let quantity = 0;
  for (const { quantity: pieces, total, currency } of items) {
    quantity += pieces ?? 0;
    if (total == null) continue;
    const key = currency ?? null;
    const amounts = byCurrency.get(key);
    if (amounts) amounts.push(total);
    else byCurrency.set(key, [total]);
  }
  return { quantity, amounts: [...byCurrency].map(([currency, amounts]) => ({ currency, amount: sumOf(amounts) })) };
}

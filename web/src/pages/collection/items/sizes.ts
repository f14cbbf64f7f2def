import type { Item } from "@/pages/collection/items/records";

/** In which order sizes stand beside each other; `shared/reading/size_order.py` has the same rules. */
const LETTERS = ["S", "M", "L"];

/**
 * Sizes as the first of `own` orders has them that names all; else small to large: letters, then numbers, then
 * whatever else by name.
 */
export function inOrder(sizes: readonly string[], own: readonly (readonly string[])[] = []): string[] {
  const order = own.find((each) => sizes.every((size) => each.includes(size)));
  return [...sizes].sort((a, b) => {
    if (order) return order.indexOf(a) - order.indexOf(b);
    const [first, second] = [rankOf(a), rankOf(b)];
    return first[0] - second[0] || first[1] - second[1] || a.localeCompare(b, "en", { numeric: true });
  });
}

/** A line's sizes with their pieces. They come from a map, which has no order; older lines do not say theirs. */
export function sizesOf({ sizes, size_order }: Pick<Item, "sizes" | "size_order">): [string, number][] {
  return inOrder(Object.keys(sizes), [size_order]).map((size) => [size, sizes[size] ?? 0]);
}

function rankOf(size: string): [kind: number, place: number] {
  const word = size.trim().toUpperCase();
  const [, count, xs = "", letter = ""] = /^(\d*)(X*)([SML])(?:\/.*)?$/.exec(word) ?? [];
  if (letter) {
    const more = count ? Number(count) : xs.length;
    return [0, letter === "M" ? 0 : LETTERS.indexOf(letter) - 1 + (letter === "S" ? -more : more)];
  }
  const number = /^\D{0,4}(\d+(?:[.,]\d+)?)/.exec(word)?.[1];
  return number ? [1, Number(number.replace(",", "."))] : [2, 0];
}

/** Sizes as a person types them: "S 2, M 4". */
export function sizesText(line: Pick<Item, "sizes" | "size_order">): string {
  return sizesOf(line)
    .map(([size, pieces]) => `${size} ${pieces}`)
    .join(", ");
}

/** What a person typed as sizes; null where a part has no size, or no number at its end. */
export function readSizes(typed: string): Record<string, number> | null {
  const sizes: Record<string, number> = {};
  for (const part of typed.split(/[,;\n]/).map((each) => each.trim())) {
    if (!part) continue;
    const [, size, pieces] = /^(.+?)[\s:=×]+(-?\d+(?:\.\d+)?)$/.exec(part) ?? [];
    if (size === undefined || size in sizes) return null;
    sizes[size.trim()] = Number(pieces);
  }
  return sizes;
}

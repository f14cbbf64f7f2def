import { describe, expect, test } from "vitest";
import { ALL, countsOf, type Filter, filtered, isAll } from "@/pages/collection/items/filtering";
import { renamed } from "@/pages/collection/items/live";
import { item } from "@/pages/collection/items/test/item";

const NO_PRICE = { code: "missing_price", message: "No price." };
const TWICE = { code: "duplicate_line", message: "Twice." };
const ITEMS = [
  item(1, "matched", { name: "Linen Shirt", color: "Navy" }),
  item(2, "suggested", { name: "Wool Coat", flags: [NO_PRICE] }),
  item(3, "suggested", { style_number: "AB-3", source: { document_id: "other", page: 1 } }),
  item(4, "not_found", { flags: [NO_PRICE, TWICE] }),
];

function shown(change: Partial<Filter>) {
  return filtered(ITEMS, { ...ALL, ...change }).map(({ position }) => position);
}

describe("what a filter lets through", () => {
  test.each([
    ["everything", {}, [1, 2, 3, 4]],
    ["a status", { status: "suggested" }, [2, 3]],
    ["a flag", { flag: "missing_price" }, [2, 4]],
    ["an order", { document: "other" }, [3]],
    ["lines of a difference, in their order", { ids: ["l4", "l1", "gone"] }, [1, 4]],
    ["every word, anywhere", { words: " navy  LINEN" }, [1]],
    ["a style number", { words: "ab-3" }, [3]],
    ["all of it together", { status: "suggested", flag: "missing_price" }, [2]],
  ] as [string, Partial<Filter>, number[]][])("%s", (_, change, expected) => {
    expect(shown(change)).toEqual(expected);
  });

  test("blanks alone filter nothing", () => {
    expect(isAll({ ...ALL, words: "  " })).toBe(true);
    expect(isAll({ ...ALL, ids: [] })).toBe(false);
  });
});

describe("how many each choice would show", () => {
  test("with nothing filtered", () => {
    const counts = countsOf(ITEMS, ALL);
    expect(counts.all).toBe(4);
    expect(counts.status).toEqual({ matched: 1, suggested: 2, not_found: 1 });
    expect([...counts.flags]).toEqual([
      ["missing_price", 2],
      ["duplicate_line", 1],
    ]);
    expect([...counts.documents]).toEqual([
      ["po", 3],
      ["other", 1],
    ]);
  });

  test("the other choices hold, its own does not", () => {
    const counts = countsOf(ITEMS, { ...ALL, status: "suggested", flag: "missing_price" });
    expect(counts.status).toEqual({ matched: 0, suggested: 1, not_found: 1 });
    expect(counts.flags.get("missing_price")).toBe(1);
    expect(counts.flags.has("duplicate_line")).toBe(false);
  });

  test("they follow a decision at once", () => {
    const decided = ITEMS.map((each) => (each.id === "l2" ? item(2) : each));
    expect(countsOf(decided, ALL).status).toEqual({ matched: 2, suggested: 1, not_found: 1 });
  });
});

test("a category is found and shown by the name that people gave it", () => {
  const items = [item(1, "matched", { category: "Tops" }), item(2, "matched", { category: "Hats" }), item(3)];
  const edit = { id: "categories", kind: "categories", names: [{ was: "Tops", name: "Shirts" }] };
  expect(renamed(items, [edit]).map(({ category }) => category)).toEqual(["Shirts", "Hats", undefined]);
  expect(filtered(renamed(items, [edit]), { ...ALL, words: "shirts" })).toHaveLength(1);
});

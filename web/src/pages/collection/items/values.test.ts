import { describe, expect, test } from "vitest";
import { type Field, readValue, shownValue, typedValue } from "@/pages/collection/items/fields";
import { inOrder, readSizes, sizesOf, sizesText } from "@/pages/collection/items/sizes";
import { sumOf, sumsOf } from "@/pages/collection/items/sums";
import { item } from "@/pages/collection/items/test/item";
import cases from "@/pages/collection/items/test/sizes.json";

interface Case {
  sizes: string[];
  own?: string[][];
  shown: string[];
}

describe("sums", () => {
  test.each([
    [["0.1", "0.2"], "0.30"],
    [["10", "-12.5"], "-2.50"],
    [["1.0005", "1"], "2.0005"],
    [["-0.01"], "-0.01"],
    [["twelve", "1e3"], "0.00"],
    [[], "0.00"],
    [["99999999999.99", "0.01"], "100000000000.00"],
  ])("%j is %s", (amounts, sum) => expect(sumOf(amounts)).toBe(sum));

  test("currencies stand apart, lines without a total count their pieces", () => {
    const items = [item(1), item(2, "matched", { currency: "USD" }), item(3), item(4, "matched", { total: null })];
    expect(sumsOf(items)).toEqual({
      quantity: 8,
      amounts: [
        { currency: "EUR", amount: "20.00" },
        { currency: "USD", amount: "10.00" },
      ],
    });
  });
});

describe("sizes", () => {
  test.each(cases as Case[])("$sizes of $own are shown as $shown, as in exports and decks", ({ sizes, own, shown }) => {
    expect(inOrder(sizes, own)).toEqual(shown);
  });

  test("a line shows them as its order does; an older line, which does not say so, small to large", () => {
    const sizes = { Queen: 1, Twin: 2 };
    expect(sizesOf({ sizes, size_order: ["Twin", "Queen", "King"] })).toEqual(Object.entries({ Twin: 2, Queen: 1 }));
    expect(sizesOf({ sizes: { M: 1, S: 2 }, size_order: [] })).toEqual(Object.entries({ S: 2, M: 1 }));
  });

  test.each([
    ["S 2, M 4", { S: 2, M: 4 }],
    ["36: 2; EU 38: 1", { "36": 2, "EU 38": 1 }],
    ["", {}],
    ["S", null],
    ["S 2, S 3", null],
  ])("%j is read", (typed, sizes) => expect(readSizes(typed)).toEqual(sizes));

  test("what is shown can be typed again", () => {
    const sizes = { XL: 1, S: 2, "EU 38": 4 };
    expect(readSizes(sizesText({ sizes, size_order: [] }))).toEqual(sizes);
  });
});

describe("what a person types", () => {
  test.each([
    ["unit_cost", "12,50", { unit_cost: "12.50" }],
    ["unit_cost", "", { unit_cost: null }],
    ["quantity", " 12 ", { quantity: 12 }],
    ["quantity", "0", { quantity: 0 }],
    ["quantity", "", { quantity: null }],
    ["currency", "eur", { currency: "EUR" }],
    ["name", "  ", { name: null }],
    ["sizes", "S 2", { sizes: { S: 2 } }],
    ["retail_price", "49 EUR", { retail_price: { amount: "49", currency: "EUR", amount_max: null } }],
  ] as [Field, string, object][])("%s %j is sent", (field, typed, body) => {
    expect(readValue(field, typed)).toEqual({ body });
  });

  test.each([
    ["unit_cost", "12.50 EUR", "item.bad.amount"],
    ["quantity", "a few", "item.bad.number"],
    ["currency", "Euro", "item.bad.currency"],
    ["sizes", "S two", "item.bad.sizes"],
    ["retail_price", "cheap", "item.bad.price"],
  ] as [Field, string, string][])("%s %j is told", (field, typed, wrong) => {
    expect(readValue(field, typed)).toEqual({ wrong });
  });

  test("fields begin with what is there", () => {
    const line = item(1, "matched", { retail_price: { amount: "49.00", currency: "EUR" }, sizes: { M: 1, S: 2 } });
    expect(typedValue("retail_price", line)).toBe("49.00 EUR");
    expect(typedValue("sizes", line)).toBe("S 2, M 1");
    expect(typedValue("sku", line)).toBe("");
    expect(shownValue("total", line.total, line)).toBe("€10.00");
    expect(shownValue("sizes", {}, line)).toBeNull();
  });
});

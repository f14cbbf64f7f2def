import { expect, test } from "vitest";
import { groupsOf, rowsOf, stepFrom, wantedOf } from "@/pages/collection/products/groups";
import { doubtsOf, leastSure, levelOf } from "@/pages/collection/products/shape";
import { product } from "@/pages/collection/products/test/product";

const ALL = { search: "", needsALook: false, documentId: "" };
const unsure = { name: { confidence: 0.74, page: 1, bbox: [0, 0, 5, 5] as [number, number, number, number] } };

function ids(products: { product_id: string }[]) {
  return products.map(({ product_id }) => product_id);
}

test.each([
  ["nothing", product("1"), []],
  ["a value that is likely wrong", product("1", { fields: unsure }), ["unsure"]],
  [
    "a main picture that is likely another's",
    product("1", {
      images: [
        { ...product("1").images[0], image_id: "x", confidence: 0.5, storage_path: null, page: null, bbox: null },
      ],
    }),
    ["unsure"],
  ],
  ["no picture", product("1", { images: [] }), ["picture"]],
  ["no price at all", product("1", { wholesale_price: null }), ["price"]],
  [
    "a retail price alone is a price",
    product("1", { wholesale_price: null, retail_price: { amount: "5", currency: null, amount_max: null } }),
    [],
  ],
  ["what a person corrected is sure", product("1", { fields: unsure, edited: ["name"] }), []],
])("needs a look for: %s", (_, given, doubts) => {
  expect(doubtsOf(given)).toEqual(doubts);
});

test("sureness is that of the least sure value, in a word", () => {
  expect(leastSure(product("1", { fields: unsure }))).toBe(0.74);
  expect(leastSure(product("1", { fields: {}, images: [] }))).toBe(1);
  expect([0.9, 0.89, 0.75, 0.74].map(levelOf)).toEqual(["sure", "likely", "likely", "doubtful"]);
});

test("a search finds products that have every word somewhere", () => {
  const products = [product("1"), product("2", { name: "Coat", colors: [{ name: "Ink", code: null }] })];
  expect(ids(wantedOf(products, { ...ALL, search: "JACKET snd" }))).toEqual(["1"]);
  expect(ids(wantedOf(products, { ...ALL, search: " ink  s-2 " }))).toEqual(["2"]);
  expect(ids(wantedOf(products, { ...ALL, search: "jacket ink" }))).toEqual([]);
});

test("filters are laid over each other", () => {
  const source = { document_id: "d2", page: 1, bbox: [0, 0, 1, 1] as [number, number, number, number] };
  const products = [product("1", { images: [] }), product("2", { images: [], source }), product("3", { source })];
  expect(ids(wantedOf(products, { search: "jacket", needsALook: true, documentId: "d2" }))).toEqual(["2"]);
});

test("categories stand in the collection's order, unknown ones after, none last, empty ones not at all", () => {
  const products = [
    product("1", { category: null }),
    product("2", { category: "New" }),
    product("3", { category: "Shoes" }),
    product("4"),
    product("5", { category: "Shoes" }),
  ];
  const groups = groupsOf(products, ["Shoes", "Bags", "Coats"], "reading");
  expect(groups.map(({ name, products: found }) => [name, ids(found)])).toEqual([
    ["Shoes", ["3", "5"]],
    ["Coats", ["4"]],
    ["New", ["2"]],
    [null, ["1"]],
  ]);
});

test("in the order of doubt the least sure comes first, equals stay in reading order", () => {
  const products = [product("1"), product("2", { fields: unsure }), product("3"), product("4", { fields: unsure })];
  expect(groupsOf(products, ["Coats"], "doubt").map(({ products: found }) => ids(found))).toEqual([
    ["2", "4", "1", "3"],
  ]);
  expect(groupsOf([], ["Coats"], "doubt")).toEqual([]);
});

const groups = [
  { name: "A", products: ["1", "2", "3", "4", "5"].map((id) => product(id)) },
  { name: "B", products: ["6"].map((id) => product(id)) },
];

test("rows hold as many products as fit, of a closed category the heading alone", () => {
  const kinds = (closed: Set<string>) =>
    rowsOf(groups, 3, closed).map((row) =>
      row.kind === "heading" ? `${row.group.name}:${row.open}` : ids(row.products),
    );
  expect(kinds(new Set())).toEqual(["A:true", ["1", "2", "3"], ["4", "5"], "B:true", ["6"]]);
  expect(kinds(new Set(["A"]))).toEqual(["A:false", "B:true", ["6"]]);
});

test.each([
  ["3", "ArrowRight", "4"],
  ["4", "ArrowLeft", "3"],
  ["2", "ArrowDown", "5"],
  ["3", "ArrowDown", "5"],
  ["5", "ArrowDown", "6"],
  ["6", "ArrowUp", "4"],
  ["1", "ArrowUp", undefined],
  ["6", "ArrowRight", undefined],
  ["2", "End", "6"],
  ["6", "Home", "1"],
  ["1", "a", undefined],
])("from %s, %s leads to %s", (from, key, to) => {
  expect(stepFrom(rowsOf(groups, 3, new Set()), from, key)).toBe(to);
});

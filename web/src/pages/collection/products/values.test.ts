import { expect, test } from "vitest";
import { amountOf, colourOf, priceOf, tokensOf, valueText, withMore } from "@/pages/collection/products/values";

test.each([
  ["1.234,50", "1234.50"],
  ["1,234.50", "1234.50"],
  ["1'234.50", "1234.50"],
  ["1 234,50", "1234.50"],
  ["12,5", "12.5"],
  ["12.50", "12.50"],
  ["1.234", "1234"],
  ["1,234", "1234"],
  ["0.125", "0.125"],
  ["1.234.567", "1234567"],
  ["1,234,567.89", "1234567.89"],
  ["007", "7"],
  ["0", "0"],
  ["1.23456", null],
  ["1.2.3", null],
  ["12.34,567.8", null],
  ["1,23,456", null],
  ["-5", null],
  ["abc", null],
  ["", null],
  ["1234567890123", null],
])("the amount %j is %j", (text, amount) => {
  expect(amountOf(text)).toBe(amount);
});

const price = (amount: string, currency: string | null, amount_max: string | null = null) => ({
  amount,
  currency,
  amount_max,
});

test.each([
  ["12,50", "EUR", price("12.50", "EUR")],
  ["€ 12.50", "", price("12.50", "EUR")],
  ["12.50 chf", "EUR", price("12.50", "CHF")],
  ["$10 – $12.5", "EUR", price("10", "USD", "12.5")],
  ["10 to 12", "gbp", price("10", "GBP", "12")],
  ["10 bis 12", "EUR", price("10", "EUR", "12")],
  ["12", "", price("12", null)],
  ["  ", "EUR", null],
  ["abc", "EUR", undefined],
  ["EUR", "EUR", undefined],
  ["10-12-14", "EUR", undefined],
  ["10 – x", "EUR", undefined],
])("the price %j with %j beside it is %j", (text, currency, value) => {
  expect(priceOf(text, currency)).toEqual(value);
});

test("lists take what is pasted, and nothing twice", () => {
  expect(tokensOf("S, M;L/XL\n 2XL ,")).toEqual(["S", "M", "L", "XL", "2XL"]);
  expect(withMore(["S", "M"], ["m", "L", "l"], (size) => size)).toEqual(["S", "M", "L"]);
});

test("a colour has a code where one stands in brackets", () => {
  expect(colourOf("Dusty Rose (DRS)")).toEqual({ name: "Dusty Rose", code: "DRS" });
  expect(colourOf(" Ink ")).toEqual({ name: "Ink", code: null });
  expect(colourOf("(DRS)")).toEqual({ name: "(DRS)", code: null });
});

test("any value can be said in a line", () => {
  const said = (value: unknown) => valueText(value, ({ amount, currency }) => `${amount} ${currency}`);
  expect([null, "Wool", ["S", "M"], [{ name: "Ink", code: "I" }], price("5", "EUR")].map(said)).toEqual([
    "",
    "Wool",
    "S, M",
    "Ink (I)",
    "5 EUR",
  ]);
});

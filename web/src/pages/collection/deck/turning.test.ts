import { expect, test } from "vitest";
import { timeOf } from "@/pages/collection/deck/decks";
import { pageAfter } from "@/pages/collection/deck/turning";

test.each([
  ["ArrowRight", 3, 4],
  ["ArrowDown", 3, 4],
  ["PageDown", 3, 4],
  ["ArrowLeft", 3, 2],
  ["ArrowUp", 3, 2],
  ["PageUp", 3, 2],
  ["Home", 3, 1],
  ["End", 3, 10],
  ["ArrowRight", 10, 10],
  ["ArrowLeft", 1, 1],
])("%s on page %i of 10 leads to page %i", (key, page, to) => {
  expect(pageAfter(key, page, 10)).toBe(to);
});

test("other keys turn no page", () => {
  for (const key of ["Enter", " ", "Tab", "a", "Escape"]) expect(pageAfter(key, 3, 10)).toBeUndefined();
});

test("a deck's id tells when its run began", () => {
  expect(timeOf("01ARYZ6S41TSV4RRFFQ69G5FAV").toISOString()).toBe(new Date(1_469_918_176_385).toISOString());
});

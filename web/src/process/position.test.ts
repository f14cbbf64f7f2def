import { expect, it } from "vitest";
import { placeInLine } from "@/process/position";

it.each([
  [{ queue_position: 2, message: "Waiting to start…" }, "Number 2 in line"],
  [
    { queue_position: 1, message: "Waiting in line until one of your other jobs ends…" },
    "Number 1 behind your other jobs",
  ],
  [{ message: "Page 3 of 12" }, ""],
])("a place in line says whom it is behind", (waits, shown) => {
  expect(placeInLine({ status: "processing", ...waits })).toBe(shown);
});

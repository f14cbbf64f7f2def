import { afterEach, expect, it, vi } from "vitest";
import { setLanguage } from "@/i18n";
import { messageOf, placeOf } from "@/process/messages";

afterEach(async () => {
  await setLanguage("en");
  vi.unstubAllGlobals();
});

it.each([
  ["Waiting to start…", "Wartet auf den Start…"],
  ["Restarting processing…", "Die Verarbeitung startet neu…"],
  ["Attempt 2 of 3 starts soon…", "Versuch 2 von 3 beginnt gleich…"],
  ["Page 3 of 12", "Page 3 of 12"],
  ["", ""],
])("the engine's “%s” is said in the person's language where it is known", async (said, shown) => {
  expect(messageOf(said)).toBe(said);
  await setLanguage("de");
  expect(messageOf(said)).toBe(shown);
});

it.each([
  [{ queue_position: 2, message: "Waiting to start…" }, "Number 2 in line"],
  [
    { queue_position: 1, message: "Waiting in line until one of your other jobs ends…" },
    "Number 1 behind your other jobs",
  ],
  [{ message: "Page 3 of 12" }, ""],
])("a place in line says whom it is behind", (waits, shown) => {
  expect(placeOf({ status: "processing", ...waits })).toBe(shown);
});

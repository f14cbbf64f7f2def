import { afterEach, expect, it, vi } from "vitest";
import { setLanguage } from "@/i18n";
import { messageOf } from "@/process/messages";

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

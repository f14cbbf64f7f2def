import { afterEach, describe, expect, it } from "vitest";
import { said, setLanguage } from "@/i18n";
import texts from "@/i18n/de/server.json";

afterEach(() => setLanguage("en"));

const namesIn = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));

describe("what the server says", () => {
  it.each([
    ["Restarting processing…", "Die Verarbeitung startet neu…"],
    ["Attempt 2 of 3 starts soon…", "Versuch 2 von 3 beginnt gleich…"],
    ["Page 3 of 12", "Seite 3 von 12"],
    ["Page 3 of 12, 40 products", "Seite 3 von 12, 40 Produkte"],
    [
      "“a {b}.pdf” is empty. Export it again and upload the new file.",
      "„a {b}.pdf“ ist leer. Exportieren Sie die Datei neu, und laden Sie sie dann hoch.",
    ],
    ["Item generation was cancelled.", "Die Erstellung der Positionen wurde abgebrochen."],
    [
      "The order says 12 pieces, but its lines come to 11. Without this line it fits.",
      "Die Bestellung nennt 12 Stück, ihre Zeilen ergeben aber 11. Ohne diese Zeile stimmt es.",
    ],
    [
      "The order prints a total of 9.50, but its lines come to 11.20.",
      "Die Bestellung nennt einen Gesamtbetrag von 9.50, ihre Zeilen ergeben aber 11.20.",
    ],
    [
      "a b.pdf: This PDF is damaged or incomplete. Export it again from the program that made it, and upload the new file.",
      "a b.pdf: Dieses PDF ist beschädigt oder unvollständig. Exportieren Sie es neu aus dem Programm, das es erzeugt hat, und laden Sie die neue Datei hoch.",
    ],
    ["a: Something that nobody translated.", "a: Something that nobody translated."],
    ["Page three of a sentence that nobody translated", "Page three of a sentence that nobody translated"],
    ["constructor", "constructor"],
    ["Something that nobody translated.", "Something that nobody translated."],
    ["", ""],
  ])("“%s” is said in the person's language where it is known", async (english, german) => {
    expect(said(english)).toBe(english);
    await setLanguage("de");
    expect(said(english)).toBe(german);
  });

  it.each(Object.entries({ ...texts.sentences, ...texts.parts }))(
    "“%s” is given no value that it has not",
    (english, german) => {
      expect([...namesIn(english)]).toEqual(expect.arrayContaining([...namesIn(german)]));
    },
  );
});

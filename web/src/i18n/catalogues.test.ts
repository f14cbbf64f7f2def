import { afterEach, describe, expect, it } from "vitest";
import { type Key, LANGUAGES, setLanguage, type Text, t } from "@/i18n";
import { de } from "@/i18n/de";
import { en } from "@/i18n/en";

const KEYS = Object.keys(en) as Key[];
const english: Readonly<Record<Key, Text>> = en;

const formsOf = (text: Text) => (typeof text === "string" ? { other: text } : text);
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const categories = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories;

afterEach(() => setLanguage("en"));

describe("the German catalogue", () => {
  it("translates every text, and no other", () => {
    expect(Object.keys(de).sort()).toEqual([...KEYS].sort());
  });

  it.each(KEYS)("%s has the same values in it, and plurals where the English has", (key) => {
    expect(placeholders(formsOf(de[key]).other)).toEqual(placeholders(formsOf(english[key]).other));
    expect(typeof de[key]).toBe(typeof english[key]);
  });
});

describe.each(Object.entries({ en: english, de }))("the texts in %s", (language, catalogue) => {
  it.each(Object.entries<Text>(catalogue))("%s says something in each plural form of the language", (_, text) => {
    const forms = formsOf(text);
    for (const form of Object.values(forms)) expect(form.trim()).not.toBe("");
    if (typeof text !== "string") expect(Object.keys(forms).sort()).toEqual(categories(language).sort());
    for (const form of Object.values(forms)) expect(formsOf(text).other).toContain(placeholders(form)[0] ?? "");
  });
});

describe("a text", () => {
  it("is in its plural, with numbers as the language writes them", async () => {
    expect([0, 1, 2, 1234].map((count) => t("count.products", { count }))).toEqual([
      "0 products",
      "1 product",
      "2 products",
      "1,234 products",
    ]);
    await setLanguage("de");
    expect(t("count.products", { count: 1234 })).toMatch(/^1\.234 /);
    expect(document.documentElement.lang).toBe("de");
  });

  it("shows where a value is missing rather than nothing", () => {
    expect(t("said.page")).toBe("Page {page}");
  });

  it("takes a value as it is, whatever is in it", () => {
    expect(t("said.page", { page: "{page} $& <b>" })).toBe("Page {page} $& <b>");
  });

  it("is in the language chosen last, also after a reload", async () => {
    await setLanguage("de");
    expect(localStorage.getItem("language")).toBe("de");
    expect(Object.keys(LANGUAGES)).toContain("de");
  });
});

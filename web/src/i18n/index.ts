/** Texts for people, in the language they chose. English is the catalogue; others translate its keys, all of them. */
import { useSyncExternalStore } from "react";
import type { en } from "@/i18n/en";

export type Key = keyof typeof en;
/** A text, or one for each plural category of the language; `{name}` stands for a value. */
export type Text = string | { readonly other: string; readonly [plural: string]: string };
export type Catalogue = { readonly [key in Key]: Text };
export type Values = Readonly<Record<string, string | number>>;

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

/** A language's texts, and how it says what the server said in English. */
interface Texts {
  catalogue: Catalogue;
  said: (sentence: string) => string;
}

/** Each is fetched by itself: nobody loads texts that they do not read. */
const TEXTS: Record<Language, () => Promise<Texts>> = {
  en: async () => ({ catalogue: (await import("@/i18n/en")).en, said: (sentence) => sentence }),
  de: async () => {
    const { de, said } = await import("@/i18n/de");
    return { catalogue: de, said };
  },
};

const KEPT = "language";
let language: Language = "en";
let texts: Texts | undefined;
const listeners = new Set<() => void>();

/** Load the language that the person chose last, or their browser's, before the page is shown. */
export function loadLanguage(): Promise<void> {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  return load(wanted.find((tag): tag is Language => tag !== undefined && tag in LANGUAGES) ?? "en");
}

export async function setLanguage(chosen: Language): Promise<void> {
  await load(chosen);
  localStorage.setItem(KEPT, chosen);
}

async function load(chosen: Language) {
  texts = await TEXTS[chosen]();
  language = chosen;
  document.documentElement.lang = chosen;
  for (const listener of listeners) listener();
}

/** The text of a key; of `count` its plural. */
export function t(key: Key, values: Values = {}): string {
  if (!texts) return ""; // the page cannot be reached: there is nothing to say it with
  const text = texts.catalogue[key];
  const form = typeof text === "string" ? text : pluralOf(text, Number(values.count));
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => shown(values[name]) ?? whole);
}

/** Whether there is a text of that name: for names that are put together from what the server says. */
export function isKey(name: string): name is Key {
  return texts !== undefined && name in texts.catalogue;
}

/** A sentence of the server's in the person's language; as it is where it is not known. */
export function said(sentence: string | null | undefined): string {
  return sentence ? (texts?.said(sentence) ?? sentence) : "";
}

function pluralOf(text: Exclude<Text, string>, count: number): string {
  return text[new Intl.PluralRules(language).select(count)] ?? text.other;
}

function shown(value: string | number | undefined): string | undefined {
  return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
}

/** The language in use; a component that calls this is shown again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => language,
  );
}

export function currentLanguage(): Language {
  return language;
}

/** What a person says of a deck's looks, as Firestore holds it: defaults where nothing is set. */
import * as z from "zod/mini";
import type { Schemas } from "@/api/client";

export type Look = Required<Schemas["DeckLook"]>;
export type LookField = keyof Look;
export type ShownField = Look["fields"][number];
export type ShownPrice = Look["prices"][number];

export const PER_PAGE = [1, 2, 4, 6, 9] as const;
export const PAGE_SIZES = ["wide", "standard", "a4", "letter"] as const;
export const GROUPS = ["none", "category", "color"] as const;
export const SORTS = ["document", "name", "style_number", "price"] as const;
export const PRICES = ["wholesale", "retail", "unit_cost"] as const;
export const FIELDS = [
  "style_number",
  "category",
  "description",
  "colors",
  "sizes",
  "materials",
  "quantity",
  "unit_cost",
  "total",
] as const;

/** The API's own defaults; a test compares them with its description. */
export const DEFAULTS: Look = {
  title: null,
  subtitle: null,
  color: "#1F3A5F",
  per_page: 4,
  fields: ["style_number", "colors", "sizes"],
  prices: ["wholesale", "retail"],
  group_by: "category",
  sort_by: "document",
  currency_note: null,
  page_size: "wide",
  language: "en",
};

export const MOST_LETTERS = { title: 200, subtitle: 300, currency_note: 300 } as const;
export const COLOUR = /^#?[0-9A-Fa-f]{6}$/;

/** Languages whose words a deck knows, and regions that write amounts or dates in their own way. */
export const LANGUAGE_CHOICES: readonly string[] =
  "en en-US de de-CH fr it es es-MX nl pt pt-BR sv pl ja zh ar he".split(" ");

const text = z.catch(z.nullable(z.string()), null);

const Stored = z.object({
  title: text,
  subtitle: text,
  color: z.catch(z.string().check(z.regex(COLOUR)), DEFAULTS.color),
  per_page: z.catch(z.literal(PER_PAGE), DEFAULTS.per_page),
  fields: z.catch(z.array(z.enum(FIELDS)), DEFAULTS.fields),
  prices: z.catch(z.array(z.enum(PRICES)), DEFAULTS.prices),
  group_by: z.catch(z.enum(GROUPS), DEFAULTS.group_by),
  sort_by: z.catch(z.enum(SORTS), DEFAULTS.sort_by),
  currency_note: text,
  page_size: z.catch(z.enum(PAGE_SIZES), DEFAULTS.page_size),
  language: z.catch(z.string(), DEFAULTS.language),
});

/** The stored settings whole: what is not set, or cannot be read, is as by default. */
export function readLook(stored: Record<string, unknown>): Look {
  return Stored.parse(stored);
}

/** The Storage path of the logo; null where there is none. It changes with each upload. */
export function logoPath(stored: Record<string, unknown>): string | null {
  return typeof stored.logo_path === "string" ? stored.logo_path : null;
}

const Edits = z.partial(Stored);

/** Settings that were typed and kept in this tab, but not saved; none where that cannot be read. */
export function readEdits(kept: string): Partial<Look> {
  let json: unknown;
  try {
    json = JSON.parse(kept);
  } catch {
    return {};
  }
  const { success, data } = Edits.safeParse(json);
  if (!success || typeof json !== "object" || json === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([field]) => field in json));
}

/** Whether two values of a setting are the same to a person. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

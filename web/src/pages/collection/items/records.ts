/** Items and orders as Firestore holds them (`shared/collections/orders/item_models.py`), checked where they come in. */
import * as z from "zod/mini";
import type { Schemas } from "@/api/client";

const text = z.nullish(z.string());
const number = z.nullish(z.number());

export const STATUSES = ["suggested", "matched", "not_found"] as const;
export type MatchStatus = (typeof STATUSES)[number];

export const Candidate = z.object({
  product_id: z.string(),
  style_number: text,
  name: text,
  color: text,
  method: z.string(),
  confidence: z.number(),
});
export type Candidate = z.infer<typeof Candidate>;

export const Match = z.object({
  status: z.enum(STATUSES),
  method: z._default(z.string(), ""),
  confidence: z._default(z.number(), 0),
  candidates: z._default(z.array(Candidate), []),
});
export type Match = z.infer<typeof Match>;

/** Where something was read: a box on a page in points, in a spreadsheet its sheet and row too. */
export const Place = z.object({
  page: number,
  bbox: z.nullish(z.array(z.number())),
  sheet: text,
  row: number,
  confidence: number,
  derived: text,
});
export type Place = z.infer<typeof Place>;

export const Money = z.object({ amount: z.string(), currency: text, amount_max: text });
export type Money = z.infer<typeof Money>;

export const Item = z.object({
  id: z.string(),
  position: z.number(),
  sku: text,
  style_number: text,
  name: text,
  color: text,
  sizes: z._default(z.record(z.string(), z.number()), {}),
  size_order: z._default(z.array(z.string()), []),
  quantity: number,
  unit_cost: text,
  total: text,
  currency: text,
  category: text,
  retail_price: z.nullish(Money),
  images: z._default(z.array(z.object({ image_id: z.string() })), []),
  product_id: text,
  match: Match,
  flags: z._default(z.array(z.object({ code: z.string(), message: z.string() })), []),
  source: z.extend(Place, { document_id: z.string() }),
  fields: z._default(z.record(z.string(), Place), {}),
  edited: z._default(z.array(z.string()), []),
  machine: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Item = z.infer<typeof Item>;

export type Role = Schemas["ColumnRole"]["role"] & string;

export const Column = z.object({
  column: z.number(),
  header: z._default(z.string(), ""),
  role: z.custom<Role>((value) => typeof value === "string"),
  size: text,
  confidence: z._default(z.number(), 0),
  source: z._default(z.string(), ""),
  samples: z._default(z.array(z.string()), []),
});
export type Column = z.infer<typeof Column>;

export const Table = z.object({
  grid: z.number(),
  columns: z.array(Column),
  transposed: z._default(z.boolean(), false),
});
export type Table = z.infer<typeof Table>;

export const Difference = z.object({
  what: z.enum(["quantity", "subtotal", "total"]),
  printed: z.string(),
  computed: z.string(),
  message: z.string(),
  item_ids: z._default(z.array(z.string()), []),
});
export type Difference = z.infer<typeof Difference>;

export const Order = z.object({
  id: z.string(),
  lines: z.number(),
  quantity: text,
  amount: text,
  currency: text,
  totals: z.nullish(
    z.object({
      quantity: text,
      subtotal: text,
      discount: text,
      tax: text,
      shipping: text,
      total: text,
      currency: text,
    }),
  ),
  status: z.enum(["reconciled", "differs", "no_totals"]),
  differences: z._default(z.array(Difference), []),
  tables: z._default(z.array(Table), []),
});
export type Order = z.infer<typeof Order>;

/** What people said of an order's columns: `edits/columns_{document_id}`. */
export const Choices = z.object({
  choices: z._default(
    z.array(
      z.object({
        grid: z.number(),
        column: z.number(),
        role: z.custom<Role>((value) => typeof value === "string"),
      }),
    ),
    [],
  ),
});
export type Choices = z.infer<typeof Choices>;

import type { Schemas } from "@/api/client";

export type Product = Required<Schemas["EditedProduct"]>;
export type Money = Schemas["Money"];
export type Colour = Schemas["Color"];
/** What is sent of a correction: only the fields that change. */
export type Correction = Partial<Schemas["ProductEdit"]>;

/** Fields that a person can correct, in the order of the screen. */
export const FIELDS = [
  "name",
  "style_number",
  "category",
  "wholesale_price",
  "retail_price",
  "colors",
  "sizes",
  "materials",
  "description",
] as const;
export type Field = (typeof FIELDS)[number];

/** Below this, a value is wrong often enough for a person to look. */
export const DOUBTFUL = 0.75;

/** What a list calls a product: its name, else its style number. */
export function titleOf(product: Product): string {
  return product.name || product.style_number || "";
}

export function isEdited(product: Product, field: string): boolean {
  return product.edited.includes(field);
}

/** How sure a field is; 1 where a person corrected it, undefined where nothing was read. */
export function surenessOf(product: Product, field: string): number | undefined {
  if (isEdited(product, field)) return 1;
  if (field === "images") return product.images[0]?.confidence;
  return product.fields[field]?.confidence;
}

/** The sureness of the value that is most likely wrong, its main picture's included. */
export function leastSure(product: Product): number {
  const told = [...Object.keys(product.fields), "images"].map((field) => surenessOf(product, field) ?? 1);
  return Math.min(1, ...told);
}

export type Doubt = "unsure" | "picture" | "price";

/** Why a person should look at a product; empty for one that is fine. */
export function doubtsOf(product: Product): Doubt[] {
  const doubts: Doubt[] = [];
  if (leastSure(product) < DOUBTFUL) doubts.push("unsure");
  if (product.images.length === 0) doubts.push("picture");
  if (!product.wholesale_price && !product.retail_price) doubts.push("price");
  return doubts;
}

export type Level = "sure" | "likely" | "doubtful";

/** Sureness in a word. */
export function levelOf(confidence: number): Level {
  if (confidence >= 0.9) return "sure";
  return confidence >= DOUBTFUL ? "likely" : "doubtful";
}

export function colourText(colour: Colour): string {
  if (colour.name && colour.code) return `${colour.name} (${colour.code})`;
  return colour.name ?? colour.code ?? "";
}

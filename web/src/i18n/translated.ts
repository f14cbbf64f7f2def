import type { Text } from "@/i18n";

/** A translation of a part of the English catalogue: every key of it, and no other. */
export type Translated<English> = { readonly [key in keyof English]: Text };

import type { Key } from "@/i18n";
import { type Collection, statusOf } from "@/live/records";

export const TABS = ["info", "products", "settings", "items", "deck", "history"] as const;
export type Tab = (typeof TABS)[number];

export function isTab(name: string): name is Tab {
  return TABS.some((tab) => tab === name);
}

export const TAB_NAMES: Record<Tab, Key> = {
  info: "tab.info",
  products: "tab.products",
  settings: "tab.settings",
  items: "tab.items",
  deck: "tab.deck",
  history: "tab.history",
};

/** What must be there before a tab opens; null for one that is open. */
export type Lock = "products" | "items" | null;

/**
 * Which tabs are open: deck settings, products and items as soon as there are categories, the deck as soon as there
 * are items. Results stay, so a later run, even one that fails, locks nothing again.
 */
export function lockOf(tab: Tab, collection: Collection): Lock {
  switch (tab) {
    case "info":
    case "history":
      return null;
    case "products":
    case "settings":
    case "items":
      return hasProducts(collection) ? null : "products";
    case "deck":
      return hasProducts(collection) ? (collection.item_counts?.count ? null : "items") : "products";
  }
}

export function hasProducts(collection: Collection): boolean {
  return collection.categories.length > 0 || statusOf(collection, "document_processing").status === "completed";
}

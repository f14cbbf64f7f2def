import type { Look } from "@/pages/collection/settings/look";
import type { Card } from "@/pages/collection/settings/sketch/cards";

/** A page of the sketch: the cover, the opening of a section, or cards. */
export type Page =
  | { kind: "cover"; cards: Card[] }
  | { kind: "section"; title: string; count: number; number: number }
  | { kind: "cards"; cards: Card[]; number: number };

const MOST_PAGES = 6; // enough to see what a deck is like
const OPENING_PAGES = 2;
const SHARED_PAGES = 0.75;
const COVER = 4;

/** The first pages of the deck: sections with many pages have an opening, those with few share theirs. */
export function pagesOf(cards: Card[], { per_page }: Look): Page[] {
  const bySection = new Map<string, Card[]>();
  for (const card of cards) bySection.set(card.group, [...(bySection.get(card.group) ?? []), card]);
  const perSection = cards.length / per_page / Math.max(1, bySection.size);
  const sections = perSection < SHARED_PAGES ? [cards] : [...bySection.values()];
  const pages: Page[] = [{ kind: "cover", cards: forCover(cards) }];
  for (const shown of sections) {
    if (pages.length >= MOST_PAGES) break;
    if (perSection >= OPENING_PAGES && sections.length > 1)
      pages.push({ kind: "section", title: shown[0]?.group ?? "", count: shown.length, number: pages.length + 1 });
    for (let at = 0; at < shown.length; at += per_page)
      pages.push({ kind: "cards", cards: shown.slice(at, at + per_page), number: pages.length + 1 });
  }
  return pages.slice(0, MOST_PAGES);
}

/** Cards with pictures, from all over the deck. */
function forCover(cards: Card[]): Card[] {
  const pictured = cards.filter(({ imageId }) => imageId);
  const step = Math.max(1, Math.floor(pictured.length / COVER));
  return pictured.filter((_, at) => at % step === 0).slice(0, COVER);
}

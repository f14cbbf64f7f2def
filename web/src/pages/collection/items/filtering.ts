import { type Item, type MatchStatus, STATUSES } from "@/pages/collection/items/records";

/** Which items are shown; null and empty stand for all. `ids`: those that a difference of totals names. */
export interface Filter {
  status: MatchStatus | null;
  flag: string | null;
  document: string | null;
  ids: readonly string[] | null;
  words: string;
}

export const ALL: Filter = { status: null, flag: null, document: null, ids: null, words: "" };

export function isAll(filter: Filter): boolean {
  return !filter.status && !filter.flag && !filter.document && !filter.ids && !filter.words.trim();
}

type Test = (item: Item) => boolean;
type Facet = "status" | "flag" | "document" | "ids" | "words";

function testsOf(filter: Filter): Record<Facet, Test> {
  const ids = filter.ids && new Set(filter.ids);
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return {
    status: (item) => !filter.status || item.match.status === filter.status,
    flag: (item) => !filter.flag || item.flags.some(({ code }) => code === filter.flag),
    document: (item) => !filter.document || item.source.document_id === filter.document,
    ids: (item) => !ids || ids.has(item.id),
    words: (item) => words.length === 0 || words.every((word) => searched(item).includes(word)),
  };
}

function searched({ sku, style_number, name, color, category }: Item): string {
  return [sku, style_number, name, color, category].filter(Boolean).join(" ").toLowerCase();
}

/** The items that a filter lets through, in their order. */
export function filtered(items: readonly Item[], filter: Filter): Item[] {
  const tests = Object.values(testsOf(filter));
  return items.filter((item) => tests.every((test) => test(item)));
}

/** How many items each choice of a filter would show, the other choices as they are. */
export interface Counts {
  all: number;
  status: Record<MatchStatus, number>;
  flags: Map<string, number>;
  documents: Map<string, number>;
}

export function countsOf(items: readonly Item[], filter: Filter): Counts {
  const tests = testsOf(filter);
  const but = (facet: Facet) => {
    const others = Object.entries(tests).filter(([name]) => name !== facet);
    return items.filter((item) => others.every(([, test]) => test(item)));
  };
  const byStatus = but("status");
  const status = Object.fromEntries(STATUSES.map((name) => [name, 0])) as Record<MatchStatus, number>;
  for (const item of byStatus) status[item.match.status] += 1;
  return {
    all: byStatus.length,
    status,
    flags: tally(but("flag").flatMap((item) => [...new Set(item.flags.map(({ code }) => code))])),
    documents: tally(but("document").map((item) => item.source.document_id)),
  };
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

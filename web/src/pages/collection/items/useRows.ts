import { useEffect, useRef, useState } from "react";
import type { Item } from "@/pages/collection/items/records";
import { isSuggested } from "@/pages/collection/items/texts";

/** The next line to decide on after a place in the list, from its start again; undefined when there is none. */
export function nextSuggestion(items: readonly Item[], after: number, busy: ReadonlySet<string>): Item | undefined {
  const round = [...items.slice(after + 1), ...items.slice(0, Math.max(0, after))];
  return round.find((item) => isSuggested(item) && !busy.has(item.id));
}

/** Which row Tab leads to. It goes on beside its place when its line leaves the list. */
export function useActiveRow(items: readonly Item[]) {
  const [active, setActive] = useState<{ id: string; index: number } | null>(null);
  const index = active ? items.findIndex(({ id }) => id === active.id) : 0;
  const at = index >= 0 ? index : Math.min(active?.index ?? 0, items.length - 1);
  return {
    /** -1 where there are no rows. */
    at: items.length === 0 ? -1 : at,
    goTo: (id: string) => setActive({ id, index: items.findIndex((item) => item.id === id) }),
  };
}

/**
 * Keeps the focus in a list whose rows come and go: on the row that was asked for as soon as it is there, and beside
 * a row that left with the focus on it.
 */
export function useKeptFocus(
  at: string | undefined,
  rowOf: (id: string) => HTMLElement | null,
  home: HTMLElement | null,
) {
  const wanted = useRef(false);
  const inside = useRef(false);
  useEffect(() => {
    const lost = inside.current && document.activeElement === document.body;
    if (!wanted.current && !lost) return;
    const target = at === undefined ? home : rowOf(at);
    if (!target) return;
    wanted.current = false;
    target.focus({ preventScroll: true });
  });
  return {
    want: () => {
      wanted.current = true;
    },
    onFocus: () => {
      inside.current = true;
    },
    /** A row that React takes away fires no blur, so this is a person who goes elsewhere. */
    onBlur: (event: { relatedTarget: EventTarget | null; currentTarget: Element }) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) inside.current = false;
    },
  };
}

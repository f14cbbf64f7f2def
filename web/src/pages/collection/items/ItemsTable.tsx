import "@/pages/collection/items/items.css";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { t } from "@/i18n";
import type { Verdict } from "@/pages/collection/items/calls";
import { RowCells } from "@/pages/collection/items/ItemRow";
import type { Product } from "@/pages/collection/items/products";
import type { Item } from "@/pages/collection/items/records";
import { TableHead, TableSums } from "@/pages/collection/items/TableEnds";
import { isSuggested } from "@/pages/collection/items/texts";
import { nextSuggestion, useActiveRow, useKeptFocus } from "@/pages/collection/items/useRows";
import { cx } from "@/ui/cx";
import { GridPart } from "@/ui/GridPart";

interface TableProps {
  collectionId: string;
  items: readonly Item[];
  products: ReadonlyMap<string, Product>;
  /** Lines whose decision is on its way. */
  busy: ReadonlySet<string>;
  onDecide: (item: Item, verdict: Verdict) => void;
  onOpen: (item: Item) => void;
  /** What stands in place of no lines. */
  children: ReactNode;
}

const ROW = 65; // pixels, until a row is measured
const OVERSCAN = 8;
const VERDICTS: Readonly<Record<string, Verdict>> = { a: "accept", r: "reject" };

/**
 * The lines of the orders, however many. Arrow keys move from row to row, A and R decide on the row's suggestion, and
 * the focus then goes on to the next one.
 */
export function ItemsTable({ collectionId, items, products, busy, onDecide, onOpen, children }: TableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const home = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [said, say] = useState("");
  const { at, goTo } = useActiveRow(items);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollPaddingStart: 44, // the header covers it
    scrollPaddingEnd: 48,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
      return at >= 0 && (at < first || at > last) ? [...shown, at].sort((a, b) => a - b) : shown; // keeps the focus
    },
  });
  const rowOf = (id: string) => body.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null;
  const focus = useKeptFocus(items[at]?.id, rowOf, home.current);

  function moveTo(index: number) {
    const item = items[Math.min(items.length - 1, Math.max(0, index))];
    if (!item) return;
    focus.want();
    goTo(item.id);
    rows.scrollToIndex(items.indexOf(item));
  }

  function decide(item: Item, verdict: Verdict) {
    if (busy.has(item.id)) return;
    if (!isSuggested(item)) return say(t("items.nothing", { line: item.position }));
    const index = items.indexOf(item);
    const next = nextSuggestion(items, index, busy);
    const left = items.filter((other) => isSuggested(other) && !busy.has(other.id)).length - 1;
    say(`${t(`items.said.${verdict}`, { line: item.position })} ${t("items.said.left", { count: left })}`);
    onDecide(item, verdict);
    moveTo(next ? items.indexOf(next) : index);
  }

  function onKeyDown(event: KeyboardEvent) {
    const item = items[at];
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const verdict = VERDICTS[event.key.toLowerCase()];
    const step = stepOf(event.key, at, items.length);
    if (verdict) decide(item, verdict);
    else if (step !== undefined) moveTo(step);
    else if (event.key === "Enter" && event.target === rowOf(item.id)) onOpen(item);
    else return;
    event.preventDefault();
  }

  return (
    <section
      ref={home}
      tabIndex={-1}
      aria-label={t("items.table")}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
      className="outline-none"
    >
      {items.length === 0 && children}
      <GridPart
        ref={scroller}
        is="grid"
        hidden={items.length === 0}
        aria-label={t("items.table")}
        aria-description={t("items.keys")}
        aria-rowcount={items.length + 2}
        className="max-h-[max(24rem,calc(100dvh-9rem))] overflow-auto rounded-xl border border-line bg-surface text-sm shadow-card"
      >
        <TableHead />
        <GridPart
          ref={body}
          is="rowgroup"
          onKeyDown={onKeyDown}
          className="relative"
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            if (!item) return null;
            return (
              <GridPart
                key={key}
                ref={rows.measureElement}
                is="row"
                data-index={index}
                data-id={item.id}
                aria-rowindex={index + 2}
                tabIndex={index === at ? 0 : -1}
                onFocus={() => index !== at && goTo(item.id)}
                style={{ transform: `translateY(${start}px)` }}
                className={cx(
                  "items-row absolute inset-x-0 top-0 border-b border-line px-3 py-2 -outline-offset-2",
                  index === at && "bg-raised/50",
                )}
              >
                <RowCells
                  item={item}
                  collectionId={collectionId}
                  products={products}
                  active={index === at}
                  busy={busy.has(item.id)}
                  onDecide={decide}
                  onOpen={onOpen}
                />
              </GridPart>
            );
          })}
        </GridPart>
        <TableSums items={items} />
      </GridPart>
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}

const PAGE_ROWS = 10;

function stepOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "PageDown":
      return at + PAGE_ROWS;
    case "PageUp":
      return at - PAGE_ROWS;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

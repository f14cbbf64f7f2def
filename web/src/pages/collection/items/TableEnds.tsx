import { type Key, t } from "@/i18n";
import { money } from "@/i18n/format";
import type { Item } from "@/pages/collection/items/records";
import { sumsOf } from "@/pages/collection/items/sums";
import { GridPart } from "@/ui/GridPart";

const HEADS: [area: string, name: Key][] = [
  ["line", "items.column.line"],
  ["picture", "items.column.picture"],
  ["style", "items.column.style"],
  ["name", "items.column.name"],
  ["color", "items.column.color"],
  ["sizes", "items.column.sizes"],
  ["quantity", "items.column.quantity"],
  ["cost", "items.column.cost"],
  ["total", "items.column.total"],
  ["match", "items.column.match"],
];
const UNSEEN = new Set(["line", "picture"]); // too narrow for their names

/** The columns' names; they stay in sight, and where rows are cards only screen readers have them. */
export function TableHead() {
  return (
    <GridPart is="rowgroup" className="sr-only lg:not-sr-only lg:sticky! lg:top-0 lg:z-10">
      <GridPart
        is="row"
        aria-rowindex={1}
        className="items-row border-b border-line bg-raised px-3 py-2.5 text-xs font-semibold text-muted"
      >
        {HEADS.map(([area, name]) => (
          <GridPart key={area} is="columnheader" data-area={area} style={{ gridArea: area }}>
            {UNSEEN.has(area) ? <span className="sr-only">{t(name)}</span> : t(name)}
          </GridPart>
        ))}
      </GridPart>
    </GridPart>
  );
}

/** What the lines that are shown come to; it stays in sight. */
export function TableSums({ items }: { items: readonly Item[] }) {
  const { quantity, amounts } = sumsOf(items);
  return (
    <GridPart is="rowgroup" className="sticky bottom-0 z-10">
      <GridPart
        is="row"
        aria-rowindex={items.length + 2}
        className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-line bg-raised px-3 py-2.5 font-semibold tabular-nums"
      >
        <GridPart is="rowheader">{t("items.total", { count: items.length })}</GridPart>
        <GridPart is="gridcell" className="flex flex-wrap gap-x-6">
          <span>{t("items.piece", { count: quantity })}</span>
          {amounts.map(({ currency, amount }) => (
            <span key={currency}>{money(amount, currency)}</span>
          ))}
        </GridPart>
      </GridPart>
    </GridPart>
  );
}

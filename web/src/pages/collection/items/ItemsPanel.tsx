import { ListFilter } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { BulkDecisions } from "@/pages/collection/items/Bulk";
import { decide } from "@/pages/collection/items/calls";
import { ExportButtons } from "@/pages/collection/items/ExportButtons";
import { ALL, countsOf, type Filter, filtered } from "@/pages/collection/items/filtering";
import { ItemDialog } from "@/pages/collection/items/ItemDialog";
import { ItemsTable, type TableHandle } from "@/pages/collection/items/ItemsTable";
import { useLiveOrders } from "@/pages/collection/items/live";
import { OrdersPanel } from "@/pages/collection/items/OrdersPanel";
import { useProductsById } from "@/pages/collection/items/products";
import type { Item } from "@/pages/collection/items/records";
import { Toolbar } from "@/pages/collection/items/Toolbar";
import { useDecisions } from "@/pages/collection/items/useDecisions";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/parts";

/** The items that there are: their orders, which of them are shown, and what can be done with those. */
export function ItemsPanel({ items }: { items: readonly Item[] }) {
  const { collection } = useShown();
  const [filter, setFilter] = useState<Filter>(ALL);
  const shown = useMemo(() => filtered(items, filter), [items, filter]);
  const counts = useMemo(() => countsOf(items, filter), [items, filter]);
  const products = useProductsById();
  const decisions = useDecisions(collection.id);
  const orders = useLiveOrders(collection.id);
  const [opened, open] = useState<string | null>(null);
  const line = items.find(({ id }) => id === opened);
  const at = shown.findIndex(({ id }) => id === opened);
  const rows = useRef<TableHandle>(null);
  const table = useRef<HTMLElement>(null);
  function show(ids: readonly string[]) {
    setFilter({ ...ALL, ids });
    table.current?.scrollIntoView({ block: "start" });
    table.current?.focus({ preventScroll: true });
  }
  return (
    <>
      {orders.state === "live" && orders.data.length > 0 && <OrdersPanel orders={orders.data} onShow={show} />}
      <section
        ref={table}
        tabIndex={-1}
        aria-label={t("items.title")}
        className="scroll-mt-16 outline-none flex flex-col gap-3"
      >
        <Toolbar filter={filter} counts={counts} onFilter={setFilter} />
        <div className="flex flex-wrap items-center gap-2">
          <BulkDecisions items={shown} onDecide={(item, verdict) => decide(collection.id, item.id, verdict)} />
          <span className="flex-1" />
          <ExportButtons collectionId={collection.id} filter={filter} count={shown.length} />
        </div>
        <ItemsTable
          handle={rows}
          collectionId={collection.id}
          items={shown}
          products={products}
          busy={decisions.busy}
          onDecide={(item, verdict) => decisions.decide({ item, verdict })}
          onOpen={({ id }) => open(id)}
        >
          <Empty icon={ListFilter} title={t("items.filter.none")}>
            <p className="text-muted">{t("items.filter.none.what", { count: items.length })}</p>
            <Button onClick={() => setFilter(ALL)}>{t("items.filter.clear")}</Button>
          </Empty>
        </ItemsTable>
      </section>
      {line && (
        <ItemDialog
          item={line}
          previous={shown[at - 1]}
          next={at >= 0 ? shown[at + 1] : undefined}
          products={products}
          busy={decisions.busy.has(line.id)}
          onDecide={(item, verdict, productId) => decisions.decide({ item, verdict, productId })}
          onOpen={({ id }) => open(id)}
          onClose={() => open(null)}
          onClosed={() => rows.current?.focus(line.id)}
        />
      )}
    </>
  );
}

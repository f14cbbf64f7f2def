import { ListFilter } from "lucide-react";
import { useMemo, useState } from "react";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { BulkDecisions } from "@/pages/collection/items/Bulk";
import { decide } from "@/pages/collection/items/calls";
import { ExportButtons } from "@/pages/collection/items/ExportButtons";
import { ALL, countsOf, type Filter, filtered } from "@/pages/collection/items/filtering";
import { ItemsTable } from "@/pages/collection/items/ItemsTable";
import { useProducts } from "@/pages/collection/items/products";
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
  const products = useProducts();
  const decisions = useDecisions(collection.id);
  return (
    <section aria-label={t("items.title")} className="flex flex-col gap-3">
      <Toolbar filter={filter} counts={counts} onFilter={setFilter} />
      <div className="flex flex-wrap items-center gap-2">
        <BulkDecisions items={shown} onDecide={(item, verdict) => decide(collection.id, item.id, verdict)} />
        <span className="flex-1" />
        <ExportButtons collectionId={collection.id} filter={filter} />
      </div>
      <ItemsTable
        collectionId={collection.id}
        items={shown}
        products={products}
        busy={decisions.busy}
        onDecide={(item, verdict) => decisions.decide({ item, verdict })}
        onOpen={() => {}}
      >
        <Empty icon={ListFilter} title={t("items.filter.none")}>
          <p className="text-muted">{t("items.filter.none.what", { count: items.length })}</p>
          <Button onClick={() => setFilter(ALL)}>{t("items.filter.clear")}</Button>
        </Empty>
      </ItemsTable>
    </section>
  );
}

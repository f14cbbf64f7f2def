import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { GenerateItems } from "@/pages/collection/items/GenerateItems";
import { ItemsPanel } from "@/pages/collection/items/ItemsPanel";
import { useLiveItems } from "@/pages/collection/items/live";
import { Notice, Skeleton } from "@/ui/parts";

/** Orders become items here: matched with products, held against the orders' totals, decided on and corrected. */
export function ItemsTab() {
  const { collection } = useShown();
  const items = useLiveItems(collection.id);
  if (items.state === "connecting") return <Skeleton text={t("app.connecting")} />;
  if (items.state !== "live") {
    return (
      <Notice tone="bad" role="alert">
        {t("app.broken")}
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <GenerateItems items={items.data} />
      {items.data.length > 0 && <ItemsPanel items={items.data} />}
    </div>
  );
}

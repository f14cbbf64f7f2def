import { LayoutGrid, List, Search } from "lucide-react";
import type { Key } from "@/i18n";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import type { Order, Wanted } from "@/pages/collection/products/groups";
import type { View } from "@/pages/collection/products/kept";
import { doubtsOf } from "@/pages/collection/products/shape";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { INPUT } from "@/ui/parts";

interface ToolbarProps {
  looks: { view: View; order: Order };
  onLooks: (change: { view?: View; order?: Order }) => void;
  wanted: Wanted;
  onWanted: (wanted: Wanted) => void;
  found: number;
}

/** Which products are shown, and how. */
export function Toolbar({ looks, onLooks, wanted, onWanted, found }: ToolbarProps) {
  const { products } = useCatalogue();
  const doubtful = products.filter((product) => doubtsOf(product).length > 0).length;
  return (
    <search aria-label={t("tab.products")} className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-full flex-1 sm:min-w-48">
        <Search aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
        <input
          type="search"
          aria-label={t("products.search")}
          placeholder={t("products.search")}
          value={wanted.search}
          onChange={(event) => onWanted({ ...wanted, search: event.target.value })}
          className={cx(INPUT, "pl-9")}
        />
      </div>
      <Button
        aria-pressed={wanted.needsALook}
        onClick={() => onWanted({ ...wanted, needsALook: !wanted.needsALook })}
        className={wanted.needsALook ? "border-accent! bg-accent-soft! text-accent!" : undefined}
      >
        {t("products.needsALook", { count: doubtful })}
      </Button>
      <DocumentChoice wanted={wanted} onWanted={onWanted} />
      <select
        aria-label={t("products.order")}
        value={looks.order}
        onChange={(event) => onLooks({ order: event.target.value as Order })}
        className={cx(INPUT, "w-auto! grow sm:grow-0")}
      >
        <option value="reading">{t("products.order.reading")}</option>
        <option value="doubt">{t("products.order.doubt")}</option>
      </select>
      <fieldset aria-label={t("products.view")} className="flex overflow-hidden rounded-lg border border-line">
        <ViewButton view="grid" icon={LayoutGrid} text="products.view.grid" looks={looks} onLooks={onLooks} />
        <ViewButton view="table" icon={List} text="products.view.table" looks={looks} onLooks={onLooks} />
      </fieldset>
      <p role="status" className="flex-1 text-sm text-muted sm:w-full sm:flex-none">
        {found === products.length
          ? t("count.products", { count: found })
          : t("products.found", { count: found, all: products.length })}
      </p>
    </search>
  );
}

function DocumentChoice({ wanted, onWanted }: Pick<ToolbarProps, "wanted" | "onWanted">) {
  const linesheets = useShown().documents.filter(({ type }) => type === "linesheet");
  if (linesheets.length < 2) return null;
  return (
    <select
      aria-label={t("products.document")}
      value={wanted.documentId}
      onChange={(event) => onWanted({ ...wanted, documentId: event.target.value })}
      className={cx(INPUT, "w-auto! min-w-32 grow sm:max-w-48 sm:grow-0")}
    >
      <option value="">{t("products.document.all")}</option>
      {linesheets.map(({ id, filename }) => (
        <option key={id} value={id}>
          {filename}
        </option>
      ))}
    </select>
  );
}

interface ViewButtonProps extends Pick<ToolbarProps, "looks" | "onLooks"> {
  view: View;
  icon: typeof List;
  text: Key;
}

function ViewButton({ view, icon: Icon, text, looks, onLooks }: ViewButtonProps) {
  const chosen = looks.view === view;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={t(text)}
      title={t(text)}
      onClick={() => onLooks({ view })}
      className={cx("grid size-10 place-items-center", chosen ? "bg-accent-soft text-accent" : "bg-surface text-muted")}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

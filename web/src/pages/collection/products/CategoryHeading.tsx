import { ChevronDown, ChevronRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import { t } from "@/i18n";
import { CategoryMenu, useMoveCategory } from "@/pages/collection/products/CategoryMenu";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import type { Group } from "@/pages/collection/products/groups";
import { useDrop } from "@/pages/collection/products/useDrop";
import { cx } from "@/ui/cx";
import { GridPart } from "@/ui/GridPart";

/** A category's name and count: it opens and closes, takes products that are dropped on it, and has a menu. */
export function CategoryHeading({ group, open, toggle }: { group: Group; open: boolean; toggle: () => void }) {
  const { dragged, setCategory } = useCatalogue();
  const move = useMoveCategory();
  const name = group.name ?? null;
  const product = dragged?.product;
  const takes = product !== undefined && product.category !== name;
  const { over, target } = useDrop(takes, () => product && setCategory(product, name));
  const Icon = open ? ChevronDown : ChevronRight;

  function onKeyDown(event: KeyboardEvent) {
    if (!name || !event.altKey || !(event.key === "ArrowUp" || event.key === "ArrowDown")) return;
    event.preventDefault();
    move(name, event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    <GridPart
      is="gridcell"
      {...target}
      className={cx(
        "flex h-12 items-center gap-1 rounded-lg border-2 border-dashed",
        over ? "border-accent bg-accent-soft" : takes ? "border-line" : "border-transparent",
      )}
    >
      <h2 className="min-w-0">
        <button
          type="button"
          aria-expanded={open}
          onClick={toggle}
          onKeyDown={onKeyDown}
          className="flex min-h-10 max-w-full items-center gap-2 rounded-lg px-1 text-left font-semibold hover:bg-raised"
        >
          <Icon aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="truncate">{name ?? t("products.without")}</span>
          <span className="shrink-0 text-sm font-normal text-muted">
            {t("count.products", { count: group.products.length })}
          </span>
        </button>
      </h2>
      {name !== null && <CategoryMenu name={name} />}
      {over && <span className="ml-auto pr-3 text-sm text-accent">{t("products.drop.category")}</span>}
    </GridPart>
  );
}

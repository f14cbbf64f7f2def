import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { useDrop } from "@/pages/collection/products/useDrop";
import { cx } from "@/ui/cx";

/** While a product is dragged, every category within reach, however far away its heading is. */
export function DropDock() {
  const { dragged, categories } = useCatalogue();
  if (!dragged?.product) return null;
  const { category } = dragged.product;
  return (
    <div
      aria-hidden
      className="fixed inset-x-0 bottom-0 z-40 flex max-h-40 flex-wrap items-center justify-center gap-2 overflow-auto border-t border-line bg-surface p-3 shadow-xl"
    >
      <span className="text-sm text-muted">{t("products.drop.to")}</span>
      {categories.map((name) => (
        <DockPlace key={name} name={name} takes={name !== category} />
      ))}
    </div>
  );
}

function DockPlace({ name, takes }: { name: string; takes: boolean }) {
  const { dragged, setCategory } = useCatalogue();
  const { over, target } = useDrop(takes, () => dragged?.product && setCategory(dragged.product, name));
  return (
    <span
      {...target}
      className={cx(
        "max-w-60 truncate rounded-lg border-2 px-3 py-2 text-sm font-medium",
        over ? "border-accent bg-accent-soft text-accent" : "border-dashed border-line",
        !takes && "opacity-50",
      )}
    >
      {name}
    </span>
  );
}

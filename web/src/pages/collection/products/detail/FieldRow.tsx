import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { type Key, t } from "@/i18n";
import { price } from "@/i18n/format";
import { ConfidenceMark } from "@/pages/collection/products/ConfidenceMark";
import { type Field, isEdited, type Product, surenessOf } from "@/pages/collection/products/shape";
import { valueText } from "@/pages/collection/products/values";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Badge } from "@/ui/parts";

export const FIELD_NAMES: Record<Field, Key> = {
  name: "products.field.name",
  style_number: "products.field.style_number",
  category: "products.field.category",
  wholesale_price: "products.field.wholesale_price",
  retail_price: "products.field.retail_price",
  colors: "products.field.colors",
  sizes: "products.field.sizes",
  materials: "products.field.materials",
  description: "products.field.description",
};

export function fieldId(field: Field): string {
  return `product-${field}`;
}

interface FieldRowProps {
  product: Product;
  field: Field;
  lit: boolean;
  onHover: (field: Field | null) => void;
  error: string | undefined;
  /** What somebody else stored while this was typed. */
  theirs: string | undefined;
  reset: () => void;
  children: ReactNode;
}

/** A field with its name, how sure it is and where it was read, and what was read where somebody corrected it. */
export function FieldRow({ product, field, lit, onHover, error, theirs, reset, children }: FieldRowProps) {
  const id = fieldId(field);
  const edited = isEdited(product, field);
  const confidence = surenessOf(product, field);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up its box; the focus does the same
    <div
      onMouseEnter={() => onHover(field)}
      onMouseLeave={() => onHover(null)}
      className={cx("rounded-lg px-2 py-1.5", lit && "bg-accent-soft")}
    >
      <div className="mb-1 flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {t(FIELD_NAMES[field])}
        </label>
        {edited ? (
          <Badge tone="accent">{t("products.edited")}</Badge>
        ) : (
          confidence !== undefined && <ConfidenceMark quiet confidence={confidence} />
        )}
        <Where product={product} field={field} />
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
      {theirs !== undefined && (
        <p role="status" className="mt-1 rounded-md bg-warn-soft px-2 py-1 text-sm text-warn">
          {t("products.theirs", { value: theirs || t("products.empty") })}
        </p>
      )}
      {edited && <AsRead product={product} field={field} reset={reset} />}
    </div>
  );
}

function Where({ product, field }: { product: Product; field: Field }) {
  const source = product.fields[field];
  if (!source) return null;
  const { sheet, row, page, derived } = source;
  const home = product.source; // where its values stand, unless they say otherwise
  const elsewhere = page !== home.page || sheet !== home.sheet || row !== home.row;
  const place = elsewhere && (sheet && row ? t("said.sheet", { sheet, row }) : t("said.page", { page }));
  const text = [place, derived && t("products.derived", { how: derived })].filter(Boolean).join(" · ");
  return text ? <span className="text-xs text-muted">{text}</span> : null;
}

function AsRead({ product, field, reset }: { product: Product; field: Field; reset: () => void }) {
  const read = valueText(product.machine[field], price);
  return (
    <p className="mt-0.5 flex items-center gap-1 text-sm text-muted">
      <span className="min-w-0 truncate" title={read}>
        {t("products.asRead", { value: read || t("products.empty") })}
      </span>
      <IconButton icon={RotateCcw} label={t("products.reset")} onClick={reset} className="min-h-7! px-1.5!" />
    </p>
  );
}

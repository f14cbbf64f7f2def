import { Check, Pencil, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { said, t } from "@/i18n";
import { money } from "@/i18n/format";
import type { Verdict } from "@/pages/collection/items/calls";
import { MatchBadge } from "@/pages/collection/items/MatchBadge";
import type { Products } from "@/pages/collection/items/products";
import type { Item } from "@/pages/collection/items/records";
import { sizesOf } from "@/pages/collection/items/sizes";
import { foundBy, isSuggested, nameOf, productText } from "@/pages/collection/items/texts";
import { Button } from "@/ui/Button";
import { GridPart } from "@/ui/GridPart";
import { Picture } from "@/ui/Picture";

export interface RowProps {
  item: Item;
  collectionId: string;
  products: Products;
  /** Whether Tab leads into this row. */
  active: boolean;
  busy: boolean;
  onDecide: (item: Item, verdict: Verdict) => void;
  onOpen: (item: Item) => void;
}

/** What a row of the table shows of a line: its values, its match, what is suggested, what is odd about it. */
export function RowCells({ item, collectionId, products, active, busy, onDecide, onOpen }: RowProps) {
  const sizes = sizesOf(item);
  const imageId = item.images[0]?.image_id;
  return (
    <>
      <Cell area="line" className="text-xs text-muted tabular-nums">
        {item.position}
      </Cell>
      <Cell area="picture">
        {item.product_id && <Picture collectionId={collectionId} imageId={imageId} alt="" className="w-12" />}
      </Cell>
      <Cell area="style" className="break-words text-muted lg:text-ink">
        {item.style_number ?? item.sku ?? t("items.none")}
      </Cell>
      <Cell area="name" className="font-medium break-words">
        <button
          type="button"
          tabIndex={active ? 0 : -1}
          aria-label={`${nameOf(item)}. ${t("items.open.line", { line: item.position })}`}
          onClick={() => onOpen(item)}
          className="text-left hover:underline"
        >
          {nameOf(item)}
        </button>
        {item.edited.some((field) => field !== "match") && (
          <Pencil aria-label={t("items.edited")} className="ml-1.5 inline size-3.5 text-accent" />
        )}
      </Cell>
      <Cell area="color" className="break-words">
        {item.color ?? t("items.none")}
      </Cell>
      <Cell area="sizes" className="flex flex-wrap gap-x-2 text-xs tabular-nums">
        {sizes.map(([size, count]) => (
          <span key={size} className="whitespace-nowrap">
            <span className="text-muted">{size}</span> {t("items.count", { count })}
          </span>
        ))}
      </Cell>
      <Cell area="quantity" className="tabular-nums">
        {item.quantity == null ? t("items.none") : t("items.count", { count: item.quantity })}
      </Cell>
      <Cell area="cost" className="tabular-nums">
        {item.unit_cost ? money(item.unit_cost, item.currency) : t("items.none")}
      </Cell>
      <Cell area="total" className="font-medium tabular-nums">
        {item.total ? money(item.total, item.currency) : t("items.none")}
      </Cell>
      <Cell area="match">
        <MatchBadge match={item.match} />
      </Cell>
      <Cell area="extra" className="flex flex-col gap-1.5">
        {isSuggested(item) && (
          <Suggestion
            item={item}
            collectionId={collectionId}
            products={products}
            active={active}
            busy={busy}
            onDecide={onDecide}
          />
        )}
        {item.flags.map(({ code, message }) => (
          <p key={code + message} className="flex items-baseline gap-1.5 text-xs text-warn">
            <TriangleAlert aria-hidden className="size-3.5 shrink-0 self-center" />
            {said(message)}
          </p>
        ))}
      </Cell>
    </>
  );
}

function Cell({ area, className, children }: { area: string; className?: string; children?: ReactNode }) {
  return (
    <GridPart is="gridcell" data-area={area} style={{ gridArea: area }} className={className}>
      {children}
    </GridPart>
  );
}

function Suggestion({ item, collectionId, products, active, busy, onDecide }: Omit<RowProps, "onOpen">) {
  const [first, ...others] = item.match.candidates;
  if (!first) return null;
  const tabIndex = active ? 0 : -1;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg bg-warn-soft px-2 py-1.5 text-sm">
      <Picture
        collectionId={collectionId}
        imageId={products.get(first.product_id)?.images?.[0]?.image_id}
        alt=""
        className="w-10 shrink-0"
      />
      <p className="min-w-40 flex-1">
        {t("items.is", { product: productText(first) })}{" "}
        <span className="text-xs text-muted">
          {foundBy(first.method, first.confidence)}
          {others.length > 0 && `; ${t("items.more", { count: others.length })}`}
        </span>
      </p>
      <div className="flex gap-2">
        <Button
          small
          icon={Check}
          busy={busy}
          tabIndex={tabIndex}
          aria-label={t("items.accept.line", { line: item.position })}
          onClick={() => onDecide(item, "accept")}
        >
          {t("items.accept")}
        </Button>
        <Button
          small
          icon={X}
          busy={busy}
          tabIndex={tabIndex}
          aria-label={t("items.reject.line", { line: item.position })}
          onClick={() => onDecide(item, "reject")}
        >
          {t("items.reject")}
        </Button>
      </div>
    </div>
  );
}

import { memo } from "react";
import { Link } from "wouter";
import { t } from "@/i18n";
import { price } from "@/i18n/format";
import { Marks } from "@/pages/collection/products/ConfidenceMark";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { ProductMenu } from "@/pages/collection/products/ProductMenu";
import { colourText, type Product, titleOf } from "@/pages/collection/products/shape";
import { useDrop } from "@/pages/collection/products/useDrop";
import { cx } from "@/ui/cx";
import { GridPart } from "@/ui/GridPart";
import { Picture } from "@/ui/Picture";

/** A product as a card: drag it onto a category, or onto another product to give that its picture. */
export const ProductCard = memo(function ProductCard({ product, active }: { product: Product; active: boolean }) {
  const { collectionId } = useCatalogue();
  const { over, box } = useProductBox(product);
  return (
    <GridPart
      is="gridcell"
      {...box}
      className={cx(
        "group relative flex flex-col overflow-hidden rounded-xl border bg-surface shadow-card has-[[data-product]:focus-visible]:outline-2 has-[[data-product]:focus-visible]:outline-offset-2 has-[[data-product]:focus-visible]:outline-accent",
        over ? "border-accent bg-accent-soft" : "border-line hover:border-muted",
      )}
    >
      <Picture
        collectionId={collectionId}
        imageId={product.images[0]?.image_id}
        alt=""
        className="rounded-none border-0 border-b"
      />
      <div className="flex flex-col gap-0.5 px-2.5 py-2 text-sm">
        <div className="flex h-10 items-start gap-1">
          <ProductLink product={product} active={active} className="line-clamp-2 leading-5 font-medium break-words" />
          <ProductMenu product={product} active={active} />
        </div>
        <p className="h-5 truncate text-xs text-muted">{product.style_number}</p>
        <p className="flex h-5 items-baseline gap-2 truncate">
          <Price product={product} />
        </p>
        <p className="h-5 truncate text-xs text-muted" title={detailText(product)}>
          {detailText(product)}
        </p>
        <Marks product={product} />
      </div>
      {over && <DropHint product={product} />}
    </GridPart>
  );
});

/** The product's name as a link to its detail, over the whole of its box. */
export function ProductLink({ product, active, className }: { product: Product; active: boolean; className?: string }) {
  return (
    <Link
      href={`?product=${encodeURIComponent(product.product_id)}`}
      dir="auto"
      data-product={product.product_id}
      tabIndex={active ? 0 : -1}
      draggable={false}
      title={titleOf(product)}
      className={cx("min-w-0 flex-1 text-left outline-none after:absolute after:inset-0", className)}
    >
      {titleOf(product) || t("products.nameless")}
    </Link>
  );
}

/** Wholesale first, retail beside it. */
export function Price({ product: { wholesale_price, retail_price } }: { product: Product }) {
  if (!wholesale_price && !retail_price) return <span className="text-muted">{t("products.noPrice")}</span>;
  return (
    <>
      {wholesale_price && <span className="font-medium">{price(wholesale_price)}</span>}
      {retail_price && (
        <span className="truncate text-xs text-muted">
          {t("products.retail.short", { price: price(retail_price) })}
        </span>
      )}
    </>
  );
}

/** Colours and sizes in a line. */
export function detailText({ colors, sizes }: Product): string {
  return [colors.map(colourText).join(", "), sizes.join(" ")].filter(Boolean).join(" · ");
}

/** What makes a product's box draggable, and a place to drop pictures on. */
export function useProductBox(product: Product) {
  const { drag, dragged, byId, moveImage, setImages } = useCatalogue();
  const imageId = dragged?.imageId;
  const mine = dragged?.product?.product_id === product.product_id;
  const { over, target } = useDrop(Boolean(imageId) && !mine, () => {
    if (!imageId) return;
    const from = dragged?.product && byId.get(dragged.product.product_id);
    if (from) moveImage(from, imageId, product);
    else setImages(product, [...product.images.map((image) => image.image_id), imageId]);
  });
  return {
    over,
    box: {
      ...target,
      draggable: true,
      onDragStart: (event: React.DragEvent) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", titleOf(product));
        // Chromium ends a drag whose page changes within its start.
        setTimeout(() => drag({ product, imageId: product.images[0]?.image_id }));
      },
      onDragEnd: () => drag(null),
    },
  };
}

/** What dropping here would do. */
export function DropHint({ product }: { product: Product }) {
  return (
    <span className="pointer-events-none absolute inset-x-2 top-2 z-10 rounded-lg bg-accent px-2 py-1 text-center text-xs font-medium text-on-accent">
      {t("products.drop.picture", { product: titleOf(product) })}
    </span>
  );
}

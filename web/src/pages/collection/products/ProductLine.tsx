import { memo } from "react";
import { price } from "@/i18n/format";
import { Marks } from "@/pages/collection/products/ConfidenceMark";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { DropHint, ProductLink, useProductBox } from "@/pages/collection/products/ProductCard";
import { ProductMenu } from "@/pages/collection/products/ProductMenu";
import { colourText, type Product } from "@/pages/collection/products/shape";
import { cx } from "@/ui/cx";
import { GridPart } from "@/ui/GridPart";
import { Picture } from "@/ui/Picture";

/** A product as a line of a table; what does not fit a narrow screen stands in its detail. */
export const ProductLine = memo(function ProductLine({ product, active }: { product: Product; active: boolean }) {
  const { collectionId } = useCatalogue();
  const { over, box } = useProductBox(product);
  const { wholesale_price, retail_price } = product;
  return (
    <div
      {...box}
      role="presentation"
      className={cx(
        "relative grid h-full grid-cols-[3.5rem_minmax(0,1fr)_auto_2rem] items-center gap-3 border-b border-line px-2 text-sm sm:grid-cols-[3.5rem_minmax(0,2fr)_5.5rem_5.5rem_auto_2rem] lg:grid-cols-[3.5rem_minmax(0,2fr)_5.5rem_5.5rem_minmax(0,1.5fr)_minmax(0,1fr)_9rem_2rem]",
        "has-[[data-product]:focus-visible]:outline-2 has-[[data-product]:focus-visible]:outline-accent",
        over ? "bg-accent-soft" : "bg-surface hover:bg-raised",
      )}
    >
      <Cell>
        <Picture collectionId={collectionId} imageId={product.images[0]?.image_id} alt="" className="w-14" />
      </Cell>
      <Cell>
        <ProductLink product={product} active={active} className="block font-medium" />
        <p className="truncate text-xs text-muted">{product.style_number}</p>
        <p className="truncate text-xs sm:hidden">{wholesale_price && price(wholesale_price)}</p>
      </Cell>
      <Cell className="hidden text-right tabular-nums sm:block">{wholesale_price && price(wholesale_price)}</Cell>
      <Cell className="hidden text-right text-muted tabular-nums sm:block">{retail_price && price(retail_price)}</Cell>
      <Cell className="hidden truncate lg:block">{product.colors.map(colourText).join(", ")}</Cell>
      <Cell className="hidden truncate lg:block">{product.sizes.join(" ")}</Cell>
      <Cell>
        <Marks product={product} />
      </Cell>
      <Cell>
        <ProductMenu product={product} active={active} />
      </Cell>
      {over && <DropHint product={product} />}
    </div>
  );
});

function Cell({ children, className }: { children?: React.ReactNode; className?: string }) {
  return (
    <GridPart is="gridcell" className={cx("min-w-0", className)}>
      {children}
    </GridPart>
  );
}

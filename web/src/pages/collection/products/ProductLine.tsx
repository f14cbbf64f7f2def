import { memo } from "react";
import { type Key, t } from "@/i18n";
import { price } from "@/i18n/format";
import { Marks } from "@/pages/collection/products/ConfidenceMark";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { DropHint, ProductLink, useProductBox } from "@/pages/collection/products/ProductCard";
import { ProductMenu } from "@/pages/collection/products/ProductMenu";
import { colourText, type Product } from "@/pages/collection/products/shape";
import { cx } from "@/ui/cx";
import { GridPart } from "@/ui/GridPart";
import { Picture } from "@/ui/Picture";

const COLUMNS =
  "grid grid-cols-[3.5rem_minmax(0,1fr)_6.5rem_2rem] items-center gap-x-2 sm:gap-x-4 px-2 text-sm sm:grid-cols-[3.5rem_minmax(0,2fr)_6.5rem_6.5rem_9rem_2rem] lg:grid-cols-[3.5rem_minmax(0,2fr)_6.5rem_6.5rem_minmax(0,1.5fr)_minmax(0,1fr)_9rem_2rem]";

/** What the columns of the table show. It stays in sight below the page's own header. */
export function LineHeader() {
  return (
    <GridPart
      is="row"
      aria-rowindex={1}
      className={cx(COLUMNS, "sticky top-12 z-20 h-9 border-b border-line bg-canvas text-xs font-medium text-muted")}
    >
      <Column text="products.picture.column" className="sr-only" />
      <Column text="products.field.name" className="col-start-2" />
      <Column text="products.field.wholesale_price" className="hidden text-right sm:block" />
      <Column text="products.field.retail_price" className="hidden text-right sm:block" />
      <Column text="products.field.colors" className="hidden lg:block" />
      <Column text="products.field.sizes" className="hidden lg:block" />
      <Column text="products.sureness" />
    </GridPart>
  );
}

function Column({ text, className }: { text: Key; className?: string }) {
  return (
    <GridPart is="columnheader" className={cx("truncate", className)}>
      {t(text)}
    </GridPart>
  );
}

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
        COLUMNS,
        "relative h-full border-b border-line",
        "has-[[data-product]:focus-visible]:outline-2 has-[[data-product]:focus-visible]:outline-accent",
        over ? "bg-accent-soft" : "bg-surface hover:bg-raised",
      )}
    >
      <Cell>
        <Picture collectionId={collectionId} imageId={product.images[0]?.image_id} alt="" className="w-14" />
      </Cell>
      <Cell>
        <ProductLink product={product} active={active} className="block truncate font-medium" />
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

import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { FIELD_NAMES } from "@/pages/collection/products/detail/FieldRow";
import { PagePane, type PageSize, styleOf } from "@/pages/collection/products/detail/PagePane";
import { FIELDS, type Field, type Product } from "@/pages/collection/products/shape";
import { cx } from "@/ui/cx";

interface PageViewProps {
  product: Product;
  /** The field that is pointed at or has the focus. */
  lit: Field | null;
  /** The field that has the focus: its page is shown, its box is brought to view. */
  focused: Field | null;
  onHover: (field: Field | null) => void;
  onPick: (field: Field) => void;
}

/** The page a product was read from, with a box around each value that was read. */
export function PageView({ product, lit, focused, onHover, onPick }: PageViewProps) {
  const { collection, documents } = useShown();
  const { document_id, page: home, sheet, row } = product.source;
  const page = (focused && product.fields[focused]?.page) || home;
  const filename = documents.find(({ id }) => id === document_id)?.filename ?? "";
  const place = sheet && row ? t("said.sheet", { sheet, row }) : t("said.page", { page });
  return (
    <PagePane
      collectionId={collection.id}
      documentId={document_id}
      page={page}
      caption={`${filename} · ${place}`}
      sought={(focused && product.fields[focused]?.bbox) || product.source.bbox}
    >
      {(size) => <Boxes product={product} page={page} size={size} lit={lit} onHover={onHover} onPick={onPick} />}
    </PagePane>
  );
}

interface BoxesProps extends Pick<PageViewProps, "product" | "lit" | "onHover" | "onPick"> {
  page: number;
  size: PageSize;
}

function Boxes({ product, page, size, lit, onHover, onPick }: BoxesProps) {
  const boxed = FIELDS.filter((field) => product.fields[field]?.page === page);
  const main = product.images[0];
  return (
    <>
      {main?.bbox && main.page === page && (
        <span
          aria-hidden
          title={t("products.pictures")}
          className="absolute rounded-sm border-2 border-dashed border-[#4338ca]"
          style={styleOf(main.bbox, size)}
        />
      )}
      {boxed.map((field) => (
        <button
          key={field}
          type="button"
          tabIndex={-1}
          title={t(FIELD_NAMES[field])}
          aria-label={t("products.page.box", { field: t(FIELD_NAMES[field]) })}
          onMouseEnter={() => onHover(field)}
          onMouseLeave={() => onHover(null)}
          onClick={() => onPick(field)}
          className={cx(
            "absolute rounded-sm outline-2 outline-offset-1 transition-colors",
            lit === field ? "z-10 bg-[#f5b301]/30 outline-[#b45309]" : "bg-[#4338ca]/10 outline-[#4338ca]/60",
          )}
          style={styleOf(product.fields[field]?.bbox ?? [], size)}
        />
      ))}
    </>
  );
}

import { t } from "@/i18n";
import { price } from "@/i18n/format";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { type Product, titleOf } from "@/pages/collection/products/shape";
import { useDrop } from "@/pages/collection/products/useDrop";
import { cx } from "@/ui/cx";
import { Picture } from "@/ui/Picture";

/** The other products of the page: go to one, or drop a picture on it that is its own. */
export function SamePage({ product, go }: { product: Product; go: (id: string) => void }) {
  const { products } = useCatalogue();
  const { document_id, page } = product.source;
  const others = products.filter(
    ({ source, product_id }) =>
      source.document_id === document_id && source.page === page && product_id !== product.product_id,
  );
  if (!others.length) return null;
  return (
    <section aria-label={t("products.samePage")} className="p-2">
      <h3 className="mb-2 text-sm font-medium">{t("products.samePage")}</h3>
      <ul className="flex gap-2 overflow-x-auto p-1">
        {others.map((other) => (
          <Neighbour key={other.product_id} product={product} other={other} go={go} />
        ))}
      </ul>
    </section>
  );
}

function Neighbour({ product, other, go }: { product: Product; other: Product; go: (id: string) => void }) {
  const { collectionId, dragged, moveImage, setImages } = useCatalogue();
  const moving = dragged?.imageId;
  const { over, target } = useDrop(moving !== undefined, () => {
    if (!moving) return;
    if (product.images.some(({ image_id }) => image_id === moving)) moveImage(product, moving, other);
    else setImages(other, [...other.images.map(({ image_id }) => image_id), moving]);
  });
  const name = titleOf(other) || t("products.nameless");
  return (
    <li {...target} className={cx("w-20 shrink-0 rounded-lg", over && "bg-accent-soft outline-2 outline-accent")}>
      <button
        type="button"
        onClick={() => go(other.product_id)}
        title={[name, other.wholesale_price && price(other.wholesale_price)].filter(Boolean).join(" · ")}
        className="block w-full rounded-lg text-left"
      >
        <Picture collectionId={collectionId} imageId={other.images[0]?.image_id} alt="" />
        <span className="mt-1 block truncate text-xs">{name}</span>
      </button>
    </li>
  );
}

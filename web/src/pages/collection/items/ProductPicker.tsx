import { useDeferredValue, useMemo, useState } from "react";
import { t } from "@/i18n";
import { textOf } from "@/pages/collection/items/ProductPanel";
import type { Products } from "@/pages/collection/items/products";
import type { Item } from "@/pages/collection/items/records";
import type { Product } from "@/pages/collection/products/shape";
import { Modal } from "@/ui/Dialog";
import { Picture } from "@/ui/Picture";
import { TextField } from "@/ui/parts";

const MOST = 60; // a person looks through no more

interface PickerProps {
  collectionId: string;
  item: Item;
  products: Products;
  open: boolean;
  onClose: () => void;
  onChoose: (productId: string) => void;
}

/** Finds a product of the collection by what it is called, with its picture. */
export function ProductPicker({ collectionId, item, products, open, onClose, onChoose }: PickerProps) {
  const [words, setWords] = useState("");
  const found = useFound(products, useDeferredValue(words));
  return (
    <Modal
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("pick.title", { line: item.position })}
      wide
    >
      <TextField
        label={t("pick.search")}
        type="search"
        data-first
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p role="status" className="my-2 text-sm text-muted">
        {found.length === 0 ? t("pick.none") : t("pick.found", { count: found.length })}{" "}
        {found.length > MOST && t("pick.most", { count: MOST })}
      </p>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
        {found.slice(0, MOST).map((product) => (
          <li key={product.product_id}>
            <button
              type="button"
              onClick={() => onChoose(product.product_id)}
              className="flex size-full flex-col gap-1 rounded-lg border border-line p-2 text-left text-sm hover:bg-raised"
            >
              <Picture collectionId={collectionId} imageId={product.images?.[0]?.image_id} alt="" className="w-full" />
              <span className="font-medium">{product.name}</span>
              <span className="text-xs text-muted">{product.style_number}</span>
              <span className="text-xs text-muted">
                {product.colors?.map(({ name, code }) => name ?? code).join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function useFound(products: Products, words: string): Product[] {
  const searched = useMemo(
    () =>
      [...products.values()].map((product) => ({
        product,
        text: `${textOf(product)} ${product.category ?? ""}`.toLowerCase(),
      })),
    [products],
  );
  return useMemo(() => {
    const wanted = words.toLowerCase().split(/\s+/);
    return searched.filter(({ text }) => wanted.every((word) => text.includes(word))).map(({ product }) => product);
  }, [searched, words]);
}

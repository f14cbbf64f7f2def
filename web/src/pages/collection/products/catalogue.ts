import { createContext, useContext, useMemo, useState } from "react";
import { t } from "@/i18n";
import { type Result, useChangeCategories, useCorrect, useMoveImage } from "@/pages/collection/products/data";
import { isEdited, type Product, titleOf } from "@/pages/collection/products/shape";
import { sayDone, sayError } from "@/ui/say";

/** What is under way by drag: a product with its main picture, or a picture alone. */
export interface Dragged {
  product?: Product | undefined;
  imageId?: string | undefined;
}

/** The products on screen, and what can be done with them. */
export interface Catalogue extends Result {
  collectionId: string;
  byId: ReadonlyMap<string, Product>;
  /** Show a product's detail. */
  open: (productId: string) => void;
  dragged: Dragged | null;
  drag: (dragged: Dragged | null) => void;
  correct: ReturnType<typeof useCorrect>;
  changeCategories: ReturnType<typeof useChangeCategories>;
  /** Put a product into a category; `follow` puts the focus on it where it went. */
  setCategory: (product: Product, category: string | null, follow?: boolean) => void;
  setImages: (product: Product, imageIds: string[]) => void;
  moveImage: (from: Product, imageId: string, to: Product) => void;
}

export const CatalogueContext = createContext<Catalogue | null>(null);

/** The products of this tab; only below ProductsTab. */
export function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (!catalogue) throw new Error("There are no products here.");
  return catalogue;
}

/** To a product's detail, and to its place in the list. */
interface Ways {
  open: (productId: string) => void;
  focus: (productId: string) => void;
}

/** Everything that parts of the tab share. What moves something says so, with a way back. */
export function useNewCatalogue(collectionId: string, result: Result, go: Ways): Catalogue {
  const correct = useCorrect(collectionId);
  const move = useMoveImage(collectionId);
  const changeCategories = useChangeCategories(collectionId);
  const [dragged, drag] = useState<Dragged | null>(null);
  const byId = useMemo(() => new Map(result.products.map((product) => [product.product_id, product])), [result]);

  function setCategory(product: Product, category: string | null, follow = false) {
    if (category === product.category) return;
    const was = product.category;
    const back = () =>
      isEdited(product, "category")
        ? setCategory({ ...product, category }, was)
        : correct.mutate(
            { productId: product.product_id, body: { reset: ["category"] }, shown: { category: was } },
            { onError: sayError },
          );
    const said = t("products.moved.category", {
      product: titleOf(product),
      category: category ?? t("products.without"),
    });
    correct.mutate(
      { productId: product.product_id, body: { category }, shown: { category } },
      {
        onSuccess: () => {
          sayDone(said, { label: t("do.undo"), act: back });
          if (follow) go.focus(product.product_id);
        },
        onError: sayError,
      },
    );
  }

  function setImages(product: Product, imageIds: string[]) {
    const known = new Map(product.images.map((image) => [image.image_id, image]));
    const images = imageIds.map(
      (image_id) => known.get(image_id) ?? { image_id, storage_path: null, confidence: 1, page: null, bbox: null },
    );
    correct.mutate(
      { productId: product.product_id, body: { images: imageIds }, shown: { images } },
      { onError: sayError },
    );
  }

  function moveImage(from: Product, imageId: string, to: Product, main = false) {
    if (from.product_id === to.product_id) return;
    const said = t("products.moved.picture", { product: titleOf(to) });
    const back = () => moveImage(to, imageId, from, from.images[0]?.image_id === imageId);
    move.mutate(
      { from: from.product_id, imageId, to: to.product_id, main },
      { onSuccess: () => sayDone(said, { label: t("do.undo"), act: back }), onError: sayError },
    );
  }

  return {
    ...result,
    collectionId,
    byId,
    open: go.open,
    dragged,
    drag,
    correct,
    changeCategories,
    setCategory,
    setImages,
    moveImage,
  };
}

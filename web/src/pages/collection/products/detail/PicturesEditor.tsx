import { ArrowLeft, ArrowRight, ImagePlus, ImageUp, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { useUnmatched } from "@/pages/collection/products/data";
import { PickProduct } from "@/pages/collection/products/Pick";
import { isEdited, type Product } from "@/pages/collection/products/shape";
import { useDrop } from "@/pages/collection/products/useDrop";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Menu, MenuItem } from "@/ui/Menu";
import { Picture } from "@/ui/Picture";
import { Badge } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** A product's pictures, the main one first: reorder, remove, give away, or take one that nobody has. */
export function PicturesEditor({ product }: { product: Product }) {
  const { setImages, correct } = useCatalogue();
  const ids = product.images.map(({ image_id }) => image_id);
  const put = (imageId: string, place: number) => {
    const rest = ids.filter((id) => id !== imageId);
    setImages(product, [...rest.slice(0, place), imageId, ...rest.slice(place)]);
  };
  return (
    <section aria-label={t("products.pictures")} className="p-2">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h3 className="text-sm font-medium">{t("products.pictures")}</h3>
        {isEdited(product, "images") && (
          <>
            <Badge tone="accent">{t("products.edited")}</Badge>
            <Button
              small
              kind="quiet"
              className="min-h-7! text-xs!"
              onClick={() =>
                correct.mutate({ productId: product.product_id, body: { reset: ["images"] } }, { onError: sayError })
              }
            >
              {t("products.pictures.reset")}
            </Button>
          </>
        )}
      </div>
      <ul className="flex flex-wrap gap-2">
        {ids.map((imageId, place) => (
          <Own
            key={imageId}
            product={product}
            imageId={imageId}
            place={place}
            put={put}
            remove={() =>
              setImages(
                product,
                ids.filter((id) => id !== imageId),
              )
            }
          />
        ))}
        {ids.length === 0 && <li className="text-sm text-muted">{t("products.pictures.none")}</li>}
      </ul>
      <Tray product={product} add={(imageId) => put(imageId, ids.length)} />
    </section>
  );
}

interface OwnProps {
  product: Product;
  imageId: string;
  place: number;
  put: (imageId: string, place: number) => void;
  remove: () => void;
}

function Own({ product, imageId, place, put, remove }: OwnProps) {
  const { collectionId, drag, dragged, moveImage } = useCatalogue();
  const [giving, give] = useState(false);
  const moving = dragged?.imageId;
  const { over, target } = useDrop(moving !== undefined && moving !== imageId, () => moving && put(moving, place));
  const last = product.images.length - 1;
  const label = t("products.picture.number", { number: place + 1, count: product.images.length });
  return (
    <li
      {...target}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", imageId);
        setTimeout(() => drag({ imageId }));
      }}
      onDragEnd={() => drag(null)}
      className={cx("relative w-28 cursor-grab rounded-lg", over && "outline-2 outline-accent")}
    >
      <Picture collectionId={collectionId} imageId={imageId} alt={label} />
      {place === 0 && (
        <span className="absolute top-1 left-1">
          <Badge tone="accent">{t("products.picture.main")}</Badge>
        </span>
      )}
      <span className="absolute right-1 bottom-1 rounded-lg border border-line bg-surface">
        <Menu label={t("products.picture.menu", { picture: label })}>
          {place > 0 && (
            <MenuItem icon={Star} onSelect={() => put(imageId, 0)}>
              {t("products.picture.makeMain")}
            </MenuItem>
          )}
          {place > 1 && (
            <MenuItem icon={ArrowLeft} onSelect={() => put(imageId, place - 1)}>
              {t("products.picture.earlier")}
            </MenuItem>
          )}
          {place < last && (
            <MenuItem icon={ArrowRight} onSelect={() => put(imageId, place + 1)}>
              {t("products.picture.later")}
            </MenuItem>
          )}
          <MenuItem icon={ImageUp} onSelect={() => give(true)}>
            {t("products.picture.give")}
          </MenuItem>
          <MenuItem icon={Trash2} onSelect={remove}>
            {t("products.picture.remove")}
          </MenuItem>
        </Menu>
      </span>
      {giving && (
        <PickProduct except={product} pick={(to) => moveImage(product, imageId, to)} close={() => give(false)} />
      )}
    </li>
  );
}

function Tray({ product, add }: { product: Product; add: (imageId: string) => void }) {
  const { collectionId, drag } = useCatalogue();
  const { data } = useUnmatched(collectionId);
  const loose = data?.filter((id) => !product.images.some(({ image_id }) => image_id === id)) ?? [];
  const [open, setOpen] = useState(false);
  if (!loose.length) return null;
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-muted">{t("products.unmatched", { count: loose.length })}</summary>
      {open && (
        <ul className="mt-2 grid max-h-56 grid-cols-4 gap-2 overflow-auto p-1">
          {loose.map((imageId, n) => (
            <li
              key={imageId}
              draggable
              onDragStart={() => setTimeout(() => drag({ imageId }))}
              onDragEnd={() => drag(null)}
            >
              <button
                type="button"
                onClick={() => add(imageId)}
                aria-label={t("products.unmatched.add", { number: n + 1 })}
                title={t("products.unmatched.add", { number: n + 1 })}
                className="relative block w-full rounded-lg"
              >
                <Picture collectionId={collectionId} imageId={imageId} alt="" />
                <ImagePlus
                  aria-hidden
                  className="absolute right-1 bottom-1 size-5 rounded bg-surface p-0.5 text-accent"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

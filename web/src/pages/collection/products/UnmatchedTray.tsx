import { ImagePlus } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { useUnmatched } from "@/pages/collection/products/data";
import { PickProduct } from "@/pages/collection/products/Pick";
import { Picture } from "@/ui/Picture";

/** Pictures that were found but belong to no product: drag one onto its product, or click it and choose. */
export function UnmatchedTray() {
  const { collectionId } = useCatalogue();
  const { data } = useUnmatched(collectionId);
  const [open, setOpen] = useState(false);
  if (!data?.length) return null;
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-xl border border-line bg-surface px-4 py-2.5 text-sm"
    >
      <summary className="font-medium">{t("products.unmatched", { count: data.length })}</summary>
      {open && (
        <>
          <p className="mt-1 text-muted">{t("products.unmatched.what")}</p>
          <ul className="mt-3 flex gap-2 overflow-x-auto pb-2">
            {data.map((imageId, n) => (
              <li key={imageId}>
                <Loose imageId={imageId} number={n + 1} />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Loose({ imageId, number }: { imageId: string; number: number }) {
  const { collectionId, drag, setImages } = useCatalogue();
  const [picking, setPicking] = useState(false);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same */}
      <div
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", imageId);
          setTimeout(() => drag({ imageId }));
        }}
        onDragEnd={() => drag(null)}
        className="relative w-20"
      >
        <Picture collectionId={collectionId} imageId={imageId} alt="" />
        <button
          type="button"
          onClick={() => setPicking(true)}
          aria-label={t("products.unmatched.give", { number })}
          title={t("products.unmatched.give", { number })}
          className="group absolute inset-0 rounded-lg"
        >
          <ImagePlus
            aria-hidden
            className="absolute right-1 bottom-1 size-5 rounded bg-surface p-0.5 text-accent opacity-70 group-hover:opacity-100"
          />
        </button>
      </div>
      {picking && (
        <PickProduct
          pick={(product) => setImages(product, [...product.images.map((image) => image.image_id), imageId])}
          close={() => setPicking(false)}
        />
      )}
    </>
  );
}

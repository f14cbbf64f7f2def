import { ImageOff } from "lucide-react";
import { useState } from "react";
import { usePicture, useRenewPicture } from "@/api/pictures";
import { t } from "@/i18n";
import { cx } from "@/ui/cx";

interface PictureProps {
  collectionId: string;
  /** Left out where there is no picture: the box says so. */
  imageId: string | undefined;
  /** What it shows; empty where a text beside it says that already. */
  alt: string;
  className?: string;
}

/** A product picture in a square box that keeps its place while the picture loads, or where there is none. */
export function Picture({ collectionId, imageId, alt, className }: PictureProps) {
  return (
    <div
      className={cx(
        "relative grid aspect-square place-items-center overflow-hidden rounded-lg border border-line bg-white",
        className,
      )}
    >
      {imageId ? (
        <Loaded key={imageId} collectionId={collectionId} imageId={imageId} alt={alt} />
      ) : (
        <NoPicture text={t("picture.none")} />
      )}
    </div>
  );
}

function Loaded({ collectionId, imageId, alt }: { collectionId: string; imageId: string; alt: string }) {
  const { data, isError } = usePicture(collectionId, imageId);
  const renew = useRenewPicture(collectionId, imageId);
  const [seen, setSeen] = useState<string>(); // what has loaded stays: a renewed URL would load it once more
  const [broken, setBroken] = useState<string>();
  const url = seen ?? data?.url;
  if (data === null || isError || (broken && broken === data?.url)) return <NoPicture text={t("picture.failed")} />;
  if (!url) return <span aria-hidden className="size-full animate-pulse bg-raised" />;
  return (
    <img
      src={url}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onLoad={() => setSeen(url)}
      onError={() => {
        if (broken === undefined) renew();
        setBroken(url);
      }}
      className="absolute inset-0 size-full object-contain" // a tall one must not make its box taller
    />
  );
}

function NoPicture({ text }: { text: string }) {
  return (
    <span className="flex size-full flex-col items-center justify-center gap-1 bg-raised p-1 text-center text-xs text-muted">
      <ImageOff aria-hidden className="size-5 shrink-0" />
      <span className="max-w-full overflow-hidden text-ellipsis">{text}</span>
    </span>
  );
}

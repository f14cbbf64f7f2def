import { usePicture } from "@/api/pictures";
import type { Card } from "@/pages/collection/settings/sketch/cards";
import { Put } from "@/pages/collection/settings/sketch/Put";
import { type Box, FAINT } from "@/pages/collection/settings/sketch/sheet";

interface CardPictureProps {
  box: Box;
  size: number;
  card: Card;
  collectionId: string;
  /** What stands where there is none. */
  none: string;
}

/** A product's picture in its proportions, or a quiet frame. */
export function CardPicture({ box, size, card: { imageId }, collectionId, none }: CardPictureProps) {
  if (imageId)
    return (
      <Put box={box}>
        <Loaded key={imageId} collectionId={collectionId} imageId={imageId} />
      </Put>
    );
  return (
    <Put box={box} size={size} color={FAINT} fill="#f2f4f6" className="grid place-items-center">
      {none}
    </Put>
  );
}

function Loaded({ collectionId, imageId }: { collectionId: string; imageId: string }) {
  const { data } = usePicture(collectionId, imageId);
  return data ? <img src={data.url} alt="" draggable={false} className="size-full object-contain" /> : null;
}

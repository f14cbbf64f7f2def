import { useEffect, useState } from "react";
import { deckFileLink, useLink } from "@/api/pictures";
import { t } from "@/i18n";
import { cx } from "@/ui/cx";

interface DeckPictureProps {
  collectionId: string;
  deckId: string;
  /** The page's file, and that of the page after it, which is fetched ahead. */
  name: string | undefined;
  next: string | undefined;
  page: number;
  /** Take all the room there is. */
  fill: boolean;
}

/** A page of a deck, big. */
export function DeckPicture({ collectionId, deckId, name, next, page, fill }: DeckPictureProps) {
  const { data, isError } = useLink(name ? deckFileLink(collectionId, deckId, name) : null);
  const ahead = useLink(next ? deckFileLink(collectionId, deckId, next) : null).data?.url;
  const [seen, see] = useState(false);
  const [failed, fail] = useState(false);
  useEffect(() => {
    if (ahead && seen) new Image().src = ahead;
  }, [ahead, seen]);
  const told = isError || failed ? t("pager.failed") : seen ? undefined : t("pager.loading", { page });
  return (
    <div
      className={cx(
        "relative grid place-items-center overflow-hidden rounded border border-line bg-raised",
        fill ? "min-h-0 flex-1" : "aspect-video",
      )}
    >
      {data && !failed && (
        <img
          src={data.url}
          alt={t("pager.goto", { page })}
          onLoad={() => see(true)}
          onError={() => fail(true)}
          className="absolute inset-0 size-full object-contain"
        />
      )}
      {told && <p className="text-sm text-muted">{told}</p>}
    </div>
  );
}

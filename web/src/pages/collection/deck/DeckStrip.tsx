import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { deckFileLink, useLink } from "@/api/pictures";
import { t } from "@/i18n";
import { type Deck, pictureOf } from "@/pages/collection/deck/decks";
import { cx } from "@/ui/cx";

const WIDTH = 120;
const GAP = 8;

interface StripProps {
  collectionId: string;
  deck: Deck;
  page: number;
  onTurn: (page: number) => void;
}

/** Every page small, in a row. One stop for the keyboard: arrows go on from there. Only what is seen is fetched. */
export function DeckStrip({ collectionId, deck, page, onTurn }: StripProps) {
  const scroller = useRef<HTMLElement>(null);
  const row = useVirtualizer({
    horizontal: true,
    count: deck.preview_paths.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => WIDTH,
    gap: GAP,
    overscan: 3,
  });
  useEffect(() => {
    const within = scroller.current?.contains(document.activeElement);
    row.scrollToIndex(page - 1, { align: "auto" });
    if (!within) return;
    const frame = requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>("[aria-current=page]")?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [row, page]);
  return (
    <nav ref={scroller} aria-label={t("pager.pages")} className="shrink-0 overflow-x-auto overflow-y-hidden p-1">
      <ol className="relative h-20" style={{ width: row.getTotalSize() }}>
        {row.getVirtualItems().map(({ index, start }) => (
          <li key={index} className="absolute top-0 h-full" style={{ left: start, width: WIDTH }}>
            <Thumb
              collectionId={collectionId}
              deckId={deck.id}
              name={pictureOf(deck, index + 1)}
              page={index + 1}
              current={index + 1 === page}
              onTurn={onTurn}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface ThumbProps {
  collectionId: string;
  deckId: string;
  name: string | undefined;
  page: number;
  current: boolean;
  onTurn: (page: number) => void;
}

function Thumb({ collectionId, deckId, name, page, current, onTurn }: ThumbProps) {
  const { data } = useLink(name ? deckFileLink(collectionId, deckId, name) : null);
  return (
    <button
      type="button"
      tabIndex={current ? 0 : -1}
      aria-label={t("pager.goto", { page })}
      aria-current={current ? "page" : undefined}
      onClick={() => onTurn(page)}
      className={cx(
        "relative size-full overflow-hidden rounded border-2 bg-raised",
        current ? "border-accent" : "border-line hover:border-muted",
      )}
    >
      {data && <img src={data.url} alt="" loading="lazy" draggable={false} className="size-full object-contain" />}
      <span aria-hidden className="absolute right-1 bottom-1 rounded bg-surface px-1 text-xs text-ink tabular-nums">
        {page}
      </span>
    </button>
  );
}

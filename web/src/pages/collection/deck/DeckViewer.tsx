import { Maximize, Minimize } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { DeckDownloads } from "@/pages/collection/deck/DeckDownloads";
import { DeckPicture } from "@/pages/collection/deck/DeckPicture";
import { DeckStrip } from "@/pages/collection/deck/DeckStrip";
import { type Deck, pictureOf } from "@/pages/collection/deck/decks";
import { PageTurner } from "@/pages/collection/deck/PageTurner";
import { pageAfter } from "@/pages/collection/deck/turning";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Badge, Card, Notice } from "@/ui/parts";

/** A deck page by page: a big picture, all pages small below it, arrow keys, and the whole screen for it. */
export function DeckViewer({ deck, isNewest }: { deck: Deck; isNewest: boolean }) {
  const { collection } = useShown();
  const [page, turn] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const full = useFullScreen(box);
  const count = deck.preview_paths.length;
  return (
    <Card aria-label={t("deck.shown", { title: deck.title })} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 basis-48 font-semibold break-words">
          {deck.title} {isNewest && <Badge tone="good">{t("deck.newest")}</Badge>}
        </h2>
        <DeckDownloads collectionId={collection.id} deck={deck} first={isNewest && !collection.stale.deck_generation} />
      </div>
      {count === 0 ? (
        <Notice tone="neutral">{t("deck.gone")}</Notice>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside turn pages too
        <div
          ref={box}
          onKeyDown={(event) => turnByKey(event, page, count, turn)}
          className={cx("flex flex-col gap-3", full.on && "h-dvh bg-canvas p-3 text-ink")}
        >
          <DeckPicture
            key={page}
            collectionId={collection.id}
            deckId={deck.id}
            name={pictureOf(deck, page)}
            next={pictureOf(deck, page + 1)}
            page={page}
            fill={full.on}
          />
          <div className="flex items-center justify-center gap-2">
            <PageTurner page={page} count={count} onTurn={turn} />
            {full.possible && (
              <IconButton
                icon={full.on ? Minimize : Maximize}
                label={t(full.on ? "pager.full.leave" : "pager.full")}
                onClick={full.toggle}
              />
            )}
          </div>
          <DeckStrip collectionId={collection.id} deck={deck} page={page} onTurn={turn} />
          <p className="sr-only">{t("pager.keys")}</p>
        </div>
      )}
    </Card>
  );
}

function turnByKey(event: KeyboardEvent, page: number, count: number, turn: (page: number) => void) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const to = pageAfter(event.key, page, count);
  if (to === undefined) return;
  event.preventDefault();
  turn(to);
}

/** The whole screen for an element, where the browser gives it. */
function useFullScreen(box: React.RefObject<HTMLElement | null>) {
  const [on, set] = useState(false);
  useEffect(() => {
    const follow = () => set(document.fullscreenElement !== null && document.fullscreenElement === box.current);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, [box]);
  const toggle = () => void (on ? document.exitFullscreen() : box.current?.requestFullscreen());
  return { on, toggle, possible: document.fullscreenEnabled };
}

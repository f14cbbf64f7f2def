import { Minus, Plus, Scan } from "lucide-react";
import { type PointerEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { t } from "@/i18n";
import { type Box, placeOf, sizeInPoints } from "@/pages/collection/products/boxes";
import { usePage } from "@/pages/collection/products/detail/usePage";
import { IconButton } from "@/ui/Button";
import { Notice, Waiting } from "@/ui/parts";

/** A page's width and height in points. */
export interface PageSize {
  width: number;
  height: number;
}

interface PaneProps {
  collectionId: string;
  documentId: string;
  page: number;
  /** What page of what it is. */
  caption: string;
  /** The box that is brought to view. */
  sought: Box;
  /** What lies on the page; place it with `styleOf`. */
  children: (size: PageSize) => ReactNode;
}

const ZOOMS = [1, 1.5, 2, 3, 4];

/** A page of a document that can be zoomed and dragged, with boxes on it. */
export function PagePane({ collectionId, documentId, page, caption, sought: box, children }: PaneProps) {
  const { url, scale, error } = usePage(collectionId, documentId, page);
  const [natural, setNatural] = useState<PageSize>();
  const [zoom, setZoom] = useState(0);
  const pane = useRef<HTMLDivElement>(null);
  const pan = usePan(pane);
  const size = useMemo(() => natural && sizeInPoints(natural.width, natural.height, scale), [natural, scale]);
  const sought = JSON.stringify(box);
  useEffect(() => {
    const { current } = pane;
    if (!current || !size) return;
    const { left, top, width, height } = placeOf(JSON.parse(sought), size);
    current.scrollTo({
      left: (left + width / 2) * current.scrollWidth - current.clientWidth / 2,
      top: (top + height / 2) * current.scrollHeight - current.clientHeight / 2,
      behavior: "smooth",
    });
  }, [size, sought]);
  return (
    <section aria-label={caption} className="flex h-full min-h-0 flex-col gap-2">
      <div className="flex items-center gap-1">
        <p className="min-w-0 flex-1 truncate text-sm text-muted">{caption}</p>
        <ZoomButtons zoom={zoom} setZoom={setZoom} />
      </div>
      <section
        ref={pane}
        data-scrolls
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        aria-label={t("products.page.pane")}
        {...pan}
        className="relative min-h-0 flex-1 cursor-grab overflow-auto rounded-lg border border-line bg-raised active:cursor-grabbing"
      >
        {error && <Notice tone="bad" title={error.message} />}
        {!url && !error && <Waiting />}
        {url && (
          <div className="relative" style={{ width: `${(ZOOMS[zoom] ?? 1) * 100}%` }}>
            <img
              src={url}
              alt={t("products.page.alt", { place: caption })}
              draggable={false}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                setNatural({ width: naturalWidth, height: naturalHeight })
              }
              className="block w-full select-none"
            />
            {size && children(size)}
          </div>
        )}
      </section>
    </section>
  );
}

/** Where a box lies on its page, as a style. */
export function styleOf(box: Box, size: PageSize) {
  const { left, top, width, height } = placeOf(box, size);
  return { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` };
}

function ZoomButtons({ zoom, setZoom }: { zoom: number; setZoom: (zoom: number) => void }) {
  const last = ZOOMS.length - 1;
  return (
    <>
      <IconButton
        icon={Minus}
        label={t("products.page.smaller")}
        why={zoom === 0 ? t("products.page.smallest") : undefined}
        onClick={() => setZoom(zoom - 1)}
      />
      <IconButton
        icon={Plus}
        label={t("products.page.larger")}
        why={zoom === last ? t("products.page.largest") : undefined}
        onClick={() => setZoom(zoom + 1)}
      />
      <IconButton icon={Scan} label={t("products.page.fit")} onClick={() => setZoom(0)} />
    </>
  );
}

/** Drag what scrolls with the pointer. */
function usePan(pane: RefObject<HTMLElement | null>) {
  const last = useRef<{ x: number; y: number }>(undefined);
  const end = () => {
    last.current = undefined;
  };
  return {
    onPointerDown: ({ button, pointerType, clientX, clientY }: PointerEvent) => {
      if (button === 0 && pointerType === "mouse") last.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (!last.current) return;
      pane.current?.scrollBy(last.current.x - clientX, last.current.y - clientY);
      last.current = { x: clientX, y: clientY };
    },
    onPointerUp: end,
    onPointerLeave: end,
  };
}

import { Minus, Plus, Scan } from "lucide-react";
import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { type Box, placeOf, sizeInPoints } from "@/pages/collection/products/boxes";
import { FIELD_NAMES } from "@/pages/collection/products/detail/FieldRow";
import { usePage } from "@/pages/collection/products/detail/usePage";
import { FIELDS, type Field, type Product } from "@/pages/collection/products/shape";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Notice, Waiting } from "@/ui/parts";

interface PageViewProps {
  product: Product;
  /** The field that is pointed at or has the focus. */
  lit: Field | null;
  /** The field that has the focus: its page is shown, its box is brought to view. */
  focused: Field | null;
  onHover: (field: Field | null) => void;
  onPick: (field: Field) => void;
}

const ZOOMS = [1, 1.5, 2, 3, 4];

/** The page a product was read from, with a box around each value that was read. */
export function PageView({ product, lit, focused, onHover, onPick }: PageViewProps) {
  const { collection, documents } = useShown();
  const { document_id, page: home, sheet, row } = product.source;
  const page = (focused && product.fields[focused]?.page) || home;
  const { url, scale, error } = usePage(collection.id, document_id, page);
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  const [zoom, setZoom] = useState(0);
  const pane = useRef<HTMLDivElement>(null);
  const pan = usePan(pane);
  const size = useMemo(() => natural && sizeInPoints(natural.width, natural.height, scale), [natural, scale]);
  const sought = JSON.stringify((focused && product.fields[focused]?.bbox) || product.source.bbox);
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
  const filename = documents.find(({ id }) => id === document_id)?.filename ?? "";
  const place = sheet && row ? t("said.sheet", { sheet, row }) : t("said.page", { page });
  const caption = `${filename} · ${place}`;
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
            {size && <Boxes product={product} page={page} size={size} lit={lit} onHover={onHover} onPick={onPick} />}
          </div>
        )}
      </section>
    </section>
  );
}

interface BoxesProps extends Pick<PageViewProps, "product" | "lit" | "onHover" | "onPick"> {
  page: number;
  size: { width: number; height: number };
}

function Boxes({ product, page, size, lit, onHover, onPick }: BoxesProps) {
  const boxed = FIELDS.filter((field) => product.fields[field]?.page === page);
  const main = product.images[0];
  return (
    <>
      {main?.bbox && main.page === page && (
        <span
          aria-hidden
          title={t("products.pictures")}
          className="absolute rounded-sm border-2 border-dashed border-[#4338ca]"
          style={styleOf(main.bbox, size)}
        />
      )}
      {boxed.map((field) => (
        <button
          key={field}
          type="button"
          tabIndex={-1}
          title={t(FIELD_NAMES[field])}
          aria-label={t("products.page.box", { field: t(FIELD_NAMES[field]) })}
          onMouseEnter={() => onHover(field)}
          onMouseLeave={() => onHover(null)}
          onClick={() => onPick(field)}
          className={cx(
            "absolute rounded-sm outline-2 outline-offset-1 transition-colors",
            lit === field ? "z-10 bg-[#f5b301]/30 outline-[#b45309]" : "bg-[#4338ca]/10 outline-[#4338ca]/60",
          )}
          style={styleOf(product.fields[field]?.bbox ?? [], size)}
        />
      ))}
    </>
  );
}

function styleOf(box: Box, size: { width: number; height: number }) {
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
function usePan(pane: React.RefObject<HTMLElement | null>) {
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

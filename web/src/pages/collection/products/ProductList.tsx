import { useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { t } from "@/i18n";
import { CategoryHeading } from "@/pages/collection/products/CategoryHeading";
import { type Group, type Row, rowsOf, stepFrom } from "@/pages/collection/products/groups";
import type { View } from "@/pages/collection/products/kept";
import { ProductCard } from "@/pages/collection/products/ProductCard";
import { LineHeader, ProductLine } from "@/pages/collection/products/ProductLine";
import { GridPart } from "@/ui/GridPart";

export interface ListHandle {
  /** Bring a product to view and put the focus on it. */
  focus: (productId: string) => void;
}

const GAP = 12;
const LEAST_CARD = 160;
const TEXT_REM = 9.25; // a card's lines below its picture
const HEADING_REM = 3.5;
const LINE_REM = 4.5;
const BELOW_HEADER = 96; // the page's own header stays on top of what scrolls

/** Products below their headings; only what is in view is drawn, and arrow keys go from one to the next. */
export function ProductList({ groups, view, ref }: { groups: Group[]; view: View; ref?: Ref<ListHandle> }) {
  const list = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string | null | undefined>>(new Set());
  const { width, top } = usePlace(list);
  const columns = view === "table" ? 1 : Math.max(1, Math.floor((width + GAP) / (LEAST_CARD + GAP)));
  const rows = useMemo(() => rowsOf(groups, columns, closed), [groups, columns, closed]);
  const head = view === "table" ? 1 : 0;
  const card = (width - GAP * (columns - 1)) / columns;
  // A new function makes all heights anew: they follow from these.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows, view, card]);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => heightOf(rows[index], view, card),
    getItemKey: keyOf,
    overscan: view === "table" ? 8 : 3,
    scrollMargin: top,
    useFlushSync: false,
    scrollPaddingStart: BELOW_HEADER,
  });
  const { active, goTo } = useRovingFocus(list, rows, (index) => virtualizer.scrollToIndex(index));
  useImperativeHandle(ref, () => ({
    focus: (id) => {
      const home = groups.find(({ products }) => products.some(({ product_id }) => product_id === id));
      if (home && closed.has(home.name)) toggle(home.name);
      goTo(home ? id : (groups[0]?.products[0]?.product_id ?? id));
    },
  }));

  function toggle(name: Group["name"]) {
    const next = new Set(closed);
    if (!next.delete(name)) next.add(name);
    setClosed(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    const id = (event.target as HTMLElement).dataset.product;
    const next = id && !event.altKey && !event.ctrlKey && !event.metaKey && stepFrom(rows, id, event.key);
    if (!next) return;
    event.preventDefault();
    goTo(next);
  }

  return (
    <GridPart
      is="grid"
      tabIndex={-1}
      aria-label={t("tab.products")}
      aria-rowcount={rows.length + head}
      onKeyDown={onKeyDown}
      className="outline-none"
    >
      {view === "table" && <LineHeader />}
      <div ref={list} role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => (
          <GridPart
            key={key}
            is="row"
            aria-rowindex={index + 1 + head}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - top}px)`, height: size }}
          >
            <DrawnRow row={rows[index]} view={view} columns={columns} active={active} toggle={toggle} />
          </GridPart>
        ))}
      </div>
    </GridPart>
  );
}

interface Drawn {
  row: Row | undefined;
  view: View;
  columns: number;
  active: string | undefined;
  toggle: (name: Group["name"]) => void;
}

function DrawnRow({ row, view, columns, active, toggle }: Drawn) {
  if (!row) return null;
  if (row.kind === "heading") {
    return <CategoryHeading group={row.group} open={row.open} toggle={() => toggle(row.group.name)} />;
  }
  if (view === "table") {
    return row.products.map((product) => (
      <ProductLine key={product.product_id} product={product} active={product.product_id === active} />
    ));
  }
  return (
    <div
      role="presentation"
      className="grid"
      style={{ gap: GAP, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {row.products.map((product) => (
        <ProductCard key={product.product_id} product={product} active={product.product_id === active} />
      ))}
    </div>
  );
}

function heightOf(row: Row | undefined, view: View, card: number): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  if (row?.kind === "heading") return HEADING_REM * rem;
  return view === "table" ? LINE_REM * rem : card + TEXT_REM * rem + GAP;
}

/** How wide an element is, and how far below the top of the document; kept up to date. */
function usePlace(element: React.RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (!box) return;
      const next = { width: box.width, top: box.top + window.scrollY };
      setPlace((last) => (last.width === next.width && Math.abs(last.top - next.top) < 1 ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure); // of the whole page: what stands above moves the list
    observer.observe(document.body);
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return place;
}

/** One product of all takes the Tab key; others are reached from it. */
function useRovingFocus(list: React.RefObject<HTMLElement | null>, rows: Row[], scrollTo: (index: number) => void) {
  const [chosen, choose] = useState<string>();
  const wanted = useRef<string>(undefined);
  const there = (id: string | undefined) =>
    rows.findIndex((row) => row.kind === "products" && row.products.some(({ product_id }) => product_id === id));
  const first = rows.find((row) => row.kind === "products")?.products[0]?.product_id;
  const active = there(chosen) >= 0 ? chosen : first;
  useEffect(() => {
    if (!wanted.current) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-product]") ?? [])];
    const found = links.find(({ dataset }) => dataset.product === wanted.current);
    if (!found) {
      const index = there(wanted.current);
      if (index >= 0) scrollTo(index);
      return;
    }
    wanted.current = undefined;
    found.focus({ preventScroll: true });
  });
  return {
    active,
    goTo: (id: string) => {
      choose(id);
      wanted.current = id;
      const index = there(id);
      if (index >= 0) scrollTo(index);
    },
  };
}

import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { t } from "@/i18n";
import { Marks } from "@/pages/collection/products/ConfidenceMark";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { fieldId } from "@/pages/collection/products/detail/FieldRow";
import { PageView } from "@/pages/collection/products/detail/PageView";
import { PicturesEditor } from "@/pages/collection/products/detail/PicturesEditor";
import { PriceEditor } from "@/pages/collection/products/detail/PriceEditor";
import { SamePage } from "@/pages/collection/products/detail/SamePage";
import { TextEditor } from "@/pages/collection/products/detail/TextEditor";
import { ColoursEditor, SizesEditor } from "@/pages/collection/products/detail/TokensEditor";
import { FIELDS, type Field, type Product, titleOf } from "@/pages/collection/products/shape";
import { IconButton } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";
import { Notice } from "@/ui/parts";

interface DetailProps {
  id: string;
  /** The products of the list, as it is now. */
  order: string[];
  go: (id: string) => void;
  close: () => void;
}

/** One product beside the page it was read from: check each value against its box, and correct it where it stands. */
export function ProductDetail({ id, order, go, close }: DetailProps) {
  const { byId, products } = useCatalogue();
  const [listed] = useState(order); // a correction may take a product out of the list; its neighbours stay the same
  const way = listed.includes(id) ? listed : products.map(({ product_id }) => product_id);
  const place = way.indexOf(id);
  const product = byId.get(id);
  const step = (by: number) => {
    const next = way[place + by];
    if (next) go(next);
  };

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    const away = target.closest("[data-scrolls], [role=menu], [role=listbox], [role=combobox]");
    if (event.defaultPrevented || away || !event.currentTarget.contains(target)) return;
    const typing = target.closest("input, textarea, select, [data-token]");
    const by = event.key === "PageDown" || (!typing && event.key === "ArrowRight") ? 1 : 0;
    const back = event.key === "PageUp" || (!typing && event.key === "ArrowLeft") ? -1 : 0;
    if (by + back === 0) return;
    event.preventDefault();
    step(by + back);
  }

  return (
    <Modal
      open
      onOpenChange={close}
      wide="full"
      title={product ? titleOf(product) || t("products.nameless") : t("products.gone")}
      onKeyDown={onKeyDown}
      onEscapeKeyDown={(event) => {
        if (document.activeElement?.closest("[data-dirty=true]")) event.preventDefault();
      }}
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      {product ? (
        <Body product={product} go={go} step={step} place={place} count={way.length} />
      ) : (
        <Notice tone="warn">{t("products.gone.what")}</Notice>
      )}
    </Modal>
  );
}

/** Fields that stand two in a line. */
const HALF: readonly Field[] = ["style_number", "category", "wholesale_price", "retail_price"];

interface BodyProps {
  product: Product;
  go: (id: string) => void;
  step: (by: number) => void;
  place: number;
  count: number;
}

function Body({ product, go, step, place, count }: BodyProps) {
  const [hovered, hover] = useState<Field | null>(null);
  const [focused, setFocused] = useState<Field | null>(null);
  const fields = useRef<HTMLDivElement>(null);
  const last = useRef<Field | null>(null);
  const { product_id } = product;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same field of the next product takes the focus
  useLayoutEffect(() => {
    if (last.current) document.getElementById(fieldId(last.current))?.focus();
  }, [product_id]);
  useEffect(() => {
    last.current = focused;
  }, [focused]);
  const editing = { product, onHover: hover };
  const lit = hovered ?? focused;
  return (
    <div className="grid grid-cols-1 gap-4 lg:h-[calc(100%-3.5rem)] lg:grid-cols-[minmax(0,1fr)_27rem]">
      <div className="h-[45dvh] lg:h-auto lg:min-h-0">
        <PageView
          product={product}
          lit={lit}
          focused={focused}
          onHover={hover}
          onPick={(field) => document.getElementById(fieldId(field))?.focus()}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears which of its fields has the focus */}
      <div
        ref={fields}
        onFocus={({ target }) => setFocused(FIELDS.find((field) => fieldId(field) === target.id) ?? null)}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget && !fields.current?.contains(relatedTarget)) setFocused(null);
        }}
        className="flex min-w-0 flex-col gap-1 lg:min-h-0 lg:overflow-y-auto"
      >
        <div className="flex items-center gap-2 px-2">
          <IconButton
            icon={ChevronLeft}
            label={t("products.previous")}
            why={place > 0 ? undefined : t("products.isFirst")}
            onClick={() => step(-1)}
          />
          <span role="status" className="text-sm text-muted tabular-nums">
            {t("products.place", { place: place + 1, count })}
          </span>
          <IconButton
            icon={ChevronRight}
            label={t("products.next")}
            why={place < count - 1 ? undefined : t("products.isLast")}
            onClick={() => step(1)}
          />
          <Marks product={product} />
        </div>
        <div className="grid grid-cols-1 sm:grid-cols-2">
          {FIELDS.map((field) => (
            <div key={`${product_id} ${field}`} className={HALF.includes(field) ? undefined : "sm:col-span-2"}>
              <Editor field={field} lit={lit === field} {...editing} />
            </div>
          ))}
        </div>
        <PicturesEditor key={product_id} product={product} />
        <SamePage product={product} go={go} />
        <p className="p-2 text-xs text-muted">{t("products.keys")}</p>
      </div>
    </div>
  );
}

interface AnyEditor {
  product: Product;
  field: Field;
  lit: boolean;
  onHover: (field: Field | null) => void;
}

function Editor({ field, ...rest }: AnyEditor) {
  switch (field) {
    case "wholesale_price":
    case "retail_price":
      return <PriceEditor field={field} {...rest} />;
    case "colors":
      return <ColoursEditor field={field} {...rest} />;
    case "sizes":
      return <SizesEditor field={field} {...rest} />;
    default:
      return <TextEditor field={field} {...rest} />;
  }
}

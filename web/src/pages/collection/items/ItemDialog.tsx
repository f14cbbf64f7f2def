import { ChevronLeft, ChevronRight, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { said, t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import type { Verdict } from "@/pages/collection/items/calls";
import { FieldRow } from "@/pages/collection/items/FieldRow";
import { FIELDS, type Field } from "@/pages/collection/items/fields";
import { LineSource } from "@/pages/collection/items/LineSource";
import { ProductPanel } from "@/pages/collection/items/ProductPanel";
import { ProductPicker } from "@/pages/collection/items/ProductPicker";
import type { Products } from "@/pages/collection/items/products";
import type { Item } from "@/pages/collection/items/records";
import { nameOf } from "@/pages/collection/items/texts";
import { Button } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";

interface ItemDialogProps {
  item: Item;
  /** Its neighbours in the list, to go on to. */
  previous: Item | undefined;
  next: Item | undefined;
  products: Products;
  busy: boolean;
  onDecide: (item: Item, verdict: Verdict, productId: string) => void;
  onOpen: (item: Item) => void;
  onClose: () => void;
  /** Called when it has closed: puts the focus where the person goes on. */
  onClosed: () => void;
}

/** A line as a whole: its product, its values to be corrected, and where all that was read. */
export function ItemDialog({
  item,
  previous,
  next,
  products,
  busy,
  onDecide,
  onOpen,
  onClose,
  onClosed,
}: ItemDialogProps) {
  const { collection } = useShown();
  const [choosing, choose] = useState(false);
  const [field, lookAt] = useState<Field | null>(null);
  const title = t("item.title", { line: item.position, name: nameOf(item) });
  return (
    <Modal
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      wide
      onEscapeKeyDown={unlessTyping}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        onClosed();
      }}
    >
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          {item.flags.length > 0 && (
            <ul className="flex flex-col gap-1 rounded-lg bg-warn-soft p-3 text-sm text-warn">
              {item.flags.map(({ code, message }) => (
                <li key={code + message} className="flex gap-2">
                  <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                  {said(message)}
                </li>
              ))}
            </ul>
          )}
          <ProductPanel
            collectionId={collection.id}
            item={item}
            products={products}
            busy={busy}
            onDecide={onDecide}
            onChoose={() => choose(true)}
          />
          <section aria-label={t("item.values")}>
            <h3 className="mb-1 font-semibold">{t("item.values")}</h3>
            <dl>
              {FIELDS.map((name) => (
                <FieldRow
                  key={item.id + name}
                  collectionId={collection.id}
                  item={item}
                  field={name}
                  onLook={() => lookAt(name)}
                />
              ))}
            </dl>
          </section>
        </div>
        <LineSource collectionId={collection.id} item={item} field={field} />
      </div>
      <div className="mt-5 flex justify-between gap-2 border-t border-line pt-4">
        <Button small icon={ChevronLeft} disabled={!previous} onClick={() => previous && onOpen(previous)}>
          {t("item.previous")}
        </Button>
        <Button small icon={ChevronRight} disabled={!next} onClick={() => next && onOpen(next)}>
          {t("item.next")}
        </Button>
      </div>
      <ProductPicker
        collectionId={collection.id}
        item={item}
        products={products}
        open={choosing}
        onClose={() => choose(false)}
        onChoose={(id) => {
          onDecide(item, "accept", id);
          choose(false);
        }}
      />
    </Modal>
  );
}

/** Escape in a field leaves the field, not the dialog. */
function unlessTyping(event: KeyboardEvent) {
  if ((event.target as Element).closest("[data-own-escape]")) event.preventDefault();
}

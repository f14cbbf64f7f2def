import { type KeyboardEvent, useId } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { FieldRow, fieldId } from "@/pages/collection/products/detail/FieldRow";
import { useFieldDraft } from "@/pages/collection/products/detail/useFieldDraft";
import { useSaveField } from "@/pages/collection/products/detail/useSaveField";
import type { Field, Product } from "@/pages/collection/products/shape";
import { cx } from "@/ui/cx";
import { INPUT } from "@/ui/parts";

export type TextField = "name" | "style_number" | "category" | "materials" | "description";
const LONG: readonly TextField[] = ["materials", "description"];

export interface EditorProps<F> {
  product: Product;
  field: F;
  lit: boolean;
  onHover: (field: Field | null) => void;
}

/** A text that is edited where it stands: Enter or leaving it saves, Escape brings back what is stored, none clears. */
export function TextEditor({ product, field, ...row }: EditorProps<TextField>) {
  const { collectionId, categories } = useCatalogue();
  const draft = useFieldDraft(`${collectionId}/${product.product_id}/${field}`, product[field] ?? "");
  const { error, save, reset } = useSaveField(product, field);
  const listId = useId();
  const id = fieldId(field);

  async function commit() {
    if (!draft.dirty) return;
    const text = draft.text.trim();
    if (text === (product[field] ?? "")) return draft.drop();
    draft.type(text);
    if (await save(text || null)) draft.drop();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && draft.dirty) draft.drop();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void commit();
  }

  const shared = {
    id,
    dir: "auto",
    value: draft.text,
    placeholder: t("products.empty"),
    "data-dirty": draft.dirty,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? `${id}-error` : undefined,
    onChange: (event: { target: { value: string } }) => draft.type(event.target.value),
    onBlur: () => void commit(),
    onKeyDown,
  };
  return (
    <FieldRow product={product} field={field} error={error} theirs={draft.theirs} reset={() => void reset()} {...row}>
      {LONG.includes(field) ? (
        <textarea {...shared} rows={field === "description" ? 3 : 1} className={cx(INPUT, "py-2")} />
      ) : (
        <input {...shared} list={field === "category" ? listId : undefined} autoComplete="off" className={INPUT} />
      )}
      {field === "category" && (
        <datalist id={listId}>
          {categories.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </FieldRow>
  );
}

import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { FieldRow, fieldId } from "@/pages/collection/products/detail/FieldRow";
import type { EditorProps } from "@/pages/collection/products/detail/TextEditor";
import { useFieldDraft } from "@/pages/collection/products/detail/useFieldDraft";
import { useSaveField } from "@/pages/collection/products/detail/useSaveField";
import { type Colour, colourText, type Product } from "@/pages/collection/products/shape";
import { colourOf, tokensOf, withMore } from "@/pages/collection/products/values";

/** Colours, edited one by one: "Name" or "Name (CODE)". */
export function ColoursEditor({ product, ...row }: EditorProps<"colors">) {
  return <Tokens product={product} values={product.colors} text={colourText} value={colourOf} {...row} />;
}

/** Sizes, edited one by one. */
export function SizesEditor({ product, ...row }: EditorProps<"sizes">) {
  return <Tokens product={product} values={product.sizes} text={same} value={same} {...row} />;
}

function same(text: string): string {
  return text;
}

interface TokensProps<F extends "colors" | "sizes", T> extends EditorProps<F> {
  values: T[];
  text: (value: T) => string;
  value: (text: string) => T;
}

/**
 * A list of words. Enter or a comma adds what is typed or pasted; Backspace in the empty field takes the last one out,
 * and arrow keys go to each.
 */
function Tokens<F extends "colors" | "sizes", T extends string | Colour>(props: TokensProps<F, T>) {
  const { product, field, values, text, value, ...row } = props;
  const { collectionId } = useCatalogue();
  const draft = useFieldDraft(`${collectionId}/${product.product_id}/${field}`, "");
  const { error, save, reset } = useSaveField(product, field);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = fieldId(field);

  async function add(typed: string) {
    const next = withMore(values, tokensOf(typed).map(value), text);
    if (next.length === values.length) return draft.drop();
    if (await save(next as Product[F])) draft.drop();
  }

  function remove(index: number) {
    void save(values.filter((_, n) => n !== index) as Product[F]);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { selectionStart } = event.currentTarget;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      void add(draft.text);
    } else if (event.key === "Escape") draft.drop();
    else if (event.key === "Backspace" && !draft.text && values.length) remove(values.length - 1);
    else if (event.key === "ArrowLeft" && selectionStart === 0) step(list.current, event, -1);
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData("text");
    if (tokensOf(pasted).length < 2) return;
    event.preventDefault();
    void add(draft.text + pasted);
  }

  return (
    <FieldRow
      product={product}
      field={field}
      error={error}
      theirs={undefined}
      reset={() => void reset()}
      lit={row.lit}
      onHover={row.onHover}
    >
      <div
        ref={list}
        className="flex min-h-10 flex-wrap items-center gap-1 rounded-lg border border-line bg-surface p-1 focus-within:border-accent"
      >
        {values.map((one, n) => (
          <Token key={text(one)} text={text(one)} list={list} remove={() => remove(n)} />
        ))}
        <input
          ref={input}
          id={id}
          value={draft.text}
          data-token
          data-dirty={draft.dirty}
          autoComplete="off"
          placeholder={values.length ? t("products.addOne") : t("products.empty")}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => draft.type(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => draft.text.trim() && void add(draft.text)}
          className="min-h-8 min-w-20 flex-1 bg-transparent px-2 text-sm placeholder:text-muted"
        />
      </div>
    </FieldRow>
  );
}

interface TokenProps {
  text: string;
  list: React.RefObject<HTMLElement | null>;
  remove: () => void;
}

function Token({ text, list, remove }: TokenProps) {
  return (
    <span className="inline-flex max-w-full items-center rounded-md bg-raised pl-2 text-sm">
      <span className="truncate">{text}</span>
      <button
        type="button"
        data-token
        tabIndex={-1}
        aria-label={t("products.remove", { what: text })}
        onClick={remove}
        onKeyDown={(event) => {
          if (event.key === "ArrowLeft") step(list.current, event, -1);
          else if (event.key === "ArrowRight") step(list.current, event, 1);
          else if (event.key === "Delete" || event.key === "Backspace") remove();
        }}
        className="rounded-md p-1.5 text-muted hover:text-bad"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

/** To the token beside, or the field after the last. */
function step(list: HTMLElement | null, event: KeyboardEvent, by: number) {
  const tokens = [...(list?.querySelectorAll<HTMLElement>("[data-token]") ?? [])];
  const next = tokens[tokens.indexOf(event.currentTarget as HTMLElement) + by];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

import { type FocusEvent, type KeyboardEvent, useId, useMemo } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { FieldRow, fieldId } from "@/pages/collection/products/detail/FieldRow";
import type { EditorProps } from "@/pages/collection/products/detail/TextEditor";
import { useFieldDraft } from "@/pages/collection/products/detail/useFieldDraft";
import { useSaveField } from "@/pages/collection/products/detail/useSaveField";
import type { Money } from "@/pages/collection/products/shape";
import { amountText, priceOf } from "@/pages/collection/products/values";
import { INPUT } from "@/ui/parts";

export type PriceField = "wholesale_price" | "retail_price";
const COMMON = ["EUR", "USD", "GBP"];

/** Amount and currency as one text: what is typed of a price is kept and compared whole. */
function typed(price: Money | null): string {
  return `${amountText(price)}\t${price?.currency ?? ""}`;
}

/** A price that is edited where it stands; an amount as it is written in any country, or a range. */
export function PriceEditor({ product, field, ...row }: EditorProps<PriceField>) {
  const { collectionId } = useCatalogue();
  const stored = product[field];
  const draft = useFieldDraft(`${collectionId}/${product.product_id}/${field}`, typed(stored));
  const { error, complain, save, reset } = useSaveField(product, field);
  const [amount = "", currency = ""] = draft.text.split("\t");
  const [theirAmount, theirCurrency] = draft.theirs?.split("\t") ?? [];
  const id = fieldId(field);

  async function commit() {
    if (!draft.dirty) return;
    const usual = currency || (product.wholesale_price ?? product.retail_price)?.currency || "";
    const value = priceOf(amount, usual);
    if (value === undefined) return complain(t("products.badPrice"));
    if (value?.currency && !/^[A-Z]{3}$/.test(value.currency)) return complain(t("products.badCurrency"));
    if (typed(value) === typed(stored)) return draft.drop();
    draft.type(typed(value));
    if (await save(value)) draft.drop();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && draft.dirty) {
      draft.drop();
      complain(undefined);
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    void commit();
  }

  const shared = {
    autoComplete: "off",
    "data-dirty": draft.dirty,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? `${id}-error` : undefined,
    onKeyDown,
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) void commit();
    },
  };
  const theirs = draft.theirs === undefined ? undefined : [theirAmount, theirCurrency].filter(Boolean).join(" ");
  return (
    <FieldRow product={product} field={field} error={error} theirs={theirs} reset={() => void reset()} {...row}>
      <div className="flex gap-2">
        <input
          {...shared}
          id={id}
          inputMode="decimal"
          value={amount}
          placeholder={t("products.empty")}
          onChange={(event) => draft.type(`${event.target.value}\t${currency}`)}
          className={INPUT}
        />
        <Currency {...shared} value={currency} onType={(next) => draft.type(`${amount}\t${next}`)} />
      </div>
    </FieldRow>
  );
}

interface CurrencyProps extends Omit<React.ComponentProps<"input">, "list" | "onChange"> {
  value: string;
  onType: (currency: string) => void;
}

function Currency({ onType, ...rest }: CurrencyProps) {
  const { products } = useCatalogue();
  const listId = useId();
  const currencies = useMemo(() => {
    const used = products.map((product) => product.wholesale_price?.currency ?? product.retail_price?.currency);
    return [...new Set([...used, ...COMMON])].filter((currency) => currency !== null && currency !== undefined);
  }, [products]);
  return (
    <>
      <input
        {...rest}
        list={listId}
        maxLength={3}
        aria-label={t("products.currency")}
        onChange={(event) => onType(event.target.value.toUpperCase())}
        className={`${INPUT} w-20! shrink-0`}
      />
      <datalist id={listId}>
        {currencies.map((currency) => (
          <option key={currency} value={currency} />
        ))}
      </datalist>
    </>
  );
}

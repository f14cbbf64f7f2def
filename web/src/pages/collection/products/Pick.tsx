import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { wantedOf } from "@/pages/collection/products/groups";
import { type Product, titleOf } from "@/pages/collection/products/shape";
import { cx } from "@/ui/cx";
import { Modal } from "@/ui/Dialog";
import { Picture } from "@/ui/Picture";
import { INPUT } from "@/ui/parts";

const MOST = 50; // one who does not find it among these types more

interface Choice {
  key: string;
  text: string;
  hint?: string | undefined;
  imageId?: string | undefined;
  pictured?: boolean;
}

interface PickProps {
  title: string;
  placeholder: string;
  choices: (typed: string) => Choice[];
  pick: (key: string) => void;
  close: () => void;
}

/** A dialog to choose one of many: type to narrow down, arrow keys and Enter, or click. */
function Pick({ title, placeholder, choices, pick, close }: PickProps) {
  const { collectionId } = useCatalogue();
  const [typed, type] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const found = choices(useDeferredValue(typed)).slice(0, MOST);
  const current = Math.min(at, found.length - 1);

  function choose(choice: Choice | undefined) {
    if (!choice) return;
    pick(choice.key);
    close();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") choose(found[current]);
    else if (event.key === "ArrowDown") setAt(Math.min(current + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(current - 1, 0));
    else return;
    event.preventDefault();
  }

  return (
    <Modal open onOpenChange={close} title={title}>
      <input
        role="combobox"
        data-first
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[current] && `${id}-${current}`}
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          type(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className={INPUT}
      />
      <div id={id} role="listbox" aria-label={title} className="mt-3 flex max-h-80 flex-col gap-0.5 overflow-auto">
        {found.map((choice, n) => (
          <Option key={choice.key} id={`${id}-${n}`} current={n === current} choose={() => choose(choice)}>
            {choice.pictured && (
              <Picture collectionId={collectionId} imageId={choice.imageId} alt="" className="w-10 shrink-0" />
            )}
            <span className="min-w-0">
              <span className="block truncate">{choice.text}</span>
              {choice.hint && <span className="block truncate text-xs text-muted">{choice.hint}</span>}
            </span>
          </Option>
        ))}
      </div>
      {found.length === 0 && <p className="p-2 text-sm text-muted">{t("products.noMatch")}</p>}
    </Modal>
  );
}

interface OptionProps {
  id: string;
  current: boolean;
  choose: () => void;
  children: React.ReactNode;
}

function Option({ id, current, choose, children }: OptionProps) {
  return (
    <button
      type="button"
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={current}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: "nearest" });
      }}
      onClick={choose}
      className={cx(
        "flex min-h-10 items-center gap-3 rounded-md px-2 py-1 text-left text-sm",
        current ? "bg-accent-soft text-accent" : "hover:bg-raised",
      )}
    >
      {children}
    </button>
  );
}

/** Choose another product. */
export function PickProduct({
  except,
  pick,
  close,
}: {
  except?: Product;
  pick: (product: Product) => void;
  close: () => void;
}) {
  const { products, byId } = useCatalogue();
  const others = products.filter(({ product_id }) => product_id !== except?.product_id);
  return (
    <Pick
      title={t("products.toProduct.title")}
      placeholder={t("products.toProduct.search")}
      choices={(search) =>
        wantedOf(others, { search, needsALook: false, documentId: "" }).map((product) => ({
          key: product.product_id,
          text: titleOf(product) || t("products.nameless"),
          hint: [product.style_number, product.category].filter(Boolean).join(" · "),
          imageId: product.images[0]?.image_id,
          pictured: true,
        }))
      }
      pick={(id) => {
        const product = byId.get(id);
        if (product) pick(product);
      }}
      close={close}
    />
  );
}

interface PickCategoryProps {
  title: string;
  except: string | null;
  /** Whether a name that is typed may be a new category. */
  onlyExisting?: boolean;
  pick: (category: string) => void;
  close: () => void;
}

/** Choose a category, or type a new one's name. */
export function PickCategory({ title, except, onlyExisting, pick, close }: PickCategoryProps) {
  const { categories } = useCatalogue();
  function choices(typed: string): Choice[] {
    const name = typed.trim();
    const plain = name.toLocaleLowerCase();
    const found = categories.filter((there) => there !== except && there.toLocaleLowerCase().includes(plain));
    const known = categories.some((there) => there.toLocaleLowerCase() === plain);
    const fresh = name && !known && !onlyExisting;
    const listed = found.map((there) => ({ key: there, text: there }));
    return fresh ? [...listed, { key: name, text: t("products.newCategory", { name }) }] : listed;
  }
  return (
    <Pick
      title={title}
      placeholder={t(onlyExisting ? "products.category.search" : "products.category.searchOrNew")}
      choices={choices}
      pick={pick}
      close={close}
    />
  );
}

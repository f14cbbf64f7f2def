import { ArrowDown, ArrowUp, Combine, PenLine, RotateCcw } from "lucide-react";
import { type FormEvent, useState } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { PickCategory } from "@/pages/collection/products/Pick";
import { Button } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";
import { Menu, MenuItem } from "@/ui/Menu";
import { TextField } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

/** Moves a category up (-1) or down (1) in the collection's order. */
export function useMoveCategory() {
  const { categories, changeCategories } = useCatalogue();
  return (name: string, by: number) => {
    const order = categories.filter((other) => other !== name);
    const place = categories.indexOf(name) + by;
    if (place < 0 || place >= categories.length) return;
    order.splice(place, 0, name);
    changeCategories.mutate({ order }, { onError: sayError });
  };
}

/** Rename, merge and order a category. */
export function CategoryMenu({ name }: { name: string }) {
  const { categories, changeCategories } = useCatalogue();
  const move = useMoveCategory();
  const [asking, ask] = useState<"rename" | "merge">();
  const place = categories.indexOf(name);
  const rename = (to: string, said: string) =>
    changeCategories.mutate({ rename: { [name]: to } }, { onSuccess: () => sayDone(said), onError: sayError });
  return (
    <>
      <Menu label={t("products.category.menu", { category: name })}>
        <MenuItem icon={PenLine} onSelect={() => ask("rename")}>
          {t("products.category.rename")}
        </MenuItem>
        <MenuItem
          icon={Combine}
          onSelect={() => ask("merge")}
          why={categories.length < 2 ? t("products.category.only") : undefined}
        >
          {t("products.category.merge")}
        </MenuItem>
        <MenuItem
          icon={ArrowUp}
          onSelect={() => move(name, -1)}
          why={place <= 0 ? t("products.category.first") : undefined}
        >
          {t("products.category.up")}
        </MenuItem>
        <MenuItem
          icon={ArrowDown}
          onSelect={() => move(name, 1)}
          why={place === categories.length - 1 ? t("products.category.last") : undefined}
        >
          {t("products.category.down")}
        </MenuItem>
        <MenuItem
          icon={RotateCcw}
          onSelect={() =>
            changeCategories.mutate(
              { reset: true },
              { onSuccess: () => sayDone(t("products.category.resetDone")), onError: sayError },
            )
          }
        >
          {t("products.category.reset")}
        </MenuItem>
      </Menu>
      {asking === "rename" && (
        <Rename
          name={name}
          rename={(to) => rename(to, t("products.category.renamed", { category: to }))}
          close={() => ask(undefined)}
        />
      )}
      {asking === "merge" && (
        <PickCategory
          title={t("products.category.merge.title", { category: name })}
          except={name}
          onlyExisting
          pick={(into) => rename(into, t("products.category.merged", { category: name, into }))}
          close={() => ask(undefined)}
        />
      )}
    </>
  );
}

function Rename({ name, rename, close }: { name: string; rename: (to: string) => void; close: () => void }) {
  const { categories } = useCatalogue();
  const [typed, type] = useState(name);
  const to = typed.trim();
  const merges = to !== name && categories.includes(to);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!to) return;
    if (to !== name) rename(to);
    close();
  }
  return (
    <Modal open onOpenChange={close} title={t("products.category.rename.title", { category: name })}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t("products.category.name")}
          data-first
          value={typed}
          maxLength={200}
          onChange={(event) => type(event.target.value)}
          hint={merges ? t("products.category.merges", { category: to }) : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{t("do.cancel")}</Button>
          <Button kind="primary" type="submit" why={to ? undefined : t("products.category.empty")}>
            {t(merges ? "products.category.merge.do" : "do.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { FolderInput, ImageUp, ScanSearch } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import { PickCategory, PickProduct } from "@/pages/collection/products/Pick";
import { type Product, titleOf } from "@/pages/collection/products/shape";
import { Menu, MenuItem } from "@/ui/Menu";

/** Everything that dragging a product does, for the keyboard and for fingers. */
export function ProductMenu({ product, active }: { product: Product; active: boolean }) {
  const { open, setCategory, moveImage } = useCatalogue();
  const [asking, ask] = useState<"category" | "product">();
  const picture = product.images[0]?.image_id;
  const close = () => ask(undefined);
  return (
    <span className="relative z-10">
      <Menu label={t("products.menu", { product: titleOf(product) })} tabIndex={active ? 0 : -1}>
        <MenuItem icon={ScanSearch} onSelect={() => open(product.product_id)}>
          {t("products.open")}
        </MenuItem>
        <MenuItem icon={FolderInput} onSelect={() => ask("category")}>
          {t("products.toCategory")}
        </MenuItem>
        <MenuItem icon={ImageUp} onSelect={() => ask("product")} why={picture ? undefined : t("products.noPicture")}>
          {t("products.toProduct")}
        </MenuItem>
      </Menu>
      {asking === "category" && (
        <PickCategory
          title={t("products.toCategory.title", { product: titleOf(product) })}
          except={product.category}
          pick={(category) => setCategory(product, category, true)}
          close={close}
        />
      )}
      {asking === "product" && picture && (
        <PickProduct except={product} pick={(to) => moveImage(product, picture, to)} close={close} />
      )}
    </span>
  );
}

import { PackageSearch } from "lucide-react";
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { CatalogueContext, useNewCatalogue } from "@/pages/collection/products/catalogue";
import { DropDock } from "@/pages/collection/products/DropDock";
import { type Result, useProducts } from "@/pages/collection/products/data";
import { groupsOf, type Wanted, wantedOf } from "@/pages/collection/products/groups";
import { useLooks } from "@/pages/collection/products/kept";
import { type ListHandle, ProductList } from "@/pages/collection/products/ProductList";
import { Toolbar } from "@/pages/collection/products/Toolbar";
import { UnmatchedTray } from "@/pages/collection/products/UnmatchedTray";
import { StaleNotice } from "@/process/StaleNotice";
import { useUser } from "@/session/auth";
import { Button } from "@/ui/Button";
import { Empty, Notice, Skeleton } from "@/ui/parts";

const loadDetail = () => import("@/pages/collection/products/detail/ProductDetail");
const ProductDetail = lazy(() => loadDetail().then((m) => ({ default: m.ProductDetail })));

/** What was read, as products: to look through, to check against the page, to correct. */
export function ProductsTab() {
  const { collection } = useShown();
  const { data, error, refetch } = useProducts(collection);
  if (data?.products.length) return <Products result={data} />;
  if (data) return <Empty icon={PackageSearch} title={t("products.none")} />;
  if (!error) return <Skeleton />;
  return (
    <Notice
      tone="bad"
      role="alert"
      title={error.message}
      actions={<Button onClick={() => void refetch()}>{t("do.retry")}</Button>}
    />
  );
}

const ALL: Wanted = { search: "", needsALook: false, documentId: "" };

function Products({ result }: { result: Result }) {
  const { collection } = useShown();
  const [looks, changeLooks] = useLooks(useUser().uid);
  const [wanted, setWanted] = useState(ALL);
  const shown = useDeferredValue(wanted);
  const list = useRef<ListHandle>(null);
  const [params, setParams] = useSearchParams();
  const catalogue = useNewCatalogue(collection.id, result, {
    open: (product) => setParams({ product }),
    focus: (product) => list.current?.focus(product),
  });
  const { products, categories } = result;
  const found = useMemo(() => wantedOf(products, shown), [products, shown]);
  const groups = useMemo(() => groupsOf(found, categories, looks.order), [found, categories, looks.order]);
  const openId = params.get("product");
  const order = useMemo(() => groups.flatMap((group) => group.products.map(({ product_id }) => product_id)), [groups]);
  useEffect(() => void loadDetail().catch(() => {}), []); // so that it opens at once; else it loads when it opens
  return (
    <CatalogueContext value={catalogue}>
      <div className="flex flex-col gap-4">
        <StaleNotice process="document_processing" />
        <Toolbar looks={looks} onLooks={changeLooks} wanted={wanted} onWanted={setWanted} found={found.length} />
        <UnmatchedTray />
        {groups.length ? (
          <ProductList ref={list} groups={groups} view={looks.view} />
        ) : (
          <Empty icon={PackageSearch} title={t("products.noMatch")}>
            <Button onClick={() => setWanted(ALL)}>{t("products.showAll")}</Button>
          </Empty>
        )}
      </div>
      <DropDock />
      <Suspense>
        {openId && (
          <ProductDetail
            id={openId}
            order={order}
            go={(id) => setParams({ product: id }, { replace: true })}
            close={() => {
              setParams({}, { replace: true });
              list.current?.focus(openId);
            }}
          />
        )}
      </Suspense>
    </CatalogueContext>
  );
}

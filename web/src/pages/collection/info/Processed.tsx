import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { answer, api } from "@/api/client";
import { t } from "@/i18n";
import { shortTime } from "@/i18n/format";
import { statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { ContinueButton } from "@/pages/collection/info/ContinueButton";
import { PhaseStepper } from "@/process/PhaseStepper";
import { Notice } from "@/ui/parts";

/** What the last run found, and where to go from here. */
export function Processed() {
  const { collection } = useShown();
  const status = statusOf(collection, "document_processing");
  const { task_id } = status;
  const { data: job } = useQuery({
    queryKey: ["job", task_id, "ended"],
    queryFn: () => answer(api.GET("/api/jobs/{task_id}", { params: { path: { task_id: task_id ?? "" } } })),
    enabled: Boolean(task_id),
  });
  const categories = collection.categories.length;
  const counted = collection.categories.reduce((sum, { count }) => sum + count, 0);
  const count = job?.counts.structured_products ?? counted;
  const products = t("count.products", { count });
  const pictures = job?.counts.images;
  return (
    <Notice
      plain={count > 0}
      tone={count === 0 ? "warn" : collection.stale.document_processing ? "neutral" : "good"}
      role="status"
      title={t(count ? "info.done" : "info.nothing")}
      actions={
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <ContinueButton />
          <Link href={`/collections/${collection.id}/products`} className="text-sm font-medium text-accent underline">
            {t("info.products")}
          </Link>
        </div>
      }
    >
      {count === 0 && <p>{t("info.nothing.do")}</p>}
      <p>
        {categories
          ? t("info.done.found", { products, categories: t("count.categories", { count: categories }) })
          : t("info.done.foundOnly", { products })}{" "}
        {pictures ? <>{t("info.done.pictures", { count: pictures })} </> : null}
        {job?.seconds != null && <>{t("progress.done", { time: shortTime(job.seconds) })}.</>}
      </p>
      <details className="mt-2">
        <summary className="font-medium">{t("said.details")}</summary>
        <PhaseStepper process="document_processing" status={status} />
      </details>
    </Notice>
  );
}

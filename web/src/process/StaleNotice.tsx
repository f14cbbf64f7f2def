import { isKey, t } from "@/i18n";
import { type Process, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { Notice } from "@/ui/parts";

/** Says that a result no longer shows what it was made from, and why. */
export function StaleNotice({ process }: { process: Process }) {
  const { collection } = useShown();
  if (!collection.stale[process] || statusOf(collection, process).status !== "completed") return null;
  const reasons = (collection.stale_reasons[process] ?? []).map((reason) => `stale.${reason}`).filter(isKey);
  return (
    <Notice tone="warn" title={t("stale.title")} role="status">
      <p>{[...reasons.map((key) => t(key)), t("stale.do")].join(" ")}</p>
    </Notice>
  );
}

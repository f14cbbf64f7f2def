import { t } from "@/i18n";
import type { Document } from "@/live/records";

/** Why the documents cannot be processed yet; undefined when they can. */
export function whyNot(documents: readonly Document[], uploading: boolean): string | undefined {
  if (uploading) return t("info.why.uploading");
  const linesheet = documents.some(({ type }) => type === "linesheet");
  const order = documents.some(({ type }) => type === "purchase_order");
  if (!linesheet && !order) return t("info.why.nothing");
  if (!linesheet) return t("info.why.linesheet");
  return order ? undefined : t("info.why.purchase_order");
}

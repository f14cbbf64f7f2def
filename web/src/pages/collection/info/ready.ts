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

/** What the person should know before a run: that it will fail on a linesheet which cannot be read. */
export function caution(documents: readonly Document[]): string | undefined {
  const bad = documents.find(({ type, problem }) => type === "linesheet" && problem);
  return bad && t("info.caution", { name: bad.filename });
}

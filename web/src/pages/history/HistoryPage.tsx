import { t } from "@/i18n";

/** The jobs that a person started. */
export function HistoryPage() {
  return <h1 className="text-2xl font-semibold">{t("nav.history")}</h1>;
}

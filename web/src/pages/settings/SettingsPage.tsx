import { t } from "@/i18n";

/** What a person wants to be told, and how the page looks to them. */
export function SettingsPage() {
  return <h1 className="text-2xl font-semibold">{t("nav.settings")}</h1>;
}

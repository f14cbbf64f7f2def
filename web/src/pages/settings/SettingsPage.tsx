import { t } from "@/i18n";
import { LooksCard } from "@/pages/settings/LooksCard";
import { MailCard } from "@/pages/settings/MailCard";
import { WebhookCard } from "@/pages/settings/WebhookCard";
import { useUser } from "@/session/auth";

/** What a person wants to be told, and how the page looks to them. */
export function SettingsPage() {
  const { email } = useUser();
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <h1 className="text-2xl font-semibold">{t("nav.settings")}</h1>
      <MailCard email={email} />
      <WebhookCard />
      <LooksCard />
    </div>
  );
}

import { useState } from "react";
import { t } from "@/i18n";
import { Part } from "@/pages/settings/Part";
import { SecretNotice } from "@/pages/settings/SecretNotice";
import { WebhookForm } from "@/pages/settings/WebhookForm";
import { WebhookRow } from "@/pages/settings/WebhookRow";
import { type Registered, useWebhooks } from "@/pages/settings/webhooks";
import { Button } from "@/ui/Button";
import { Notice, Waiting } from "@/ui/parts";

/** Addresses that are called when a run of this person's ends. */
export function WebhookCard() {
  const webhooks = useWebhooks();
  const [made, setMade] = useState<Registered>();
  return (
    <Part title={t("settings.hooks")} what={t("settings.hooks.what")}>
      {made && <SecretNotice webhook={made} onDone={() => setMade(undefined)} />}
      {webhooks.isPending && <Waiting />}
      {webhooks.isError && (
        <Notice tone="bad" role="alert" actions={<Button onClick={() => webhooks.refetch()}>{t("do.retry")}</Button>}>
          {webhooks.error.message}
        </Notice>
      )}
      {webhooks.data?.length === 0 && <p className="text-sm text-muted">{t("settings.hooks.none")}</p>}
      {webhooks.data && webhooks.data.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {webhooks.data.map((webhook) => (
            <li key={webhook.webhook_id} className="py-3">
              <WebhookRow webhook={webhook} />
            </li>
          ))}
        </ul>
      )}
      <WebhookForm onRegistered={setMade} />
    </Part>
  );
}

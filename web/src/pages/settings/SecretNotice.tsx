import { Copy } from "lucide-react";
import { useEffect, useRef } from "react";
import { t } from "@/i18n";
import type { Registered } from "@/pages/settings/webhooks";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/parts";
import { sayDone } from "@/ui/say";

/** The secret of a new webhook, which is shown this once, to be copied. */
export function SecretNotice({ webhook, onDone }: { webhook: Registered; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it takes the focus for each new webhook
  useEffect(() => field.current?.select(), [webhook.webhook_id]);

  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(webhook.secret);
      sayDone(t("settings.secret.copied"));
    } catch {
      sayDone(t("settings.secret.selected")); // a browser that does not let pages copy: it is selected
    }
  }

  return (
    <Notice
      tone="good"
      title={t("settings.secret.title", { url: webhook.url })}
      actions={
        <>
          <Button small kind="primary" icon={Copy} onClick={copy}>
            {t("settings.secret.copy")}
          </Button>
          <Button small onClick={onDone}>
            {t("settings.secret.done")}
          </Button>
        </>
      }
    >
      <p>{t("settings.secret.what")}</p>
      <input
        ref={field}
        readOnly
        aria-label={t("settings.secret")}
        value={webhook.secret}
        onFocus={(event) => event.target.select()}
        className="mt-2 w-full rounded-md border border-line bg-surface px-2 py-1.5 font-mono text-sm"
      />
    </Notice>
  );
}

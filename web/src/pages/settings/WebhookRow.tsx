import { ChevronDown, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { t } from "@/i18n";
import { day } from "@/i18n/format";
import { DeliveryList } from "@/pages/settings/DeliveryList";
import { useDeleteWebhook, type Webhook } from "@/pages/settings/webhooks";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Confirm } from "@/ui/Dialog";
import { sayDone, sayError } from "@/ui/say";

/** A webhook: where it calls, when, and how its calls went. */
export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium break-all">{webhook.url}</p>
          <p className="text-sm text-muted">
            {webhook.events.map((event) => t(`settings.event.${event}`)).join(", ")}
            {webhook.created_at && ` · ${t("list.since", { day: day(new Date(webhook.created_at)) })}`}
          </p>
        </div>
        <Button small aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
          {t("settings.deliveries")}
          <ChevronDown aria-hidden className={cx("size-4 transition-transform", open && "rotate-180")} />
        </Button>
        <Delete webhook={webhook} />
      </div>
      <div id={panel}>{open && <DeliveryList webhookId={webhook.webhook_id} />}</div>
    </>
  );
}

function Delete({ webhook }: { webhook: Webhook }) {
  const [asking, ask] = useState(false);
  const remove = useDeleteWebhook(webhook.webhook_id);
  return (
    <>
      <IconButton icon={Trash2} label={t("settings.hooks.delete", { url: webhook.url })} onClick={() => ask(true)} />
      <Confirm
        open={asking}
        onOpenChange={ask}
        title={t("settings.hooks.delete.ask")}
        what={t("settings.hooks.delete.what", { url: webhook.url })}
        doIt={t("do.delete")}
        leaveIt={t("do.cancel")}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onError: sayError,
            onSuccess: () => sayDone(t("settings.hooks.deleted")),
          })
        }
      />
    </>
  );
}

import { CheckCircle2, Clock, type LucideIcon, Send, XCircle } from "lucide-react";
import { type Key, said, t } from "@/i18n";
import { dateTime } from "@/i18n/format";
import { type Delivery, EVENTS, useRedeliver } from "@/pages/settings/webhooks";
import type { Tone } from "@/process/status";
import { Button } from "@/ui/Button";
import { Badge } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

const LOOKS: Record<Delivery["state"], { title: Key; icon: LucideIcon; tone: Tone }> = {
  pending: { title: "settings.delivery.pending", icon: Clock, tone: "accent" },
  delivered: { title: "settings.delivery.delivered", icon: CheckCircle2, tone: "good" },
  failed: { title: "settings.delivery.failed", icon: XCircle, tone: "bad" },
};

/** One call of a webhook: about what, how it went, what was sent; and sending it once more. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const look = LOOKS[delivery.state];
  const event = EVENTS.find((name) => name === delivery.event);
  return (
    <div className="flex flex-col gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={look.tone} icon={look.icon}>
          {t(look.title)}
        </Badge>
        <span className="font-medium">{event ? t(`settings.event.${event}`) : delivery.event}</span>
        <span className="min-w-0 flex-1 text-muted">{factsOf(delivery).join(" · ")}</span>
        <Redeliver delivery={delivery} />
      </div>
      <details>
        <summary className="w-fit font-medium text-accent">{t("said.details")}</summary>
        {delivery.failures.length > 0 && (
          <ol className="mt-2 list-decimal pl-5">
            {delivery.failures.map((failure) => (
              <li key={failure.at}>
                {said(failure.message)} <span className="text-muted">({dateTime(new Date(failure.at))})</span>
              </li>
            ))}
          </ol>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0} className="mt-2 max-h-60 overflow-auto rounded bg-raised p-2 text-xs">
          {indented(delivery.body)}
        </pre>
      </details>
    </div>
  );
}

function factsOf({ created_at, attempts, status, retry_at, state }: Delivery): string[] {
  return [
    created_at && dateTime(new Date(created_at)),
    t("settings.delivery.attempts", { count: attempts }),
    status && t("settings.delivery.status", { status: String(status) }),
    state === "pending" && retry_at && t("settings.delivery.next", { time: dateTime(new Date(retry_at)) }),
  ].filter((text): text is string => Boolean(text));
}

function Redeliver({ delivery }: { delivery: Delivery }) {
  const again = useRedeliver(delivery.webhook_id, delivery.delivery_id);
  return (
    <Button
      small
      icon={Send}
      busy={again.isPending}
      why={delivery.state === "pending" ? t("settings.delivery.goesOn") : undefined}
      onClick={() =>
        again.mutate(undefined, { onError: sayError, onSuccess: () => sayDone(t("settings.delivery.sent")) })
      }
    >
      {t("settings.delivery.again")}
    </Button>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

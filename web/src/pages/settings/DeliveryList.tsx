import { RefreshCw } from "lucide-react";
import { t } from "@/i18n";
import { DeliveryRow } from "@/pages/settings/DeliveryRow";
import { useDeliveries } from "@/pages/settings/webhooks";
import { Button } from "@/ui/Button";
import { Notice, Waiting } from "@/ui/parts";

/** How each call of a webhook went, newest first. */
export function DeliveryList({ webhookId }: { webhookId: string }) {
  const deliveries = useDeliveries(webhookId);
  if (deliveries.isPending) return <Waiting />;
  if (deliveries.isError)
    return (
      <Notice tone="bad" role="alert" actions={<Button onClick={() => deliveries.refetch()}>{t("do.retry")}</Button>}>
        {deliveries.error.message}
      </Notice>
    );
  return (
    <div className="mt-3 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted">
          {t(deliveries.data.length ? "settings.deliveries.what" : "settings.deliveries.none")}
        </p>
        <Button small icon={RefreshCw} busy={deliveries.isRefetching} onClick={() => deliveries.refetch()}>
          {t("settings.deliveries.look")}
        </Button>
      </div>
      <ul className="divide-y divide-line">
        {deliveries.data.map((delivery) => (
          <li key={delivery.delivery_id} className="py-3">
            <DeliveryRow delivery={delivery} />
          </li>
        ))}
      </ul>
      {deliveries.hasNextPage && (
        <Button small busy={deliveries.isFetchingNextPage} onClick={() => deliveries.fetchNextPage()}>
          {t("do.more")}
        </Button>
      )}
    </div>
  );
}

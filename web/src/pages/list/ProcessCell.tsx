import { t } from "@/i18n";
import { type Collection, isLive, type Process, statusOf } from "@/live/records";
import { positionOf } from "@/process/position";
import { StatusBadge } from "@/process/StatusBadge";
import { ProgressBar } from "@/ui/ProgressBar";

/** How one process of a collection stands: its state, and while it runs how far it is, or its place in line. */
export function ProcessCell({ process, collection }: { process: Process; collection: Collection }) {
  const status = statusOf(collection, process);
  const position = positionOf(process, status);
  const waits = status.queue_position;
  return (
    <div className="min-w-0">
      <dt className="mb-1 truncate text-xs text-muted">{t(`list.${process}`)}</dt>
      <dd className="flex flex-col items-start gap-1.5">
        <StatusBadge status={status} stale={collection.stale[process]} />
        {isLive(status) && position && (
          <>
            <ProgressBar
              value={position.percentage}
              label={t("progress.label", { process: t(`process.${process}`) })}
              text={t(`progress.${position.unit}`, position)}
              still={status.status === "paused"}
            />
            <span className="text-xs text-muted tabular-nums">
              {waits ? t("progress.queue", { position: waits }) : t("progress.percent", position)}
            </span>
          </>
        )}
      </dd>
    </div>
  );
}

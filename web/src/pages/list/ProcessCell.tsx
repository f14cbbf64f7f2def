import { t } from "@/i18n";
import { type Collection, isLive, type Process, statusOf } from "@/live/records";
import { placeInLine, positionOf } from "@/process/position";
import { StatusBadge } from "@/process/StatusBadge";
import { ProgressBar } from "@/ui/ProgressBar";

/** How one process of a collection stands: its state, and while it runs how far it is, or its place in line. */
export function ProcessCell({ process, collection }: { process: Process; collection: Collection }) {
  const status = statusOf(collection, process);
  const position = positionOf(process, status);
  return (
    <div className="flex min-w-0 items-start gap-3 sm:block">
      <dt className="mb-1 w-20 shrink-0 truncate pt-0.5 text-xs text-muted sm:w-auto sm:pt-0">
        {t(`list.${process}`)}
      </dt>
      <dd className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
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
              {placeInLine(status) || t("progress.percent", position)}
            </span>
          </>
        )}
      </dd>
    </div>
  );
}

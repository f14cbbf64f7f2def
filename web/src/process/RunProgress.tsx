import { t } from "@/i18n";
import { duration, roughly } from "@/i18n/format";
import type { Process, ProcessStatus } from "@/live/records";
import { PhaseStepper } from "@/process/PhaseStepper";
import { type Position, positionOf } from "@/process/position";
import { seen } from "@/process/status";
import { useClock } from "@/process/useClock";
import { ProgressBar } from "@/ui/ProgressBar";

/** A run that goes on or is paused: where it stands, since when, and how long it may yet take. */
export function RunProgress({ process, status }: { process: Process; status: ProcessStatus }) {
  const runs = status.status === "processing";
  const now = useClock(runs);
  const position = positionOf(process, status);
  if (!position) return null;
  const elapsed = status.started_at ? (now - status.started_at.getTime()) / 1000 : 0;
  const headline = headlineOf(position, status);
  const text = t(`progress.${position.unit}`, position);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="font-semibold">{headline}</p>
        <p className="text-sm text-muted tabular-nums">
          {t("progress.percent", { percentage: position.percentage })}
          {runs && <> ({[duration(elapsed), left(status, now)].filter(Boolean).join(", ")})</>}
        </p>
      </div>
      <ProgressBar
        value={position.percentage}
        label={t("progress.label", { process: t(`process.${process}`) })}
        text={text}
        still={!runs}
      />
      <PhaseStepper process={process} status={status} />
      <p aria-live="polite" className="sr-only">
        {t("progress.announce", { process: t(`process.${process}`), what: headline })}
      </p>
    </div>
  );
}

/** The one line that says what happens: the phase, or why there is none under way. */
function headlineOf(position: Position, status: ProcessStatus): string {
  const state = seen(status);
  if (state === "waiting") return `${status.message} ${t("progress.queue", { position: status.queue_position ?? 1 })}`;
  if (state === "restarting" && status.message) return status.message;
  if (state === "paused") return t("process.paused.what");
  const attempt = (status.attempt ?? 1) > 1 ? ` (${t("progress.attempt", { attempt: status.attempt ?? 1 })})` : "";
  return t(`progress.${position.unit}`, position) + attempt;
}

function left(status: ProcessStatus, now: number): string | undefined {
  if (status.eta_seconds == null) return undefined;
  const since = status.last_updated ? (now - status.last_updated.getTime()) / 1000 : 0;
  const seconds = status.eta_seconds - Math.max(0, since);
  return seconds > 0 ? t("progress.left", { time: roughly(seconds) }) : undefined;
}

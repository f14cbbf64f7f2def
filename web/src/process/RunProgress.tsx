import { said, t } from "@/i18n";
import { duration, roughly } from "@/i18n/format";
import type { Process, ProcessStatus } from "@/live/records";
import { PhaseStepper } from "@/process/PhaseStepper";
import { type Position, positionOf } from "@/process/position";
import { seen } from "@/process/status";
import { useClock } from "@/process/useClock";
import { left, worked } from "@/process/work";
import { ProgressBar } from "@/ui/ProgressBar";

/** A run that goes on or is paused: where it stands, how long it has worked, and how long it may yet take. */
export function RunProgress({ process, status }: { process: Process; status: ProcessStatus }) {
  const runs = status.status === "processing";
  const now = useClock(runs);
  const position = positionOf(process, status);
  if (!position) return null;
  const times = runs && !status.queue_position ? timesOf(status, now) : ""; // nobody knows how long a line takes
  const headline = headlineOf(position, status);
  const detail = detailOf(status);
  const text = t(`progress.${position.unit}`, position);
  return (
    <div className="flex flex-col gap-3">
      <p>
        <span className="font-semibold">{headline}</span>{" "}
        <span className="text-muted tabular-nums">
          {t("progress.percent", { percentage: position.percentage })}
          {times && ` (${times})`}
        </span>
      </p>
      <ProgressBar
        value={position.percentage}
        label={t("progress.label", { process: t(`process.${process}`) })}
        text={text}
        still={!runs}
      />
      {detail && <p className="text-sm text-muted">{detail}</p>}
      <PhaseStepper process={process} status={status} />
      <p aria-live="polite" className="sr-only">
        {t("progress.announce", { process: t(`process.${process}`), what: headline })}
      </p>
    </div>
  );
}

/** The one line that says what happens: the phase, or why there is none under way. */
function headlineOf(position: Position, status: ProcessStatus): string {
  const message = said(status.message);
  const state = seen(status);
  if (state === "waiting") return `${message} ${t("progress.queue", { position: status.queue_position ?? 1 })}`.trim();
  if (state === "restarting") return message;
  if (state === "paused") return t("process.paused.what");
  const attempt = (status.attempt ?? 1) > 1 ? ` (${t("progress.attempt", { attempt: status.attempt ?? 1 })})` : "";
  return t(`progress.${position.unit}`, position) + attempt;
}

const ATTEMPT = /^Attempt \d+ of \d+$/; // the headline says it already, and goes on saying it

/** What the phase under way says of itself, such as the page it is at. */
function detailOf(status: ProcessStatus): string {
  if (seen(status) !== "processing" || ATTEMPT.test(status.message ?? "")) return "";
  return said(status.message);
}

/** "2m 30s, about 1m left". */
function timesOf(status: ProcessStatus, now: number): string {
  const [done, todo] = [worked(status, now), left(status, now)];
  return [done !== undefined && duration(done), todo && t("progress.left", { time: roughly(todo) })]
    .filter(Boolean)
    .join(", ");
}

import { useQuery } from "@tanstack/react-query";
import { Check, Loader2, Pause, X } from "lucide-react";
import { answer, api } from "@/api/client";
import { t } from "@/i18n";
import { shortTime } from "@/i18n/format";
import type { Process, ProcessStatus } from "@/live/records";
import { phaseNames, positionOf } from "@/process/position";
import { cx } from "@/ui/cx";

type Step = "done" | "now" | "paused" | "failed" | "due";

/** The phases of a run one below the other: which are done and how long each took, which is under way, which are to come. */
export function PhaseStepper({ process, status }: { process: Process; status: ProcessStatus }) {
  const position = positionOf(process, status);
  const seconds = usePhaseSeconds(status, position?.number ?? 0);
  return (
    <ol className="grid gap-1 sm:grid-cols-2">
      {phaseNames(process).map((name, index) => {
        const step = stepOf(index + 1, position?.number ?? 1, status);
        return (
          <li
            key={name}
            aria-current={step === "now" ? "step" : undefined}
            className={cx("flex items-center gap-2 rounded-lg px-2 py-1.5 text-sm", step === "now" && "bg-accent-soft")}
          >
            <StepIcon step={step} number={index + 1} />
            <span className={cx("min-w-0 flex-1", step === "due" && "text-muted", step === "failed" && "text-bad")}>
              {name}
              <span className="sr-only"> – {t(WORDS[step])}</span>
            </span>
            {step === "done" && seconds[index] !== undefined && (
              <span className="text-xs text-muted tabular-nums">{shortTime(seconds[index])}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const WORDS = {
  done: "progress.phaseDone",
  now: "progress.phaseNow",
  paused: "status.paused",
  failed: "progress.phaseFailed",
  due: "progress.phaseDue",
} as const;

function stepOf(number: number, at: number, { status, queue_position }: ProcessStatus): Step {
  if (status === "completed" || number < at) return "done";
  if (number > at || queue_position) return "due"; // nothing is under way for one that waits in line
  if (status === "failed") return "failed";
  return status === "paused" ? "paused" : status === "processing" ? "now" : "due";
}

function StepIcon({ step, number }: { step: Step; number: number }) {
  const circle = "flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-medium";
  switch (step) {
    case "done":
      return <Check aria-hidden className={cx(circle, "bg-good-soft p-1 text-good")} />;
    case "now":
      return <Loader2 aria-hidden className={cx(circle, "animate-spin p-0.5 text-accent")} />;
    case "paused":
      return <Pause aria-hidden className={cx(circle, "bg-warn-soft p-1 text-warn")} />;
    case "failed":
      return <X aria-hidden className={cx(circle, "bg-bad-soft p-1 text-bad")} />;
    case "due":
      return (
        <span aria-hidden className={cx(circle, "bg-raised text-muted")}>
          {number}
        </span>
      );
  }
}

/** How long each finished phase took; asked anew when another one is under way. */
function usePhaseSeconds({ task_id, status }: ProcessStatus, phase: number): (number | undefined)[] {
  const { data } = useQuery({
    queryKey: ["job", task_id, "phases", status, phase],
    queryFn: () => answer(api.GET("/api/jobs/{task_id}", { params: { path: { task_id: task_id ?? "" } } })),
    enabled: Boolean(task_id) && (phase > 1 || status === "completed"),
    placeholderData: (before) => (before?.task_id === task_id ? before : undefined),
  });
  return data?.phases.map((row) => row.seconds ?? undefined) ?? [];
}

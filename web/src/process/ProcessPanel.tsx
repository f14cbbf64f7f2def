import type { ReactNode } from "react";
import { t } from "@/i18n";
import { useFocusHome } from "@/lib/focus";
import { isLive, type Process, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { type ProcessCalls, type RetryHow, useProcessCalls } from "@/process/calls";
import { Outcome } from "@/process/Outcome";
import { ProcessControls } from "@/process/ProcessControls";
import { RunProgress } from "@/process/RunProgress";
import { StaleNotice } from "@/process/StaleNotice";
import { WarningList } from "@/process/WarningList";

interface Panel {
  process: Process;
  /** The button that starts it; shown while no run goes on, and none is to be tried again. */
  start: (calls: ProcessCalls) => ReactNode;
  /** Why it cannot be run just now: said by the buttons of a retry. */
  why?: string | undefined;
  /** What is shown beside a run that goes on. */
  meanwhile?: ReactNode;
  /** What stands with a result that is there. */
  success?: ReactNode;
  /** Fields of a retry after a failure, and what they ask for. */
  retryWith?: ReactNode;
  retryHow?: RetryHow | undefined;
}

/** A process as a person steers it: start, progress, pause, cancel, how it ended, retry. */
export function ProcessPanel({ process, start, why, meanwhile, success, retryWith, retryHow }: Panel) {
  const { collection } = useShown();
  const calls = useProcessCalls(process);
  const box = useFocusHome<HTMLDivElement>();
  const status = statusOf(collection, process);
  const again = status.status === "failed" || status.status === "cancelled";
  const fresh = status.status === "completed" && !collection.stale[process];
  const ended = { process, status, calls, why, success, retryWith, retryHow };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div
      ref={box}
      role="group"
      aria-label={t(`process.${process}`)}
      tabIndex={-1}
      data-focus-home
      className="flex flex-col gap-4 outline-offset-8"
    >
      {isLive(status) ? (
        <>
          <RunProgress process={process} status={status} />
          <ProcessControls process={process} status={status} calls={calls} />
          {meanwhile}
        </>
      ) : (
        <>
          <div className="flex flex-wrap items-start gap-x-6 gap-y-4 empty:hidden [&>:first-child]:min-w-0 [&>:first-child]:flex-1 [&>:first-child]:basis-72">
            <Outcome {...ended} />
            {fresh && start(calls)}
          </div>
          <StaleNotice process={process} />
          {!again && !fresh && start(calls)}
        </>
      )}
      <WarningList warnings={status.warnings ?? []} />
    </div>
  );
}

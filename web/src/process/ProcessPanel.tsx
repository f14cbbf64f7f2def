import type { ReactNode } from "react";
import { isLive, type Process, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { type ProcessCalls, useProcessCalls } from "@/process/calls";
import { Outcome } from "@/process/Outcome";
import { ProcessControls } from "@/process/ProcessControls";
import { RunProgress } from "@/process/RunProgress";
import { StaleNotice } from "@/process/StaleNotice";
import { WarningList } from "@/process/WarningList";

interface Panel {
  process: Process;
  /** The button that starts it; shown while no run goes on. */
  start: (calls: ProcessCalls) => ReactNode;
  /** What is shown beside a run that goes on. */
  meanwhile?: ReactNode;
  /** What stands with a result that is there. */
  success?: ReactNode;
  /** Fields of a retry besides its buttons. */
  retryWith?: (calls: ProcessCalls) => ReactNode;
}

/** A process as a person steers it: start, progress, pause, cancel, how it ended, retry. */
export function ProcessPanel({ process, start, meanwhile, success, retryWith }: Panel) {
  const { collection } = useShown();
  const calls = useProcessCalls(process, collection.id);
  const status = statusOf(collection, process);
  if (isLive(status)) {
    return (
      <div className="flex flex-col gap-4">
        <RunProgress process={process} status={status} />
        <ProcessControls process={process} status={status} calls={calls} />
        {meanwhile}
        <WarningList warnings={status.warnings ?? []} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Outcome process={process} status={status} calls={calls} success={success} retryWith={retryWith?.(calls)} />
      <StaleNotice process={process} />
      {start(calls)}
      <WarningList warnings={status.warnings ?? []} />
    </div>
  );
}

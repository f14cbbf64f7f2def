import type { ReactNode } from "react";
import { said, t } from "@/i18n";
import type { Process, ProcessStatus } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import type { ProcessCalls, RetryHow } from "@/process/calls";
import { documentsChanged } from "@/process/changed";
import { PhaseStepper } from "@/process/PhaseStepper";
import { positionOf } from "@/process/position";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

interface Ended {
  process: Process;
  status: ProcessStatus;
  calls: ProcessCalls;
  why: string | undefined;
  success: ReactNode;
  retryWith: ReactNode;
  retryHow: RetryHow | undefined;
}

/** How the last run ended, and what can be done about it. */
export function Outcome(ended: Ended) {
  switch (ended.status.status) {
    case "completed":
      return ended.success;
    case "failed":
      return <Failure {...ended} />;
    case "cancelled":
      return (
        <Notice tone="neutral" role="status" title={t("status.cancelled")} actions={<RetryButtons {...ended} />}>
          <p>{t("process.cancelled.what")}</p>
        </Notice>
      );
    default:
      return null;
  }
}

function Failure(ended: Ended) {
  const { process, status, retryWith } = ended;
  const shown = useShown();
  const { error } = status;
  const at = positionOf(process, status);
  const named = shown.documents.find(({ id }) => id === error?.document_id)?.filename;
  const changed = documentsChanged(process, status, shown);
  const phase = at && at.number > 1 && !changed ? at.name : undefined;
  const helps = changed
    ? "process.retry.anew"
    : error?.retryable
      ? "process.failed.retryable"
      : "process.failed.permanent";
  return (
    <Notice
      tone="bad"
      role="alert"
      title={said(error?.message) || t("status.failed")}
      actions={<RetryButtons {...ended} phase={phase} unlikely={!changed && error?.retryable === false} />}
    >
      {named && !error?.message.includes(named) && <p>{t("process.document", { name: named })}</p>}
      <p>{t(helps)}</p>
      {retryWith && <div className="mt-3">{retryWith}</div>}
      <details className="mt-2">
        <summary className="font-medium">{t("said.details")}</summary>
        <div className="mt-2 flex flex-col gap-2">
          {at && <p>{t("process.failed.in", { phase: at.name })}</p>}
          {error?.code && <p>{t("process.failed.code", { code: error.code })}</p>}
          <PhaseStepper process={process} status={status} />
          {error?.details && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
            <pre tabIndex={0} className="max-h-64 overflow-auto rounded bg-surface p-2 text-xs text-ink">
              {error.details}
            </pre>
          )}
        </div>
      </details>
    </Notice>
  );
}

interface Retry {
  calls: ProcessCalls;
  /** Why it cannot be run again just now. */
  why?: string | undefined;
  /** The phase that failed, where a retry goes on from there. */
  phase?: string | undefined;
  /** It will hardly help: not what the page proposes. */
  unlikely?: boolean;
  retryHow?: RetryHow | undefined;
}

/** Retry from the phase that failed (where one is named), or from the start. The server says what it did. */
export function RetryButtons({ calls: { retry }, why, phase, unlikely, retryHow }: Retry) {
  const go = (from_start: boolean) =>
    retry.mutate(
      { ...retryHow, from_start },
      { onError: sayError, onSuccess: ({ message }) => sayDone(said(message)) },
    );
  const doing = (from_start: boolean) => retry.isPending && retry.variables?.from_start === from_start;
  const wait = retry.isPending ? t("process.retrying") : why;
  return (
    <>
      <Button
        kind={unlikely ? "secondary" : "primary"}
        busy={doing(false)}
        why={doing(false) ? undefined : wait}
        onClick={() => go(false)}
      >
        {doing(false) ? t("process.retrying") : phase ? t("process.retry.phase", { phase }) : t("process.retry")}
      </Button>
      {phase && (
        <Button busy={doing(true)} why={doing(true) ? undefined : wait} onClick={() => go(true)}>
          {doing(true) ? t("process.retrying") : t("process.retry.start")}
        </Button>
      )}
    </>
  );
}

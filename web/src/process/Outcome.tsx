import type { ReactNode } from "react";
import { t } from "@/i18n";
import type { Process, ProcessStatus } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import type { ProcessCalls } from "@/process/calls";
import { PhaseStepper } from "@/process/PhaseStepper";
import { positionOf } from "@/process/position";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

interface Ended {
  process: Process;
  status: ProcessStatus;
  calls: ProcessCalls;
  success: ReactNode;
  retryWith: ReactNode;
}

/** How the last run ended, and what can be done about it. */
export function Outcome({ process, status, calls, success, retryWith }: Ended) {
  switch (status.status) {
    case "completed":
      return success;
    case "failed":
      return <Failure process={process} status={status} calls={calls} retryWith={retryWith} />;
    case "cancelled":
      return (
        <Notice tone="neutral" role="status" title={t("status.cancelled")} actions={<RetryButtons calls={calls} />}>
          <p>{t("process.cancelled.what")}</p>
        </Notice>
      );
    default:
      return null;
  }
}

function Failure({ process, status, calls, retryWith }: Omit<Ended, "success">) {
  const { documents } = useShown();
  const error = status.error;
  const at = positionOf(process, status);
  const file = documents.find((document) => document.id === error?.document_id);
  return (
    <Notice
      tone="bad"
      role="alert"
      title={error?.message}
      actions={<RetryButtons calls={calls} phase={at && at.number > 1 ? at.name : undefined} />}
    >
      {file && <p>{t("process.document", { name: file.filename })}</p>}
      <p>{t(error?.retryable ? "process.failed.retryable" : "process.failed.permanent")}</p>
      {retryWith}
      <details className="mt-2">
        <summary className="font-medium">{t("said.details")}</summary>
        <div className="mt-2 flex flex-col gap-2">
          {at && <p>{t("process.failed.in", { phase: at.name })}</p>}
          {error?.code && <p>{t("process.failed.code", { code: error.code })}</p>}
          <PhaseStepper process={process} status={status} />
          {error?.details && (
            <pre className="overflow-auto rounded bg-surface p-2 text-xs text-ink">{error.details}</pre>
          )}
        </div>
      </details>
    </Notice>
  );
}

/** Retry from the phase that failed (where one is named), or from the start. The server says what it did. */
export function RetryButtons({ calls, phase }: { calls: ProcessCalls; phase?: string | undefined }) {
  const { retry } = calls;
  const go = (from_start: boolean) =>
    retry.mutate({ from_start }, { onError: sayError, onSuccess: ({ message }) => sayDone(message) });
  return (
    <>
      <Button kind="primary" busy={retry.isPending} onClick={() => go(false)}>
        {retry.isPending ? t("process.retrying") : phase ? t("process.retry.phase", { phase }) : t("process.retry")}
      </Button>
      {phase && (
        <Button disabled={retry.isPending} onClick={() => go(true)}>
          {t("process.retry.start")}
        </Button>
      )}
    </>
  );
}

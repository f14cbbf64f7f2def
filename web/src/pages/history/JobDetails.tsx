import type { ReactNode } from "react";
import { said, t } from "@/i18n";
import { dateTime } from "@/i18n/format";
import type { Job } from "@/pages/history/jobs";
import { PhaseTable } from "@/pages/history/PhaseTable";
import { phaseTitle } from "@/pages/history/words";

/** What is behind a job's line: the times of its phases, attempts that did not finish, warnings, the error. */
export function JobDetails({ job, uid }: { job: Job; uid: string }) {
  return (
    <details className="text-sm">
      <summary className="w-fit font-medium text-accent">{t("said.details")}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <PhaseTable job={job} />
        {job.error && <Failure job={job} />}
        <Causes job={job} />
        {job.warnings.length > 0 && (
          <Part title={t("process.warnings", { count: job.warnings.length })}>
            <ul className="list-disc pl-5">
              {job.warnings.map((warning) => (
                <li key={`${warning.code} ${warning.document_id} ${warning.message}`}>{said(warning.message)}</li>
              ))}
            </ul>
          </Part>
        )}
        <p className="text-muted">{endingsOf(job, uid).join(" · ")}</p>
      </div>
    </details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Failure({ job }: { job: Job }) {
  return (
    <Part title={t("process.failed.in", { phase: phaseTitle(job, job.phase) })}>
      <p>{said(job.error?.message)}</p>
      <p className="text-muted">{t(job.error?.retryable ? "process.failed.retryable" : "process.failed.permanent")}</p>
      <p className="text-muted">{t("process.failed.code", { code: job.error?.code ?? "" })}</p>
    </Part>
  );
}

/** Attempts that did not finish; the last of a failed job is its error, which stands above. */
function Causes({ job }: { job: Job }) {
  const last = job.causes.at(-1);
  const causes = job.error && last?.message === job.error.message ? job.causes.slice(0, -1) : job.causes;
  if (causes.length === 0) return null;
  return (
    <Part title={t("history.causes", { count: causes.length })}>
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        {causes.map((cause) => (
          <li key={cause.at}>
            {said(cause.message)}{" "}
            <span className="text-muted">
              ({t(cause.kind === "interruption" ? "history.interruption" : "history.error")},{" "}
              {phaseTitle(job, cause.phase)}, {dateTime(new Date(cause.at))})
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** Who cancelled it, how often it was retried, and the name by which support finds it. */
function endingsOf(job: Job, uid: string): string[] {
  return [
    job.cancelled_by && t(job.cancelled_by === uid ? "history.cancelledByYou" : "history.cancelledByOther"),
    job.status === "processing" && job.attempt > 1 && t("progress.attempt", { attempt: job.attempt }),
    job.reopened > 0 && t("history.reopened", { count: job.reopened }),
    t("history.id", { id: job.task_id }),
  ].filter((text): text is string => Boolean(text));
}

import { Link } from "wouter";
import { said, t } from "@/i18n";
import { dateTime, duration, shortTime } from "@/i18n/format";
import { type Collection, isLive, PROCESSES, type Process, type ProcessStatus } from "@/live/records";
import { personName } from "@/manage/calls";
import { JobDetails } from "@/pages/history/JobDetails";
import { type Job, statusOfJob } from "@/pages/history/jobs";
import { PhaseStrip } from "@/pages/history/PhaseStrip";
import { processTitle } from "@/pages/history/words";
import { placeInLine, positionOf } from "@/process/position";
import { StatusBadge } from "@/process/StatusBadge";
import { useClock } from "@/process/useClock";
import { worked } from "@/process/work";
import { cx } from "@/ui/cx";
import { ProgressBar } from "@/ui/ProgressBar";
import { CARD } from "@/ui/parts";

interface Shown {
  job: Job;
  collection: Collection | undefined;
  /** Whether its collection is named, and linked to. */
  linked: boolean;
  uid: string;
}

/** One job: what it was, who started it and when, how it went, and how its time was spent. */
export function JobCard({ job, collection, linked, uid }: Shown) {
  const status = statusOfJob(job, collection);
  const live = isLive(status) ? PROCESSES.find((name) => name === job.process) : undefined;
  const heading = `job-${job.task_id}`;
  return (
    <article aria-labelledby={heading} className={cx(CARD, "flex flex-col gap-2 p-4!")}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={heading} className="font-semibold">
          {processTitle(job.process)}
        </h2>
        <StatusBadge status={status} />
        {live && <LivePosition process={live} status={status} />}
        {linked && <Where job={job} collection={collection} />}
      </div>
      <p className="text-sm text-muted">{factsOf(job, uid).join(" · ")}</p>
      {status.status === "failed" && job.error && <p className="text-sm text-bad">{said(job.error.message)}</p>}
      {live ? <LiveBar process={live} status={status} /> : <PhaseStrip job={job} />}
      <JobDetails job={job} uid={uid} />
    </article>
  );
}

function Where({ job, collection }: Pick<Shown, "job" | "collection">) {
  return (
    <span className="min-w-0 break-words text-sm sm:ml-auto">
      {collection ? (
        <Link href={`/collections/${job.collection_id}`} className="font-medium text-accent hover:underline">
          {collection.name}
        </Link>
      ) : (
        <span className="text-muted">{t("history.gone")}</span>
      )}
    </span>
  );
}

interface Live {
  process: Process;
  status: ProcessStatus;
}

/** Where a run stands: its phase and how long it has worked, its place in line while it waits. */
function LivePosition({ process, status }: Live) {
  const runs = status.status === "processing";
  const now = useClock(runs);
  const position = positionOf(process, status);
  if (!position) return null;
  const time = runs ? worked(status, now) : undefined;
  return (
    <span className="text-sm text-muted tabular-nums">
      {placeInLine(status) ||
        [
          t(`progress.${position.unit}`, position),
          t("progress.percent", position),
          time !== undefined && duration(time),
        ]
          .filter(Boolean)
          .join(" · ")}
    </span>
  );
}

function LiveBar({ process, status }: Live) {
  const position = positionOf(process, status);
  if (!position) return null;
  return (
    <ProgressBar
      value={position.percentage}
      label={t("progress.label", { process: t(`process.${process}`) })}
      text={t(`progress.${position.unit}`, position)}
      still={status.status === "paused"}
    />
  );
}

/** Who started it and when, how long it took, and what it made. */
function factsOf(job: Job, uid: string): string[] {
  const made = job.counts;
  const name = personName({ name: job.owner_name, email: job.owner_email });
  const ended = job.completed_at !== null && job.seconds !== null;
  return [
    job.owner_uid === uid ? t("history.byYou") : t("history.by", { name }),
    job.created_at && dateTime(new Date(job.created_at)),
    ended && t("history.took", { time: shortTime(job.seconds ?? 0) }),
    made.structured_products && t("count.products", { count: made.structured_products }),
    made.items && t("count.items", { count: made.items }),
    made.decks && t("count.decks", { count: made.decks }),
    job.warnings.length > 0 && t("history.warnings", { count: job.warnings.length }),
  ].filter((text): text is string => Boolean(text));
}

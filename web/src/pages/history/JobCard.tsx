import { Link } from "wouter";
import { t } from "@/i18n";
import { dateTime, duration, shortTime } from "@/i18n/format";
import { type Collection, PROCESSES } from "@/live/records";
import { personName } from "@/manage/calls";
import { JobDetails } from "@/pages/history/JobDetails";
import { type Job, statusOfJob } from "@/pages/history/jobs";
import { PhaseStrip } from "@/pages/history/PhaseStrip";
import { processTitle } from "@/pages/history/words";
import { positionOf } from "@/process/position";
import { StatusBadge } from "@/process/StatusBadge";
import { useClock } from "@/process/useClock";
import { Card } from "@/ui/parts";

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
  const heading = `job-${job.task_id}`;
  return (
    <Card aria-labelledby={heading} className="flex flex-col gap-2 p-4!">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={heading} className="font-semibold">
          {processTitle(job.process)}
        </h2>
        <StatusBadge status={status} />
        <LivePosition job={job} collection={collection} />
        {linked && <Where job={job} collection={collection} />}
      </div>
      <p className="text-sm text-muted">{factsOf(job, uid).join(" · ")}</p>
      {status.status === "failed" && job.error && <p className="text-sm text-bad">{job.error.message}</p>}
      <PhaseStrip job={job} />
      <JobDetails job={job} uid={uid} />
    </Card>
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

/** While it runs: its phase and since when, its place in line while it waits. */
function LivePosition({ job, collection }: Pick<Shown, "job" | "collection">) {
  const status = statusOfJob(job, collection);
  const runs = status.status === "processing";
  const now = useClock(runs);
  const process = PROCESSES.find((name) => name === job.process);
  const position = process && positionOf(process, status);
  if (!runs || !position) return null;
  const since = status.started_at && duration((now - status.started_at.getTime()) / 1000);
  return (
    <span className="text-sm text-muted tabular-nums">
      {status.queue_position
        ? t("progress.queue", { position: status.queue_position })
        : [t(`progress.${position.unit}`, position), t("progress.percent", position), since]
            .filter(Boolean)
            .join(" · ")}
    </span>
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

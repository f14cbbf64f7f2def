import { Ban } from "lucide-react";
import { Link } from "wouter";
import { said, t } from "@/i18n";
import { type Collection, type Process, type ProcessStatus, Status, statusOf } from "@/live/records";
import { type BatchEntry, UNREACHED } from "@/pages/list/batch";
import { positionOf } from "@/process/position";
import { StatusBadge } from "@/process/StatusBadge";
import { Badge } from "@/ui/parts";

interface Row {
  entry: BatchEntry;
  process: Process;
  collection: Collection | undefined;
}

/** One collection of a batch. */
export function BatchRow({ entry, process, collection }: Row) {
  const status = jobOf(entry, process, collection);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-48 break-words">
        {collection ? (
          <Link href={`/collections/${collection.id}`} className="font-medium hover:text-accent hover:underline">
            {collection.name}
          </Link>
        ) : (
          <span className="text-muted">{t("batch.unknown")}</span>
        )}
        {entry.code && <span className="block text-bad">{reasonOf(entry)}</span>}
      </span>
      {status && <Position process={process} status={status} />}
      {entry.code ? (
        <Badge tone="bad" icon={Ban}>
          {t("batch.entry.refused")}
        </Badge>
      ) : (
        status && <StatusBadge status={status} />
      )}
    </li>
  );
}

function Position({ process, status }: { process: Process; status: ProcessStatus }) {
  const position = positionOf(process, status);
  if (status.status !== "processing" || !position) return null;
  return (
    <span className="text-muted tabular-nums">
      {status.queue_position
        ? t("progress.queue", { position: status.queue_position })
        : t("progress.percent", position)}
    </span>
  );
}

/** How an entry's job stands: as Firestore shows it, and once another has followed it, as the server said. */
function jobOf(entry: BatchEntry, process: Process, collection: Collection | undefined): ProcessStatus | undefined {
  if (!entry.task_id) return undefined;
  const now = collection && statusOf(collection, process);
  if (now?.task_id === entry.task_id) return now;
  const { data } = Status.safeParse(entry.status);
  return data && { status: data };
}

/** Why there is no job, for a person: what the server says of a call that was cut off is meant for programs. */
function reasonOf(entry: BatchEntry): string {
  return entry.code === UNREACHED ? t("batch.unreached") : said(entry.message);
}

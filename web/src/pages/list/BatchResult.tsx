import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { t } from "@/i18n";
import type { Collection, Process } from "@/live/records";
import { BatchRow } from "@/pages/list/BatchRow";
import { type Batch, UNREACHED, useBatch, useShownBatch, useStartBatch } from "@/pages/list/batch";
import { Button, IconButton } from "@/ui/Button";
import { Card, Notice } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** What became of the batch that the address names; nothing when it names none. */
export function BatchResult({ collections }: { collections: Collection[] }) {
  const [id, show] = useShownBatch();
  const batch = useBatch(id);
  const start = useStartBatch(({ batch_id }) => show(batch_id));
  if (id === null || batch.isPending) return null;
  if (batch.isError)
    return (
      <Notice
        tone="bad"
        role="alert"
        actions={
          <>
            <Button onClick={() => batch.refetch()}>{t("do.retry")}</Button>
            <Button onClick={() => show(null)}>{t("do.close")}</Button>
          </>
        }
      >
        {batch.error.message}
      </Notice>
    );
  return (
    <Entries
      batch={batch.data}
      collections={collections}
      again={(process, collection_ids) => start.mutate({ process, collection_ids }, { onError: sayError })}
      busy={start.isPending}
      onClose={() => show(null)}
    />
  );
}

interface Shown {
  batch: Batch;
  collections: Collection[];
  /** Starts those that the server did not come to. */
  again: (process: Process, ids: string[]) => void;
  busy: boolean;
  onClose: () => void;
}

/** Each collection of a batch: accepted and how its job stands now, or refused and why. */
export function Entries({ batch, collections, again, busy, onClose }: Shown) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading takes the focus for each batch
  useEffect(() => heading.current?.focus(), [batch.batch_id]);
  const process = batch.process as Process;
  const known = new Map(collections.map((collection) => [collection.id, collection]));
  const refused = batch.entries.filter((entry) => entry.code).length;
  const unreached = batch.entries.filter((entry) => entry.code === UNREACHED).map((entry) => entry.collection_id);
  const counts = [
    batch.total > refused && t("batch.accepted", { count: batch.total - refused }),
    refused > 0 && t("batch.refused", { count: refused }),
  ].filter(Boolean);
  return (
    <Card aria-labelledby="batch">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 id="batch" ref={heading} tabIndex={-1} className="font-semibold">
            {t("batch.title", { process: t(`process.${process}`), count: batch.total })}
          </h2>
          <p className="text-sm text-muted">{counts.join(", ")}</p>
        </div>
        <IconButton icon={X} label={t("do.close")} onClick={onClose} />
      </div>
      <ul className="mt-3 max-h-80 divide-y divide-line overflow-y-auto border-t border-line">
        {batch.entries.map((entry) => (
          <BatchRow
            key={entry.collection_id}
            entry={entry}
            process={process}
            collection={known.get(entry.collection_id)}
          />
        ))}
      </ul>
      {unreached.length > 0 && (
        <Button className="mt-3" busy={busy} onClick={() => again(process, unreached)}>
          {t("batch.again", { count: unreached.length })}
        </Button>
      )}
    </Card>
  );
}

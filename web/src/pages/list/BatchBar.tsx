import { Play, X } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { type Collection, PROCESSES, type Process } from "@/live/records";
import { MOST, useShownBatch, useStartBatch } from "@/pages/list/batch";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { INPUT } from "@/ui/parts";
import { sayError } from "@/ui/say";

interface Bar {
  selected: Collection[];
  /** How many of them are not on the screen just now. */
  hidden: number;
  onClear: () => void;
}

/** What can be done with the collections that are selected: start a process for all of them. */
export function BatchBar({ selected, hidden, onClear }: Bar) {
  const [process, choose] = useState<Process>("document_processing");
  const [, show] = useShownBatch();
  const start = useStartBatch(({ batch_id }) => {
    show(batch_id);
    onClear();
  });
  const go = () => start.mutate({ process, collection_ids: selected.map(({ id }) => id) }, { onError: sayError });
  return (
    <section
      aria-label={t("list.selection")}
      className="sticky bottom-3 z-20 order-last flex flex-wrap items-center gap-2 rounded-xl border border-accent bg-surface px-4 py-3 shadow-xl"
    >
      <IconButton icon={X} label={t("list.clear")} onClick={onClear} className="-ml-2" />
      <p role="status" className="text-sm font-medium">
        {t("list.selected", { count: selected.length })}
        {hidden > 0 && <span className="font-normal text-muted"> {t("list.selected.hidden", { count: hidden })}</span>}
      </p>
      <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto sm:flex-1 sm:justify-end">
        <select
          aria-label={t("batch.process")}
          value={process}
          onChange={(event) => choose(event.target.value as Process)}
          className={cx(INPUT, "w-auto! min-w-40 grow sm:grow-0")}
        >
          {PROCESSES.map((name) => (
            <option key={name} value={name}>
              {t(`process.${name}`)}
            </option>
          ))}
        </select>
        <Button
          kind="primary"
          icon={Play}
          busy={start.isPending}
          why={selected.length > MOST ? t("batch.tooMany", { most: MOST }) : undefined}
          onClick={go}
          className="grow sm:grow-0"
        >
          {t(start.isPending ? "process.starting" : "batch.start", { count: selected.length })}
        </Button>
      </div>
    </section>
  );
}

import { Play } from "lucide-react";
import { t } from "@/i18n";
import { useDraft } from "@/lib/drafts";
import { type ProcessStatus, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { CategoryHint } from "@/pages/collection/info/CategoryHint";
import { ContinueButton } from "@/pages/collection/info/ContinueButton";
import { Documents } from "@/pages/collection/info/Documents";
import { FoundPictures } from "@/pages/collection/info/FoundPictures";
import { Processed } from "@/pages/collection/info/Processed";
import { caution, whyNot } from "@/pages/collection/info/ready";
import { isGoing, useUploads } from "@/pages/collection/info/uploads/store";
import type { ProcessCalls } from "@/process/calls";
import { ProcessPanel } from "@/process/ProcessPanel";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Card } from "@/ui/parts";
import { sayError } from "@/ui/say";

const CATEGORY_PHASES = [4, 5];

/** Documents come in here, and are processed. */
export function InfoTab() {
  const { collection, documents } = useShown();
  const uploads = useUploads(collection.id);
  const [hint, setHint] = useDraft(`hint:${collection.id}`, "");
  const status = statusOf(collection, "document_processing");
  const why = whyNot(documents, uploads.some(isGoing));
  const hints = hasCategoryTrouble(status);
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-5 lg:grid-cols-2">
        <Documents type="linesheet" uploads={uploads} />
        <Documents type="purchase_order" uploads={uploads} />
      </div>
      <Card
        aria-label={t("process.document_processing")}
        className={cx(status.status === "idle" && "flex flex-wrap items-center gap-4 *:first:flex-1 *:first:basis-96")}
      >
        <ProcessPanel
          process="document_processing"
          why={why}
          start={(calls) => <StartButton calls={calls} status={status} why={why} />}
          meanwhile={<FoundPictures />}
          success={<Processed />}
          retryWith={hints && <CategoryHint value={hint} onChange={setHint} />}
          retryHow={hints && hint.trim() ? { category_hint: hint.trim() } : undefined}
        />
        {status.status !== "completed" && (
          <div className={cx("flex flex-1 justify-end", status.status !== "idle" && "mt-5 border-t border-line pt-4")}>
            <ContinueButton />
          </div>
        )}
      </Card>
    </div>
  );
}

function StartButton({ calls, status, why }: { calls: ProcessCalls; status: ProcessStatus; why: string | undefined }) {
  const { collection, documents } = useShown();
  const { start } = calls;
  const risk = why ? undefined : caution(documents);
  const done = status.status === "completed";
  const stale = collection.stale.document_processing === true;
  const said = why ?? risk ?? (done ? undefined : t("info.process.what"));
  const text = start.isPending ? "process.starting" : done ? "info.process.again" : "info.process";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        kind={done && !stale ? "secondary" : "primary"}
        icon={Play}
        busy={start.isPending}
        why={why}
        onClick={() => start.mutate(undefined, { onError: sayError })}
      >
        {t(text)}
      </Button>
      {said && <p className={cx("min-w-0 flex-1 basis-60 text-sm", risk ? "text-warn" : "text-muted")}>{said}</p>}
    </div>
  );
}

function hasCategoryTrouble({ status, progress }: ProcessStatus): boolean {
  return status === "failed" && CATEGORY_PHASES.includes(progress?.phase ?? 0);
}

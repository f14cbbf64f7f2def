import { CheckCheck, X } from "lucide-react";
import { useState } from "react";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";
import { type Ended, inTurn } from "@/lib/inTurn";
import type { Verdict } from "@/pages/collection/items/calls";
import type { Item } from "@/pages/collection/items/records";
import { isSuggested } from "@/pages/collection/items/texts";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Dialog";
import { ProgressBar } from "@/ui/ProgressBar";
import { Notice } from "@/ui/parts";
import { sayDone } from "@/ui/say";

const AT_A_TIME = 3; // they all write to the one collection

interface BulkProps {
  items: readonly Item[];
  onDecide: (item: Item, verdict: Verdict) => Promise<unknown>;
}

interface Run {
  verdict: Verdict;
  count: number;
  done: number;
  ended?: Ended<Item>;
}

/** Accepts or rejects every suggestion that is shown, after asking; stops at what does not work, and says what it was. */
export function BulkDecisions({ items, onDecide }: BulkProps) {
  const [asking, ask] = useState<{ verdict: Verdict; rows: Item[] } | null>(null);
  const [run, setRun] = useState<Run | null>(null);
  const suggested = items.filter(isSuggested);
  const running = run !== null && !run.ended;

  async function start(verdict: Verdict, rows: readonly Item[]) {
    const begun = { verdict, count: rows.length, done: 0 };
    setRun(begun);
    ask(null);
    const ended = await inTurn(
      rows,
      AT_A_TIME,
      (item) => onDecide(item, verdict),
      (done) => setRun({ ...begun, done }),
    );
    if (ended.failed.length > 0) return setRun({ ...begun, done: ended.done.length, ended });
    setRun(null);
    sayDone(t("items.all.done", { count: ended.done.length }));
  }

  const button = (verdict: Verdict) => (
    <Button
      small
      icon={verdict === "accept" ? CheckCheck : X}
      busy={running && run.verdict === verdict}
      why={suggested.length === 0 ? t("items.all.why") : undefined}
      disabled={running}
      className="max-sm:whitespace-normal"
      onClick={() => ask({ verdict, rows: suggested })}
    >
      {running && run.verdict === verdict
        ? t("items.all.doing", { done: run.done, count: run.count })
        : t(`items.all.${verdict}`, { count: suggested.length })}
    </Button>
  );
  const verdict = asking?.verdict ?? "accept";
  return (
    <>
      <div className="flex w-full gap-2 *:flex-1 sm:w-auto">
        {button("accept")}
        {button("reject")}
      </div>
      {running && (
        <div className="w-full">
          <ProgressBar
            value={(100 * run.done) / run.count}
            label={t("items.title")}
            text={t("items.all.doing", { done: run.done, count: run.count })}
          />
        </div>
      )}
      {run?.ended && (
        <div className="w-full">
          <Stopped
            run={run}
            ended={run.ended}
            onGoOn={(rows) => start(run.verdict, rows)}
            onClose={() => setRun(null)}
          />
        </div>
      )}
      <Confirm
        open={asking !== null}
        onOpenChange={(open) => !open && ask(null)}
        title={t(`items.all.${verdict}.ask`, { count: asking?.rows.length ?? 0 })}
        what={t(`items.all.${verdict}.what`)}
        doIt={t(`items.${verdict}`)}
        kind="primary"
        leaveIt={t("do.cancel")}
        onConfirm={() => asking && void start(asking.verdict, asking.rows)}
      />
    </>
  );
}

interface StoppedProps {
  run: Run;
  ended: Ended<Item>;
  onGoOn: (rows: Item[]) => void;
  onClose: () => void;
}

function Stopped({ run, ended, onGoOn, onClose }: StoppedProps) {
  const lines = ended.failed.map(({ row }) => row.position).join(", ");
  const rest = [...ended.failed.map(({ row }) => row), ...ended.left];
  const messages = new Set(
    ended.failed.map(({ error }) => (error instanceof ApiProblem ? error.message : t("app.crashed"))),
  );
  return (
    <Notice
      tone="bad"
      role="alert"
      title={t("items.all.stopped", { line: lines })}
      actions={
        <>
          <Button small onClick={() => onGoOn(rest)}>
            {t("items.all.goOn")}
          </Button>
          <Button small kind="quiet" onClick={onClose}>
            {t("do.close")}
          </Button>
        </>
      }
    >
      <p>{[...messages].join(" ")}</p>
      <p>{t("items.all.stopped.what", { done: run.done, count: run.count, left: rest.length })}</p>
    </Notice>
  );
}

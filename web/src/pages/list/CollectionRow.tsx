import { LogOut, Pencil, Trash2, Users } from "lucide-react";
import { memo, useRef, useState } from "react";
import { Link } from "wouter";
import { said, t } from "@/i18n";
import type { Collection } from "@/live/records";
import { PROCESSES, statusOf } from "@/live/records";
import { DeleteDialog } from "@/manage/DeleteDialog";
import { LeaveDialog } from "@/manage/LeaveDialog";
import { NameForm } from "@/manage/NameForm";
import { ShareDialog } from "@/manage/ShareDialog";
import { Contents } from "@/pages/list/Contents";
import { ProcessCell } from "@/pages/list/ProcessCell";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { CHECKBOX } from "@/ui/parts";

interface Row {
  collection: Collection;
  uid: string;
  chosen: boolean;
  onChoose: (ids: string[], on: boolean) => void;
}

/** On a phone name, contents and processes stand below each other; on a wide screen the processes are beside them. */
const AREAS = cx(
  "grid-cols-[auto_minmax(0,1fr)_auto] [grid-template-areas:'box_name_acts'_'box_about_about'_'runs_runs_runs'_'said_said_said']",
  "lg:grid-cols-[auto_minmax(0,1fr)_24rem_auto] lg:[grid-template-areas:'box_name_runs_acts'_'box_about_runs_acts'_'._said_said_said']",
);

/** A collection in the list: its name, what it holds, and how each of its processes stands at this moment. Shown anew only when it changed. */
export const CollectionRow = memo(function CollectionRow({ collection, uid, chosen, onChoose }: Row) {
  const [naming, name] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const failed = PROCESSES.map((process) => statusOf(collection, process)).filter(({ status }) => status === "failed");

  function named() {
    name(false);
    requestAnimationFrame(() => pencil.current?.focus());
  }

  return (
    <article
      aria-label={collection.name}
      className={cx(
        "grid items-start gap-x-3 gap-y-1 rounded-xl border bg-surface p-4 shadow-card",
        AREAS,
        chosen ? "border-accent" : "border-line",
      )}
    >
      <input
        type="checkbox"
        className={cx(CHECKBOX, "mt-1 [grid-area:box]")}
        checked={chosen}
        aria-label={t("list.select", { name: collection.name })}
        onChange={(event) => onChoose([collection.id], event.target.checked)}
      />
      <div className="min-w-0 [grid-area:name]">
        {naming ? (
          <NameForm collection={collection} onDone={named} />
        ) : (
          <Link
            href={`/collections/${collection.id}`}
            className="font-semibold break-words hover:text-accent hover:underline"
          >
            {collection.name}
          </Link>
        )}
      </div>
      {!naming && <Actions collection={collection} uid={uid} pencil={pencil} onRename={() => name(true)} />}
      <Contents collection={collection} uid={uid} />
      <dl className="mt-1 flex flex-col gap-x-3 gap-y-1.5 [grid-area:runs] sm:grid sm:grid-cols-3 lg:mt-0">
        {PROCESSES.map((process) => (
          <ProcessCell key={process} process={process} collection={collection} />
        ))}
      </dl>
      {failed.length > 0 && (
        <div className="text-sm text-bad [grid-area:said]">
          {failed.map(({ error, task_id }) => (
            <p key={task_id}>{said(error?.message)}</p>
          ))}
        </div>
      )}
    </article>
  );
});

interface Buttons extends Pick<Row, "collection" | "uid"> {
  pencil: React.Ref<HTMLButtonElement>;
  onRename: () => void;
}

function Actions({ collection, uid, pencil, onRename }: Buttons) {
  const [asking, ask] = useState<"share" | "delete" | "leave">();
  const mine = collection.owner_uid === uid;
  const values = { name: collection.name };
  const shown = (what: typeof asking) => ({
    collection,
    uid,
    open: asking === what,
    onOpenChange: (open: boolean) => ask(open ? what : undefined),
  });
  return (
    <div className="-mt-1 -mr-2 flex [grid-area:acts]">
      <IconButton ref={pencil} icon={Pencil} label={t("manage.rename.whom", values)} onClick={onRename} />
      <IconButton
        icon={Users}
        label={t(mine ? "manage.share.whom" : "manage.members.whom", values)}
        onClick={() => ask("share")}
      />
      {mine ? (
        <IconButton icon={Trash2} label={t("manage.delete.whom", values)} onClick={() => ask("delete")} />
      ) : (
        <IconButton icon={LogOut} label={t("manage.leave.whom", values)} onClick={() => ask("leave")} />
      )}
      <ShareDialog {...shown("share")} />
      <DeleteDialog {...shown("delete")} />
      <LeaveDialog {...shown("leave")} />
    </div>
  );
}

import { ChevronLeft, LogOut, Pencil, Trash2, Users } from "lucide-react";
import { useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { t } from "@/i18n";
import { DeleteDialog } from "@/manage/DeleteDialog";
import { LeaveDialog } from "@/manage/LeaveDialog";
import { NameForm } from "@/manage/NameForm";
import { ShareDialog } from "@/manage/ShareDialog";
import { useShown } from "@/pages/collection/context";
import { useUser } from "@/session/auth";
import { Button, IconButton } from "@/ui/Button";

/** The collection's name, and what can be done with it as a whole. */
export function CollectionHeader() {
  const { uid } = useUser();
  return (
    <div className="mb-4">
      <Link href="/" className="-ml-1 inline-flex items-center gap-1 py-1 text-sm text-muted hover:underline">
        <ChevronLeft aria-hidden className="size-4" />
        {t("app.home")}
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <Name />
        <WholeActions uid={uid} />
      </div>
    </div>
  );
}

function Name() {
  const { collection } = useShown();
  const [naming, name] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  if (naming) {
    const done = () => {
      name(false);
      requestAnimationFrame(() => pencil.current?.focus());
    };
    return (
      <div className="min-w-64 flex-1">
        <NameForm collection={collection} onDone={done} />
      </div>
    );
  }
  return (
    <div className="flex min-w-0 items-start gap-1">
      <h1 dir="auto" className="min-w-0 text-xl sm:text-2xl font-semibold break-words">
        {collection.name}
      </h1>
      <IconButton
        ref={pencil}
        icon={Pencil}
        label={t("manage.rename.whom", { name: collection.name })}
        onClick={() => name(true)}
      />
    </div>
  );
}

/** Share and delete for its owner; see who has access and leave for everybody else. */
export function WholeActions({ uid }: { uid: string }) {
  const { collection } = useShown();
  const [asking, ask] = useState<"share" | "delete" | "leave">();
  const [, go] = useLocation();
  const mine = collection.owner_uid === uid;
  const people = new Set([collection.owner_uid, ...collection.member_uids]).size;
  const shown = (what: typeof asking) => ({
    collection,
    uid,
    open: asking === what,
    onOpenChange: (open: boolean) => ask(open ? what : undefined),
  });
  return (
    <div className="flex flex-wrap gap-2">
      <Button small icon={Users} onClick={() => ask("share")}>
        {mine && people === 1 ? t("manage.share") : t("manage.people", { count: people })}
      </Button>
      {mine ? (
        <Button small icon={Trash2} onClick={() => ask("delete")}>
          {t("manage.delete")}
        </Button>
      ) : (
        <Button small icon={LogOut} onClick={() => ask("leave")}>
          {t("manage.leave")}
        </Button>
      )}
      <ShareDialog {...shown("share")} onLeft={() => go("/")} />
      <DeleteDialog {...shown("delete")} onBegun={() => go("/")} />
      <LeaveDialog {...shown("leave")} onLeft={() => go("/")} />
    </div>
  );
}

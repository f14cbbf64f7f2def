import { LogOut, UserMinus } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { AddMember } from "@/manage/AddMember";
import { type Member, personName, useMembers, useRemoveMember } from "@/manage/calls";
import { LeaveDialog } from "@/manage/LeaveDialog";
import { Button } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";
import { Badge, Notice, Waiting } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

interface Shared {
  collection: Collection;
  /** Who looks at it. */
  uid: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onLeft?: () => void;
}

/** Who sees a collection. Its owner adds people by e-mail and removes them; everybody else may leave. */
export function ShareDialog({ collection, uid, open, onOpenChange, onLeft }: Shared) {
  const mine = collection.owner_uid === uid;
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={t("manage.share.title", { name: collection.name })}>
      <div className="flex flex-col gap-4">
        {mine ? <AddMember id={collection.id} /> : <p className="text-sm text-muted">{t("manage.share.ownerOnly")}</p>}
        <MemberList collection={collection} uid={uid} onLeft={onLeft} />
      </div>
    </Modal>
  );
}

function MemberList({ collection, uid, onLeft }: Pick<Shared, "collection" | "uid" | "onLeft">) {
  const members = useMembers(collection);
  if (members.isPending) return <Waiting />;
  if (members.isError)
    return (
      <Notice tone="bad" role="alert" actions={<Button onClick={() => members.refetch()}>{t("do.retry")}</Button>}>
        {members.error.message}
      </Notice>
    );
  return (
    <section aria-label={t("manage.members")}>
      <h3 className="mb-1 text-sm font-semibold">{t("count.members", { count: members.data.length })}</h3>
      <ul className="divide-y divide-line border-y border-line">
        {members.data.map((member) => (
          <li key={member.uid} className="flex min-h-14 items-center gap-3 py-2">
            <MemberName member={member} me={member.uid === uid} />
            {member.owner ? (
              <Badge tone="accent">{t("manage.owner")}</Badge>
            ) : member.uid === uid ? (
              <Leave collection={collection} uid={uid} onLeft={onLeft} />
            ) : (
              collection.owner_uid === uid && <Remove collection={collection} member={member} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MemberName({ member, me }: { member: Member; me: boolean }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium wrap-anywhere">
        {personName(member)} {me && <span className="font-normal text-muted">({t("manage.you")})</span>}
      </p>
      {member.name && member.email && <p className="truncate text-sm text-muted">{member.email}</p>}
    </div>
  );
}

function Remove({ collection, member }: { collection: Collection; member: Member }) {
  const remove = useRemoveMember(collection.id);
  const name = personName(member);
  return (
    <Button
      small
      icon={UserMinus}
      busy={remove.isPending}
      aria-label={t("manage.remove.whom", { name })}
      onClick={() =>
        remove.mutate(member.uid, { onError: sayError, onSuccess: () => sayDone(t("manage.removed", { name })) })
      }
    >
      {t(remove.isPending ? "manage.removing" : "manage.remove")}
    </Button>
  );
}

function Leave({ collection, uid, onLeft }: Pick<Shared, "collection" | "uid" | "onLeft">) {
  const [asking, ask] = useState(false);
  return (
    <>
      <Button small icon={LogOut} onClick={() => ask(true)}>
        {t("manage.leave")}
      </Button>
      <LeaveDialog collection={collection} uid={uid} open={asking} onOpenChange={ask} onLeft={onLeft} />
    </>
  );
}

import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { useRemoveMember } from "@/manage/calls";
import { Confirm } from "@/ui/Dialog";
import { sayDone, sayError } from "@/ui/say";

interface Asked {
  collection: Collection;
  uid: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onLeft?: () => void;
}

/** Asks whether a person wants to leave a collection that somebody shared with them. */
export function LeaveDialog({ collection, uid, open, onOpenChange, onLeft }: Asked) {
  const leave = useRemoveMember(collection.id);
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={t("manage.leave.ask", { name: collection.name })}
      what={t("manage.leave.what")}
      doIt={t("manage.leave")}
      leaveIt={t("manage.leave.stay")}
      busy={leave.isPending}
      busyText={t("manage.leaving")}
      onConfirm={() =>
        leave.mutate(uid, {
          onError: sayError,
          onSuccess: () => {
            onOpenChange(false);
            sayDone(t("manage.left", { name: collection.name }));
            onLeft?.();
          },
        })
      }
    />
  );
}

import { t } from "@/i18n";
import { type Collection, isLive, PROCESSES, statusOf } from "@/live/records";
import { useDeletion } from "@/manage/calls";
import { Confirm } from "@/ui/Dialog";

interface Asked {
  collection: Collection;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called as soon as the deletion has begun; it goes on by itself. */
  onBegun?: () => void;
}

/** Asks whether a collection shall go, and names what goes with it. */
export function DeleteDialog({ collection, open, onOpenChange, onBegun }: Asked) {
  const deletion = useDeletion(collection);
  const lost = lostWith(collection);
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={t("manage.delete.ask", { name: collection.name })}
      what={t("manage.delete.what")}
      doIt={t("manage.delete.do")}
      leaveIt={t("manage.delete.keep")}
      onConfirm={() => {
        deletion.mutate();
        onOpenChange(false);
        onBegun?.();
      }}
    >
      <ul className="mt-3 flex list-disc flex-col gap-1 pl-5 text-sm">
        {lost.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Confirm>
  );
}

/** What a collection's deletion takes along, each as a person says it. */
export function lostWith(collection: Collection): string[] {
  const products = collection.categories.reduce((sum, { count }) => sum + count, 0);
  const items = collection.item_counts?.count ?? 0;
  const others = collection.member_uids.filter((uid) => uid !== collection.owner_uid).length;
  const live = PROCESSES.filter((process) => isLive(statusOf(collection, process)));
  return [
    t("manage.delete.documents"),
    products > 0 && t("manage.delete.products", { count: products }),
    items > 0 && t("manage.delete.items", { count: items }),
    statusOf(collection, "deck_generation").status !== "idle" && t("manage.delete.decks"),
    t("manage.delete.history"),
    live.length > 0 && t("manage.delete.live", { what: live.map((process) => t(`process.${process}`)).join(", ") }),
    others > 0 && t("manage.delete.others", { count: others }),
  ].filter((text) => text !== false);
}

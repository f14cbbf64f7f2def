import { useIsMutating } from "@tanstack/react-query";
import { Loader2, Trash2 } from "lucide-react";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { deletionKey, useDeletion } from "@/manage/calls";
import { Button } from "@/ui/Button";

/** A collection whose deletion goes on, or was cut off: its owner can have the rest deleted. */
export function DeletedRow({ collection }: { collection: Collection }) {
  const deletion = useDeletion(collection);
  const goesOn = useIsMutating({ mutationKey: deletionKey(collection.id) }) > 0;
  const { name } = collection;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl border border-dashed border-line p-4 text-sm text-muted">
      {goesOn ? <Loader2 aria-hidden className="size-4 animate-spin" /> : <Trash2 aria-hidden className="size-4" />}
      <p role="status" className="min-w-0 flex-1 break-words">
        {t(goesOn ? "manage.deleting.what" : "manage.delete.unfinished", { name })}
      </p>
      {!goesOn && (
        <Button small onClick={() => deletion.mutate()}>
          {t("manage.delete.finish")}
        </Button>
      )}
    </div>
  );
}

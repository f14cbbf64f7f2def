import { useMutation } from "@tanstack/react-query";
import { t } from "@/i18n";
import type { Document } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { deleteDocument } from "@/pages/collection/info/uploads/send";
import { Confirm } from "@/ui/Dialog";
import { Notice } from "@/ui/parts";

interface Asked {
  document: Document;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks before a document goes; a refusal (a run reads it) is said where it was asked. */
export function DeleteDocument({ document, open, onOpenChange }: Asked) {
  const { collection } = useShown();
  const deletion = useMutation({ mutationFn: () => deleteDocument(collection.id, document.id) });
  const close = (next: boolean) => {
    if (!next) deletion.reset();
    onOpenChange(next);
  };
  return (
    <Confirm
      open={open}
      onOpenChange={close}
      title={t("info.delete.ask", { name: document.filename })}
      what={t(`info.delete.${document.type}`)}
      doIt={t("do.delete")}
      leaveIt={t("info.delete.keep")}
      busy={deletion.isPending}
      busyText={t("info.deleting")}
      onConfirm={() => deletion.mutate(undefined, { onSuccess: () => close(false) })}
    >
      {deletion.error && (
        <div className="mt-3">
          <Notice tone="bad" role="alert">
            {deletion.error.message}
          </Notice>
        </div>
      )}
    </Confirm>
  );
}

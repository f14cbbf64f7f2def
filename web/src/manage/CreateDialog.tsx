import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { t } from "@/i18n";
import { useDraft } from "@/lib/drafts";
import { useCreate } from "@/manage/calls";
import { nameProblem } from "@/manage/name";
import { Button } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";
import { TextField } from "@/ui/parts";

/** Asks for the name of a new collection, makes it, and goes to it. */
export function CreateDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={t("manage.create")}>
      <CreateForm onCancel={() => onOpenChange(false)} />
    </Modal>
  );
}

function CreateForm({ onCancel }: { onCancel: () => void }) {
  const [name, setName, forget] = useDraft("new collection", "");
  const [touched, touch] = useState(false);
  const create = useCreate();
  const [, go] = useLocation();
  const missing = touched && !name.trim() ? t("manage.name.needed") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    touch(true);
    if (create.isPending || !name.trim()) return;
    create.mutate(name.trim(), {
      onSuccess: ({ collection_id }) => {
        forget();
        go(`/collections/${collection_id}`);
      },
    });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t("manage.name")}
        autoFocus
        maxLength={200}
        placeholder={t("manage.name.example")}
        hint={t("manage.name.hint")}
        value={name}
        error={missing ?? nameProblem(create.error)}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t("do.cancel")}</Button>
        <Button kind="primary" type="submit" busy={create.isPending}>
          {t(create.isPending ? "manage.creating" : "manage.create.do")}
        </Button>
      </div>
    </form>
  );
}

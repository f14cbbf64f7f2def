import { type FormEvent, useState } from "react";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { useRename } from "@/manage/calls";
import { nameProblem } from "@/manage/name";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/parts";

const LONGEST = 200;

/** Renames a collection where its name stands. Enter saves, Escape leaves it as it was. */
export function NameForm({ collection, onDone }: { collection: Collection; onDone: () => void }) {
  const [name, setName] = useState(collection.name);
  const rename = useRename(collection.id);
  const wanted = name.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (rename.isPending || !wanted) return;
    if (wanted === collection.name) return onDone();
    rename.mutate(wanted, { onSuccess: onDone });
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <div className="min-w-48 flex-1">
        <TextField
          label={t("manage.name")}
          autoFocus
          maxLength={LONGEST}
          value={name}
          error={nameProblem(rename.error)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onDone()}
        />
      </div>
      <Button kind="primary" type="submit" busy={rename.isPending} why={wanted ? undefined : t("manage.name.needed")}>
        {t("do.save")}
      </Button>
      <Button onClick={onDone}>{t("do.cancel")}</Button>
    </form>
  );
}

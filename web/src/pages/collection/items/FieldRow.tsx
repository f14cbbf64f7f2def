import { useMutation } from "@tanstack/react-query";
import { Pencil, Undo2 } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";
import { sureness } from "@/i18n/format";
import { type Correction, correct } from "@/pages/collection/items/calls";
import { type Field, readValue, shownValue, typedValue } from "@/pages/collection/items/fields";
import type { Item } from "@/pages/collection/items/records";
import { Button, IconButton } from "@/ui/Button";
import { Badge, INPUT } from "@/ui/parts";
import { sayError } from "@/ui/say";

interface FieldProps {
  collectionId: string;
  item: Item;
  field: Field;
  /** Called when a person looks at this field, so that its place can be shown. */
  onLook: () => void;
}

/** A value of a line: what it is, how sure that is, what the machine had read; corrected in place. */
export function FieldRow({ collectionId, item, field, onLook }: FieldProps) {
  const [editing, edit] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  useEffect(() => {
    if (!editing && back.current) opener.current?.focus();
    back.current = editing;
  }, [editing]);
  const label = t(`item.field.${field}`);
  const shown = shownValue(field, item[field], item);
  const source = item.fields[field];
  const edited = item.edited.includes(field);
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-start gap-x-3 border-b border-line py-1.5 text-sm last:border-0">
      <dt className="py-1 text-muted">{label}</dt>
      <dd className="flex items-start gap-2">
        <div className="min-w-0 flex-1 py-1">
          {editing ? (
            <FieldForm collectionId={collectionId} item={item} field={field} onDone={() => edit(false)} />
          ) : (
            <>
              <p className="break-words">{shown ?? <span className="text-muted">{t("items.none")}</span>}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
                {edited && <Badge tone="accent">{t("items.edited")}</Badge>}
                {edited && <MachineValue item={item} field={field} />}
                {!edited && source?.confidence != null && sureness(source.confidence)}
                {!edited && source?.derived && t("item.derived", { how: source.derived })}
              </p>
            </>
          )}
        </div>
        {!editing && (
          <div className="flex">
            {edited && <TakeBack collectionId={collectionId} item={item} field={field} />}
            <button
              ref={opener}
              type="button"
              aria-label={t("item.edit", { field: label })}
              title={t("item.edit", { field: label })}
              onFocus={onLook}
              onMouseEnter={onLook}
              onClick={() => edit(true)}
              className="grid size-8 place-items-center rounded-lg hover:bg-raised"
            >
              <Pencil aria-hidden className="size-4" />
            </button>
          </div>
        )}
      </dd>
    </div>
  );
}

function MachineValue({ item, field }: { item: Item; field: Field }) {
  const value = shownValue(field, item.machine[field], item);
  return <span>{t("item.machine", { value: value ?? t("items.none") })}</span>;
}

function useCorrection(collectionId: string, item: Item) {
  return useMutation({ mutationFn: (body: Correction) => correct(collectionId, item.id, body) });
}

function TakeBack({ collectionId, item, field }: Omit<FieldProps, "onLook">) {
  const { mutate, isPending } = useCorrection(collectionId, item);
  return (
    <IconButton
      icon={Undo2}
      label={t("item.reset.field", { field: t(`item.field.${field}`) })}
      busy={isPending}
      onClick={() => mutate({ reset: [field] }, { onError: sayError })}
    />
  );
}

function FieldForm({ collectionId, item, field, onDone }: Omit<FieldProps, "onLook"> & { onDone: () => void }) {
  const before = typedValue(field, item);
  const [typed, type] = useState(before);
  const [wrong, setWrong] = useState<string>();
  const { mutate, isPending } = useCorrection(collectionId, item);
  const label = t(`item.field.${field}`);
  function save(event: FormEvent) {
    event.preventDefault();
    if (typed.trim() === before) return onDone();
    const read = readValue(field, typed);
    if ("wrong" in read) return setWrong(t(read.wrong));
    mutate(read.body, { onSuccess: onDone, onError: (error) => setWrong(sentenceOf(error)) });
  }
  return (
    <form onSubmit={save} data-own-escape className="flex flex-col gap-1.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `wrong-${field}` : undefined}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
        className={INPUT}
      />
      {wrong && (
        <p id={`wrong-${field}`} role="alert" className="text-sm text-bad">
          {wrong}
        </p>
      )}
      <div className="flex gap-2">
        <Button small kind="primary" type="submit" busy={isPending}>
          {isPending ? t("item.saving") : t("do.save")}
        </Button>
        <Button small onClick={onDone}>
          {t("do.cancel")}
        </Button>
      </div>
    </form>
  );
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return t("app.crashed");
  return error.document?.errors[0]?.message ?? error.message;
}

import { useState } from "react";
import { t } from "@/i18n";
import type { ShownField, ShownPrice } from "@/pages/collection/settings/look";
import { OrderedRow } from "@/pages/collection/settings/OrderedRow";
import type { Settings } from "@/pages/collection/settings/useSettings";

const MOMENT_MS = 700; // several moves in a row are saved as one

interface OrderedChoiceProps<Name extends ShownField | ShownPrice> {
  field: "fields" | "prices";
  options: readonly Name[];
  settings: Settings;
  /** What is to know about one of them. */
  note?: (name: Name) => string | undefined;
}

/** Which of some things are shown, and in which order: by ticking, and by arrows or dragging. */
export function OrderedChoice<Name extends ShownField | ShownPrice>(props: OrderedChoiceProps<Name>) {
  const { field, options, settings, note } = props;
  const [moved, tell] = useState("");
  const [dragged, drag] = useState<Name>();
  const shown = settings.look[field] as Name[];
  const hidden = options.filter((name) => !shown.includes(name));
  const set = (names: Name[]) => settings.saver.choose(field, names as never, MOMENT_MS);
  const move = (name: Name, to: number) => {
    set(inserted(shown, name, to));
    tell(t("look.moved", { name: t(`look.field.${name}`), number: to + 1, total: shown.length }));
  };
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t(`look.${field}`)}</legend>
      {field === "fields" && <p className="mb-2 text-sm text-muted">{t("look.order")}</p>}
      <ul className="flex flex-col rounded-lg border border-line">
        {[...shown, ...hidden].map((name, index) => (
          <OrderedRow
            key={name}
            name={t(`look.field.${name}`)}
            note={note?.(name)}
            place={index < shown.length ? { index, of: shown.length } : undefined}
            dragging={dragged === name}
            onTick={(on) => set(on ? [...shown, name] : shown.filter((other) => other !== name))}
            onMove={(to) => move(name, to)}
            onDrag={(begins) => drag(begins ? name : undefined)}
            onDragOver={() => {
              if (dragged && dragged !== name && index < shown.length) move(dragged, index);
            }}
          />
        ))}
      </ul>
      <p aria-live="polite" className="sr-only">
        {moved}
      </p>
    </fieldset>
  );
}

/** The names with one of them at another place. */
export function inserted<Name>(names: Name[], name: Name, to: number): Name[] {
  const others = names.filter((other) => other !== name);
  return [...others.slice(0, to), name, ...others.slice(to)];
}

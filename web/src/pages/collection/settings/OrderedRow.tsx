import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { t } from "@/i18n";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { CHECKBOX } from "@/ui/parts";

interface OrderedRowProps {
  name: string;
  note?: string | undefined;
  /** Where it stands among those that are shown; undefined when it is not. */
  place: { index: number; of: number } | undefined;
  dragging: boolean;
  onTick: (on: boolean) => void;
  onMove: (to: number) => void;
  onDrag: (begins: boolean) => void;
  onDragOver: () => void;
}

/** One thing that can be shown: a tick, and where it is shown, arrows and a handle to drag it by. */
export function OrderedRow({ name, note, place, dragging, ...on }: OrderedRowProps) {
  return (
    <li
      draggable={place !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", name);
        on.onDrag(true);
      }}
      onDragEnd={() => on.onDrag(false)}
      onDragEnter={on.onDragOver}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => event.preventDefault()}
      className={cx(
        "flex min-h-10 items-center gap-1 border-line not-last:border-b px-2",
        place && "cursor-grab",
        dragging && "bg-accent-soft",
      )}
    >
      <GripVertical aria-hidden className={cx("size-4 shrink-0 text-muted", !place && "invisible")} />
      <label className="flex min-h-9 min-w-0 flex-1 cursor-pointer items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={place !== undefined}
          onChange={(event) => on.onTick(event.target.checked)}
          className={CHECKBOX}
        />
        <span className={cx("min-w-0", !place && "text-muted")}>
          {name}
          {note && <span className="text-muted"> ({note})</span>}
        </span>
      </label>
      {place && <Arrows name={name} place={place} onMove={on.onMove} />}
    </li>
  );
}

interface ArrowsProps {
  name: string;
  place: { index: number; of: number };
  onMove: (to: number) => void;
}

function Arrows({ name, place: { index, of }, onMove }: ArrowsProps) {
  return (
    <>
      <IconButton
        icon={ArrowUp}
        label={t("look.up", { name })}
        why={index === 0 ? t("look.first", { name }) : undefined}
        onClick={() => onMove(index - 1)}
      />
      <IconButton
        icon={ArrowDown}
        label={t("look.down", { name })}
        why={index === of - 1 ? t("look.last", { name }) : undefined}
        onClick={() => onMove(index + 1)}
      />
    </>
  );
}

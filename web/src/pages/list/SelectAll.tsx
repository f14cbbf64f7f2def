import { t } from "@/i18n";
import { CHECKBOX } from "@/ui/parts";

interface All {
  all: string[];
  chosen: ReadonlySet<string>;
  onChange: (on: boolean) => void;
}

/** Selects everything that is shown, or nothing any more. */
export function SelectAll({ all, chosen, onChange }: All) {
  const on = all.filter((id) => chosen.has(id)).length;
  const whole = all.length > 0 && on === all.length;
  return (
    <label className="flex min-h-10 cursor-pointer items-center gap-2 pl-4 text-sm">
      <input
        type="checkbox"
        className={CHECKBOX}
        checked={whole}
        ref={(box) => {
          if (box) box.indeterminate = on > 0 && !whole;
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      {t("list.selectAll")}
    </label>
  );
}

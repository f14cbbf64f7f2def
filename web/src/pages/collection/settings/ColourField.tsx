import { useId } from "react";
import { t } from "@/i18n";
import { COLOUR, DEFAULTS } from "@/pages/collection/settings/look";
import type { Settings } from "@/pages/collection/settings/useSettings";
import { cx } from "@/ui/cx";
import { INPUT } from "@/ui/parts";

const MOMENT_MS = 500; // a colour that is dragged about is saved where it comes to rest

/** The deck's colour, by picking it or by its code. */
export function ColourField({ settings: { look, saving, saver } }: { settings: Settings }) {
  const id = useId();
  const error = saving.edits.color?.error;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {t("look.color")}
      </label>
      <div className="flex gap-2">
        <input
          type="color"
          id={id}
          value={colourOf(look.color)}
          onChange={(event) => saver.choose("color", event.target.value.toUpperCase(), MOMENT_MS)}
          className="h-10 w-14 shrink-0 cursor-pointer rounded-lg border border-line bg-surface p-1"
        />
        <input
          aria-label={t("look.color.code")}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-told` : undefined}
          value={look.color}
          spellCheck={false}
          onChange={(event) => saver.type("color", event.target.value.trim())}
          onBlur={() => saver.leave("color")}
          onKeyDown={(event) => event.key === "Enter" && saver.leave("color")}
          className={cx(INPUT, "max-w-36 font-mono")}
        />
      </div>
      {error && (
        <p id={`${id}-told`} className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

/** A colour as browsers write it; the default's while it is half typed. */
export function colourOf(color: string): string {
  return COLOUR.test(color) ? `#${color.replace("#", "").toLowerCase()}` : DEFAULTS.color;
}

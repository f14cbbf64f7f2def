import { useId } from "react";
import { t } from "@/i18n";
import { INPUT } from "@/ui/parts";

const MOST = 2000;

/** Where a person names the categories, after the run had trouble with them. */
export function CategoryHint({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const id = useId();
  return (
    <div className="flex max-w-lg flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t("info.hint")}
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={MOST}
        value={value}
        aria-describedby={`${id}-what`}
        onChange={(event) => onChange(event.target.value)}
        className={`${INPUT} py-2`}
      />
      <p id={`${id}-what`} className="text-muted">
        {t("info.hint.what")}
      </p>
    </div>
  );
}

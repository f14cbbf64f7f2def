import { useId } from "react";
import { currentLanguage, type Key, t } from "@/i18n";
import type { Edit } from "@/pages/collection/settings/edits";
import { LANGUAGE_CHOICES, type Look } from "@/pages/collection/settings/look";
import type { Settings } from "@/pages/collection/settings/useSettings";
import { INPUT, SelectField, TextField } from "@/ui/parts";

const MOMENT_MS = 400; // a choice among several keys is not saved at each of them

/** What is wrong with a setting, or what somebody else made of it meanwhile. */
export function toldOf(edit: Edit | undefined): { error?: string; hint?: string } {
  if (edit?.error) return { error: edit.error };
  if (!edit?.theirs) return {};
  const value = String(edit.theirs.value ?? "");
  return { hint: value ? t("look.theirs", { value }) : t("look.theirs.empty") };
}

interface TextSettingProps {
  field: "title" | "subtitle" | "currency_note";
  settings: Settings;
  hint?: string;
}

/** A setting in words. It is saved when the field is left, or by Enter. */
export function TextSetting({ field, settings: { look, saving, saver }, hint }: TextSettingProps) {
  const { error, hint: theirs } = toldOf(saving.edits[field]);
  return (
    <TextField
      label={t(`look.${field}`)}
      value={look[field] ?? ""}
      error={error}
      hint={theirs ?? hint}
      onChange={(event) => saver.type(field, event.target.value || null)}
      onBlur={(event) => {
        const clean = event.target.value.trim() || null;
        if (saving.edits[field]?.state === "typing") saver.type(field, clean);
        saver.leave(field);
      }}
      onKeyDown={(event) => event.key === "Enter" && saver.leave(field)}
    />
  );
}

type ChoiceField = "page_size" | "per_page" | "group_by" | "sort_by";

interface ChoiceProps<Field extends ChoiceField> {
  field: Field;
  options: readonly Look[Field][];
  settings: Settings;
}

/** A setting that is one of a few. */
export function Choice<Field extends ChoiceField>({ field, options, settings: { look, saver } }: ChoiceProps<Field>) {
  return (
    <SelectField
      label={t(`look.${field}`)}
      value={look[field]}
      onChange={(event) => {
        const chosen = options.find((option) => String(option) === event.target.value);
        if (chosen !== undefined) saver.choose(field, chosen, MOMENT_MS);
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {typeof option === "number" ? option : t(`look.${field}.${option}` as Key)}
        </option>
      ))}
    </SelectField>
  );
}

/** The deck's language: those whose words the deck knows, and whatever else was set. */
export function LanguageChoice({ settings: { look, saver } }: { settings: Settings }) {
  const id = useId();
  const tags = [...new Set([...LANGUAGE_CHOICES, look.language])];
  const options = tags.map((tag) => ({ tag, name: languageName(tag) }));
  options.sort((one, other) => one.name.localeCompare(other.name, currentLanguage()));
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {t("look.language")}
      </label>
      <select
        id={id}
        className={INPUT}
        aria-describedby={`${id}-told`}
        value={look.language}
        onChange={(event) => saver.choose("language", event.target.value, MOMENT_MS)}
      >
        {options.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
      <p id={`${id}-told`} className="text-sm text-muted">
        {t("look.language.hint")}
      </p>
    </div>
  );
}

/** A language in the person's own; its tag where browsers do not know it. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

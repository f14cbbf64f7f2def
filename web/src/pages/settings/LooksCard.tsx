import { useId } from "react";
import { currentLanguage, LANGUAGES, type Language, setLanguage, t } from "@/i18n";
import { Part } from "@/pages/settings/Part";
import { type Theme, useChosenTheme, useTheme } from "@/theme/theme";
import { sayError } from "@/ui/say";

const THEMES = ["system", "light", "dark"] as const;

/** The language and the colours of the page; kept in this browser. */
export function LooksCard() {
  const [, setTheme] = useTheme();
  const theme = useChosenTheme();
  return (
    <Part title={t("settings.looks")} what={t("settings.looks.what")}>
      <Choice
        name="language"
        legend={t("nav.language")}
        options={Object.entries(LANGUAGES)}
        value={currentLanguage()}
        onChange={(language) => void chooseLanguage(language as Language)}
      />
      <Choice
        name="theme"
        legend={t("settings.theme")}
        options={THEMES.map((name) => [name, t(`settings.theme.${name}`)])}
        value={theme ?? "system"}
        onChange={(name) => setTheme(name === "system" ? null : (name as Theme))}
      />
    </Part>
  );
}

/** The page is built anew in the other language, so the focus is put where it was. */
async function chooseLanguage(language: Language) {
  try {
    await setLanguage(language);
    requestAnimationFrame(() => document.getElementById(idOf("language", language))?.focus());
  } catch (error) {
    sayError(error);
  }
}

const idOf = (name: string, value: string) => `settings-${name}-${value}`;

interface Choosing {
  name: string;
  legend: string;
  options: [string, string][];
  value: string;
  onChange: (value: string) => void;
}

function Choice({ name, legend, options, value, onChange }: Choosing) {
  const group = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([key, text]) => (
          <label
            key={key}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded-lg border border-line px-4 text-sm has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              id={idOf(name, key)}
              name={group}
              value={key}
              lang={name === "language" ? key : undefined}
              checked={key === value}
              className="size-4 accent-(--accent)"
              onChange={() => onChange(key)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

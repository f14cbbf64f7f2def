import { type Key, t } from "@/i18n";
import type { Deck } from "@/pages/collection/deck/decks";
import { languageName } from "@/pages/collection/settings/fields";
import { DEFAULTS, type Look, type LookField, logoPath, readLook } from "@/pages/collection/settings/look";

/** What a deck was made with, folded. */
export function SettingsUsed({ deck }: { deck: Deck }) {
  const look = readLook(deck.settings);
  const fields = Object.keys(DEFAULTS) as LookField[];
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit text-muted">{t("decks.used")}</summary>
      <dl className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {fields.map((field) => (
          <Setting key={field} name={t(`look.${field}`)} value={spoken(field, look)} />
        ))}
        <Setting name={t("look.logo")} value={t(logoPath(deck.settings) ? "decks.logo.yes" : "decks.logo.no")} />
      </dl>
      <p className="mt-2 text-muted">{t(`decks.content.${deck.content}`)}</p>
    </details>
  );
}

function Setting({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-2">
      <dt className="shrink-0 text-muted">{name}:</dt>
      <dd className="min-w-0 break-words">{value}</dd>
    </div>
  );
}

/** A setting's value in the words of its form. */
function spoken(field: LookField, look: Look): string {
  switch (field) {
    case "title":
    case "subtitle":
    case "currency_note":
      return look[field] || t("decks.notSet");
    case "fields":
    case "prices":
      return look[field].map((name) => t(`look.field.${name}`)).join(", ") || t("look.group_by.none");
    case "page_size":
    case "group_by":
    case "sort_by":
      return t(`look.${field}.${look[field]}` as Key);
    case "language":
      return languageName(look.language);
    case "color":
    case "per_page":
      return String(look[field]);
  }
}

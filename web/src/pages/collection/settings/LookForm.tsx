import type { ReactNode } from "react";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { ColourField } from "@/pages/collection/settings/ColourField";
import { Choice, LanguageChoice, TextSetting } from "@/pages/collection/settings/fields";
import { LogoField } from "@/pages/collection/settings/LogoField";
import { FIELDS, GROUPS, logoPath, PAGE_SIZES, PER_PAGE, PRICES, SORTS } from "@/pages/collection/settings/look";
import { OrderedChoice } from "@/pages/collection/settings/OrderedChoice";
import type { Settings } from "@/pages/collection/settings/useSettings";
import { Card } from "@/ui/parts";

/** Every setting of a deck. Each is saved by itself when its field is left. */
export function LookForm({ collection, settings }: { collection: Collection; settings: Settings }) {
  const { look } = settings;
  return (
    <>
      <Part title={t("look.part.cover")}>
        <TextSetting field="title" settings={settings} hint={t("look.title.hint", { name: collection.name })} />
        <TextSetting field="subtitle" settings={settings} />
        <TextSetting field="currency_note" settings={settings} hint={t("look.currency_note.hint")} />
        <LogoField collectionId={collection.id} path={logoPath(collection.deck_settings)} />
      </Part>
      <Part title={t("look.part.pages")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Choice field="page_size" settings={settings} options={PAGE_SIZES} />
          <Choice field="per_page" settings={settings} options={PER_PAGE} />
          <Choice field="group_by" settings={settings} options={GROUPS} />
          <Choice field="sort_by" settings={settings} options={SORTS} />
        </div>
        <ColourField settings={settings} />
        <LanguageChoice settings={settings} />
      </Part>
      <Part title={t("look.part.products")}>
        <OrderedChoice field="fields" options={FIELDS} settings={settings} />
        <OrderedChoice
          field="prices"
          options={PRICES}
          settings={settings}
          note={(price) => (look.fields.some((field) => field === price) ? t("look.prices.twice") : undefined)}
        />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card aria-label={title} className="flex flex-col gap-4">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </Card>
  );
}

import { useMemo, useState } from "react";
import { logoLink, useLink } from "@/api/pictures";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { PageTurner } from "@/pages/collection/deck/PageTurner";
import { type Look, logoPath } from "@/pages/collection/settings/look";
import { cardsOf } from "@/pages/collection/settings/sketch/cards";
import { pagesOf } from "@/pages/collection/settings/sketch/pages";
import { SketchPage } from "@/pages/collection/settings/sketch/SketchPage";
import { useStock } from "@/pages/collection/settings/sketch/useStock";
import { Words } from "@/pages/collection/settings/sketch/words";
import { Card } from "@/ui/parts";

/** The deck's first pages, drawn roughly as the settings are just now. */
export function Sketch({ collection, look }: { collection: Collection; look: Look }) {
  const { data: stock, isError } = useStock(collection);
  const [wanted, turn] = useState(2);
  const words = useMemo(() => new Words(look.language), [look.language]);
  const cards = useMemo(() => (stock ? cardsOf(stock, look, words) : []), [stock, look, words]);
  const pages = useMemo(() => pagesOf(cards, look), [cards, look]);
  const path = logoPath(collection.deck_settings);
  const logo = useLink(path ? logoLink(collection.id, path) : null).data?.url;
  const at = Math.min(wanted, pages.length);
  const page = pages[at - 1];
  const said = isError ? t("sketch.failed") : stock ? t("sketch.none") : t("sketch.waiting");
  return (
    <Card aria-label={t("sketch.title")} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t("sketch.title")}</h2>
        <PageTurner page={at} count={pages.length} onTurn={turn} />
      </div>
      {page && (
        <SketchPage
          page={page}
          look={look}
          words={words}
          title={look.title?.trim() || collection.name}
          count={stock?.whole ? cards.length : undefined}
          logo={logo}
          collectionId={collection.id}
        />
      )}
      <p className="text-sm text-muted">{cards.length > 0 ? t("sketch.what") : said}</p>
    </Card>
  );
}

import { t } from "@/i18n";
import { colourOf } from "@/pages/collection/settings/ColourField";
import type { Look } from "@/pages/collection/settings/look";
import { CardsPage } from "@/pages/collection/settings/sketch/CardsPage";
import { CoverPage, SectionPage } from "@/pages/collection/settings/sketch/CoverPage";
import { SheetContext } from "@/pages/collection/settings/sketch/Put";
import type { Page } from "@/pages/collection/settings/sketch/pages";
import { SIZES, type Theme, themeOf } from "@/pages/collection/settings/sketch/sheet";
import type { Words } from "@/pages/collection/settings/sketch/words";

/** What every page of a sketch is drawn with. */
export interface Drawn {
  look: Look;
  words: Words;
  title: string;
  logo: string | undefined;
  collectionId: string;
}

/** A page in its proportions. It is one picture to a screen reader: the form says the same better. */
export function SketchPage({ page, count, ...drawn }: Drawn & { page: Page; count: number | undefined }) {
  const { look, words } = drawn;
  const [width, height] = SIZES[look.page_size];
  const theme = themeOf(colourOf(look.color));
  return (
    <div
      role="img"
      aria-label={spoken(page, drawn.title)}
      className="@container overflow-hidden rounded border border-line bg-white shadow-card"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <div aria-hidden dir={words.rtl ? "rtl" : "ltr"} className="relative size-full leading-[1.25] text-[#1f2429]">
        <SheetContext value={{ width, height, rtl: words.rtl }}>
          <PageOf page={page} count={count} theme={theme} {...drawn} />
        </SheetContext>
      </div>
    </div>
  );
}

function PageOf({ page, count, ...drawn }: Drawn & { page: Page; count: number | undefined; theme: Theme }) {
  switch (page.kind) {
    case "cover":
      return <CoverPage {...drawn} cards={page.cards} count={count} />;
    case "section":
      return <SectionPage {...drawn} name={page.title} count={page.count} />;
    case "cards":
      return <CardsPage {...drawn} cards={page.cards} number={page.number} />;
  }
}

function spoken(page: Page, title: string): string {
  if (page.kind === "cover") return t("sketch.cover", { title });
  if (page.kind === "section") return t("sketch.section", { title: page.title });
  return t("sketch.cards", { names: page.cards.map(({ name }) => name).join(", ") });
}

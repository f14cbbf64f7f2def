import { useContext } from "react";
import { CardPicture } from "@/pages/collection/settings/sketch/CardPicture";
import type { Card } from "@/pages/collection/settings/sketch/cards";
import { Put, SheetContext } from "@/pages/collection/settings/sketch/Put";
import type { Drawn } from "@/pages/collection/settings/sketch/SketchPage";
import { type Box, FAINT, LOGO, MARGIN, type Theme } from "@/pages/collection/settings/sketch/sheet";

const BAND = 0.045;
const PICTURES = 0.58;
const MUTED = "#5f6b76";

interface CoverProps extends Drawn {
  theme: Theme;
  cards: Card[];
  /** How many products the deck shows; undefined when that is not known. */
  count: number | undefined;
}

/** Title, subtitle, logo, some of the pictures, and what is inside. */
export function CoverPage({ look, words, title, logo, theme, cards, count, collectionId }: CoverProps) {
  const { width, height } = useContext(SheetContext);
  const left = width * (BAND + 0.06);
  const right = cards.length > 0 ? width * (PICTURES - 0.03) : width - MARGIN * 2;
  const middle = height * 0.6;
  const foot = height - MARGIN - 42;
  const facts = [words.day(new Date())];
  if (count !== undefined) facts.push(words.labelled("products") + words.number(count));
  return (
    <>
      <Put box={[0, 0, width * BAND, height]} fill={theme.accent} />
      <Collage cards={cards} collectionId={collectionId} none={words.of("no_picture")} />
      {logo && (
        <Put box={[left, MARGIN * 1.5, left + LOGO[0], MARGIN * 1.5 + LOGO[1]]}>
          <img src={logo} alt="" className="max-h-full max-w-full object-contain" />
        </Put>
      )}
      <Put box={[left, middle - 200, right, middle]} size={titleSize(title)} className="flex items-end font-bold">
        <span className="line-clamp-4 min-w-0 break-words">{title}</span>
      </Put>
      <Put box={[left, middle + 10, left + 64, middle + 13]} fill={theme.accent} />
      <Put box={[left, middle + 24, right, middle + 84]} size={20} color={MUTED}>
        {look.subtitle}
      </Put>
      <Put box={[left, foot, right, foot + 18]} size={13} color={MUTED} className="whitespace-nowrap">
        {facts.join("  ·  ")}
      </Put>
      <Put box={[left, foot + 20, right, foot + 46]} size={11} color={FAINT}>
        {look.currency_note}
      </Put>
    </>
  );
}

/** The size of a title's type: long ones are smaller, that they fit. */
function titleSize(title: string): number {
  return Math.max(22, Math.min(44, 44 * Math.sqrt(60 / Math.max(60, title.length))));
}

function Collage({ cards, collectionId, none }: { cards: Card[]; collectionId: string; none: string }) {
  const { width, height } = useContext(SheetContext);
  const across = cards.length >= 4 ? 2 : 1;
  const [x, y, gap] = [width * PICTURES, MARGIN * 1.5, 16];
  const wide = (width - MARGIN - x - gap * (across - 1)) / across;
  const high = (height - 2 * y - gap * (across - 1)) / across;
  return cards.slice(0, across * across).map((card, n) => {
    const [left, top] = [x + (wide + gap) * (n % across), y + (high + gap) * Math.floor(n / across)];
    const box: Box = [left, top, left + wide, top + high];
    return <CardPicture key={card.key} box={box} size={11} collectionId={collectionId} card={card} none={none} />;
  });
}

/** The opening of a section. */
export function SectionPage({ name, count, words, theme }: Drawn & { theme: Theme; name: string; count: number }) {
  const { width, height } = useContext(SheetContext);
  const [left, right, middle] = [width * (BAND + 0.06), width - MARGIN * 2, height * 0.52];
  const color = theme.onAccent;
  return (
    <>
      <Put box={[0, 0, width, height]} fill={theme.accent} />
      <Put box={[left, middle - 180, right, middle]} size={40} color={color} className="flex items-end font-bold">
        {name}
      </Put>
      <Put box={[left, middle + 10, left + 64, middle + 12]} fill={color} />
      <Put box={[left, middle + 22, right, middle + 46]} size={15} color={color}>
        {words.labelled("products") + words.number(count)}
      </Put>
    </>
  );
}

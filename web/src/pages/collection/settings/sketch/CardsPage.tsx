import { useContext } from "react";
import type { Look, ShownField, ShownPrice } from "@/pages/collection/settings/look";
import { CardPicture } from "@/pages/collection/settings/sketch/CardPicture";
import type { Card } from "@/pages/collection/settings/sketch/cards";
import { Put, SheetContext } from "@/pages/collection/settings/sketch/Put";
import type { Drawn } from "@/pages/collection/settings/sketch/SketchPage";
import {
  type Box,
  FAINT,
  FOOTER,
  FORMS,
  halves,
  MARGIN,
  places,
  SMALL_LOGO,
  type Theme,
  TITLE,
} from "@/pages/collection/settings/sketch/sheet";

interface CardsProps extends Drawn {
  theme: Theme;
  cards: Card[];
  number: number;
}

/** A page of cards, headed by their sections; by the deck's title where there are none. */
export function CardsPage({ cards, number, ...drawn }: CardsProps) {
  const { look, title, logo, theme } = drawn;
  const { width, height } = useContext(SheetContext);
  const names = [...new Set(cards.map(({ group }) => group).filter(Boolean))];
  const head = names.join(" · ") || title;
  const right = width - MARGIN;
  const top = height - FOOTER;
  const foot = [head === title ? "" : title, look.currency_note].filter(Boolean).join("  ·  ");
  const at = places(look);
  return (
    <>
      <Put box={[MARGIN, TITLE[0], right - (logo ? SMALL_LOGO[0] + 20 : 0), TITLE[1]]} size={20} color={theme.ink}>
        <span className="block truncate font-bold">{head}</span>
      </Put>
      {logo && (
        <Put box={[right - SMALL_LOGO[0], TITLE[0], right, TITLE[0] + SMALL_LOGO[1]]} className="flex justify-end">
          <img src={logo} alt="" className="max-h-full max-w-full object-contain" />
        </Put>
      )}
      <Put box={[MARGIN, TITLE[1] + 3, right, TITLE[1] + 4]} fill="#dde2e7" />
      {cards.map((card, n) => {
        const place = at[n];
        return place && <CardAt key={card.key} card={card} place={place} named={names.length > 1} {...drawn} />;
      })}
      <Put box={[MARGIN, top, right - 60, top + 12]} size={8} color={FAINT} className="truncate">
        {foot}
      </Put>
      <Put box={[right - 50, top, right, top + 12]} size={8} color={FAINT} className="text-end">
        {number}
      </Put>
    </>
  );
}

interface CardAtProps extends Drawn {
  theme: Theme;
  card: Card;
  place: Box;
  /** It names its section: several stand on this page. */
  named: boolean;
}

function CardAt({ card, place, named, look, words, theme, collectionId }: CardAtProps) {
  const form = FORMS[look.per_page];
  const [picture, text] = halves(place, form);
  const none = words.of("no_picture");
  return (
    <>
      <Put box={place} className="border border-[#dde2e7]" />
      <CardPicture box={picture} size={form.text} card={card} collectionId={collectionId} none={none} />
      <Put box={text} size={form.text} className="flex flex-col">
        {named && card.group && (
          <span className="shrink-0 truncate text-[0.75em]" style={{ color: theme.ink }}>
            {card.group}
          </span>
        )}
        <span
          className="line-clamp-3 shrink-0 font-bold break-words"
          style={{ fontSize: `${form.name / form.text}em` }}
        >
          {card.name}
        </span>
        <span className="min-h-0 flex-1 overflow-hidden pt-[0.4em]">
          {look.fields.map((field) => (
            <Line key={field} label={field} card={card} words={words} />
          ))}
        </span>
        <span className="shrink-0 text-[1.1em]">
          {pricesOf(look).map((price) => (
            <Line key={price} label={price} card={card} words={words} color={theme.ink} />
          ))}
        </span>
      </Put>
    </>
  );
}

/** The prices at a card's foot: those that do not stand among its fields already. */
function pricesOf({ prices, fields }: Look): ShownPrice[] {
  return prices.filter((price) => !fields.some((field) => field === price));
}

interface LineProps extends Pick<Drawn, "words"> {
  label: ShownField | ShownPrice;
  card: Card;
  color?: string;
}

function Line({ label, card, words, color }: LineProps) {
  const value = card.values[label];
  if (!value) return null;
  return (
    <span className="block">
      {label !== "description" && <span className="text-[#5f6b76]">{words.labelled(label)}</span>}
      <span className={color && "font-bold"} style={{ color }}>
        {value}
      </span>
    </span>
  );
}

/** The sheet that a deck is drawn on, in points, as the deck itself has it. */
import type { Look } from "@/pages/collection/settings/look";

/** Left, top, right and bottom. */
export type Box = readonly [number, number, number, number];

export const SIZES: Record<Look["page_size"], readonly [number, number]> = {
  wide: [960, 540],
  standard: [720, 540],
  a4: [842, 595],
  letter: [792, 612],
};
/** A little darker than the deck's: here it is smaller. */
export const FAINT = "#667079";
export const MARGIN = 32;
export const TITLE = [22, 52] as const;
export const FOOTER = 30;
export const LOGO = [200, 80] as const;
export const SMALL_LOGO = [90, 24] as const;
const CONTENT_TOP = 66;
const GAP = 14;

/** How cards look when there are so many a page; `share` is the picture's part of a card. */
export interface Form {
  columns: number;
  rows: number;
  name: number;
  text: number;
  share: number;
  padding: number;
  /** The picture stands above the text, not beside it. */
  upright?: boolean;
}

export const FORMS: Record<Look["per_page"], Form> = {
  1: { columns: 1, rows: 1, name: 28, text: 15, share: 0.54, padding: 18 },
  2: { columns: 2, rows: 1, name: 18, text: 12, share: 0.6, padding: 14, upright: true },
  4: { columns: 2, rows: 2, name: 15, text: 11, share: 0.44, padding: 10 },
  6: { columns: 3, rows: 2, name: 12.5, text: 9.5, share: 0.44, padding: 9 },
  9: { columns: 3, rows: 3, name: 10.5, text: 8.5, share: 0.4, padding: 7 },
};

/** The boxes of a page's cards, in reading order. */
export function places({ page_size, per_page }: Look): Box[] {
  const [width, height] = SIZES[page_size];
  const { columns, rows } = FORMS[per_page];
  const across = (width - 2 * MARGIN - GAP * (columns - 1)) / columns;
  const down = (height - CONTENT_TOP - FOOTER - MARGIN / 2 - GAP * (rows - 1)) / rows;
  return Array.from({ length: columns * rows }, (_, n) => {
    const [x, y] = [MARGIN + (across + GAP) * (n % columns), CONTENT_TOP + (down + GAP) * Math.floor(n / columns)];
    return [x, y, x + across, y + down] as const;
  });
}

/** Where a card's picture and its text stand. */
export function halves([x0, y0, x1, y1]: Box, { padding: pad, share, upright }: Form): [Box, Box] {
  const inner = [x0 + pad, y0 + pad, x1 - pad, y1 - pad] as const;
  const [left, top, right, bottom] = inner;
  if (upright) {
    const middle = top + (bottom - top) * share;
    return [
      [left, top, right, middle],
      [left, middle + pad, right, bottom],
    ];
  }
  const middle = left + (right - left) * share;
  return [
    [left, top, middle, bottom],
    [middle + pad, top, right, bottom],
  ];
}

/** The colours of a deck: `accent` fills areas, `onAccent` is read on it, `ink` is the accent readable on white. */
export interface Theme {
  accent: string;
  onAccent: string;
  ink: string;
}

const DARK = "#1f2429";
const WHITE = "#ffffff";
const READABLE = 4.5;

export function themeOf(accent: string): Theme {
  let ink = accent;
  while (contrast(ink, WHITE) < READABLE) ink = written(rgb(ink).map((part) => Math.floor(part * 0.9)));
  return { accent, onAccent: contrast(accent, WHITE) < contrast(accent, DARK) ? DARK : WHITE, ink };
}

function rgb(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function written(parts: number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = rgb(color).map((part) => {
    const p = part / 255;
    return p <= 0.03928 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

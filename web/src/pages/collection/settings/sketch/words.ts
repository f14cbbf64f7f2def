import known from "@/pages/collection/settings/sketch/words.json";

export type Word = keyof (typeof known)["en"];

const FROM_RIGHT = ["ar", "he", "fa", "ur"];
const COLONS: Record<string, string> = { fr: "\u00a0: ", ja: "：", zh: "：" };

/** A deck's own words in its language, English where it has none, and amounts as that language writes them. */
export class Words {
  readonly rtl: boolean;
  private readonly base: string;
  private readonly words: Record<Word, string>;

  constructor(readonly language: string) {
    this.base = language.split("-")[0]?.toLowerCase() ?? "en";
    this.rtl = FROM_RIGHT.includes(this.base);
    this.words = this.base in known ? known[this.base as keyof typeof known] : known.en;
  }

  of(word: Word): string {
    return this.words[word];
  }

  /** A word before its value: "Sizes: S". */
  labelled(word: Word): string {
    return this.of(word) + (COLONS[this.base] ?? ": ");
  }

  number(value: number, decimals = 0): string {
    return new Intl.NumberFormat(this.tag(), {
      minimumFractionDigits: decimals,
      maximumFractionDigits: Math.max(decimals, 4),
      numberingSystem: "latn",
    }).format(value);
  }

  /** An amount (a decimal string) with the code of its currency behind it; as it stands where it is no number. */
  amount(amount: string, currency?: string | null, most?: string | null): string {
    const shown = [amount, most].filter((part) => part != null).map((part) => this.one(part, currency));
    return [shown.join(" – "), currency].filter(Boolean).join("\u00a0");
  }

  day(date: Date): string {
    return new Intl.DateTimeFormat(this.tag(), { dateStyle: "medium", numberingSystem: "latn" }).format(date);
  }

  private one(amount: string, currency?: string | null): string {
    const value = Number(amount);
    return Number.isFinite(value) ? this.number(value, decimalsOf(currency)) : amount;
  }

  private tag(): string {
    if (this.language.toLowerCase() === "en") return "en-GB"; // the deck's English puts the day first
    try {
      return Intl.getCanonicalLocales(this.language)[0] ?? "en";
    } catch {
      return "en";
    }
  }
}

function decimalsOf(currency?: string | null): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency: currency ?? "EUR" });
    return format.resolvedOptions().minimumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

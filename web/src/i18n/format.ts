import { currentLanguage, t } from "@/i18n";

/** Seconds as people say them: "45s", "2m 30s", "1h 05m". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours) return `${hours}h ${String(minutes).padStart(2, "0")}m`;
  return minutes ? `${minutes}m ${String(rest).padStart(2, "0")}s` : `${rest}s`;
}

/** Seconds of something short, with a tenth: "0.4s"; longer times as `duration` says them. */
export function shortTime(seconds: number): string {
  if (seconds >= 10) return duration(seconds);
  const tenths = new Intl.NumberFormat(currentLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return seconds > 0 && seconds < 0.05 ? `<${tenths.format(0.1)}s` : `${tenths.format(seconds)}s`;
}

/** How much time is left, roughly: nobody believes seconds of an estimate of minutes. */
export function roughly(seconds: number): string {
  if (seconds < 10) return duration(Math.max(1, seconds));
  if (seconds < 60) return duration(Math.ceil(seconds / 5) * 5);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes}m` : duration(minutes * 60);
}

/** Bytes as people say them: "1.2 MB". */
export function fileSize(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(currentLanguage(), {
    style: "unit",
    unit: units[power],
    unitDisplay: power ? "short" : "long",
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

/** How dates are written: as where the person lives, if they speak the page's language; its English is British. */
function calendar(): string {
  const language = currentLanguage();
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? (language === "en" ? "en-GB" : language);
}

export function dateTime(date: Date): string {
  return new Intl.DateTimeFormat(calendar(), { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** A day without its time. */
export function day(date: Date): string {
  return new Intl.DateTimeFormat(calendar(), { dateStyle: "medium" }).format(date);
}

export function percent(fraction: number): string {
  return t("progress.percent", { percentage: Math.round(fraction * 100) });
}

/** An amount (a decimal string) as its currency is written; as it stands where there is no currency. */
export function money(amount: string, currency?: string | null): string {
  const value = Number(amount);
  const digits = Math.max(2, amount.split(".")[1]?.length ?? 0);
  const style = currency ? ({ style: "currency", currency } as const) : {};
  try {
    return new Intl.NumberFormat(currentLanguage(), { ...style, minimumFractionDigits: Math.min(digits, 4) }).format(
      value,
    );
  } catch {
    return `${amount} ${currency}`;
  }
}

/** A price as it is shown; a range with both its ends. */
export function price(price: { amount: string; currency?: string | null; amount_max?: string | null }): string {
  const low = money(price.amount, price.currency);
  return price.amount_max ? `${low} – ${money(price.amount_max, price.currency)}` : low;
}

/** How sure a value is, for a person. */
export function sureness(confidence: number): string {
  return t("said.confidence", { percent: Math.round(shownSure(confidence) * 100) });
}

/** Sureness as it is shown: what is not certain does not round to it. */
export function shownSure(confidence: number): number {
  return confidence < 1 ? Math.min(0.99, confidence) : 1;
}

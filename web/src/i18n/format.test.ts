import { afterEach, describe, expect, it } from "vitest";
import { setLanguage } from "@/i18n";
import { dateTime, duration, fileSize, money, percent, price, roughly, shortTime } from "@/i18n/format";

afterEach(() => setLanguage("en"));

/** Intl puts narrow and no-break spaces; people read spaces. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("times", () => {
  it.each([
    [-5, "0s"],
    [0.4, "0s"],
    [45, "45s"],
    [59.6, "1m 00s"],
    [150, "2m 30s"],
    [3599.5, "1h 00m"],
    [3900, "1h 05m"],
  ])("%s s is %s", (seconds, text) => expect(duration(seconds)).toBe(text));

  it.each([
    [0, "1s"],
    [7.2, "7s"],
    [12, "15s"],
    [59, "1m 00s"],
    [89, "1m"],
    [91, "2m"],
    [3700, "1h 02m"],
  ])("about %s s is %s", (seconds, text) => expect(roughly(seconds)).toBe(text));

  it.each([
    [0, "0.0s"],
    [0.01, "<0.1s"],
    [2.34, "2.3s"],
    [75, "1m 15s"],
  ])("something short took %s seconds: %s", (seconds, text) => expect(shortTime(seconds)).toBe(text));

  it("a date is in the language's order", async () => {
    const date = new Date(2026, 10, 24, 13, 5);
    expect(dateTime(date)).toMatch(/Nov 24, 2026.*1:05/);
    await setLanguage("de");
    expect(dateTime(date)).toMatch(/24\.11\.2026.*13:05/);
  });
});

describe("sizes and parts", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [1_250_000, "1.3 MB"],
    [5_000_000_000_000, "5,000 GB"],
  ])("%s bytes is %s", (bytes, text) => expect(plain(fileSize(bytes))).toBe(text));

  it("a part of one is a percentage", async () => {
    expect(percent(0.674)).toBe("67 %");
    await setLanguage("de");
    expect(plain(percent(0.674))).toBe("67 %");
  });
});

describe("money", () => {
  it.each([
    ["24", "EUR", "€24.00"],
    ["24.5", "USD", "$24.50"],
    ["1234.125", "GBP", "£1,234.125"],
    ["0.12345", "EUR", "€0.1235"],
    ["24", null, "24.00"],
    ["24", "?", "24 ?"],
  ])("%s %s is %s", (amount, currency, text) => expect(plain(money(amount, currency))).toBe(text));

  it("is as the language writes it", async () => {
    await setLanguage("de");
    expect(plain(money("1234.5", "EUR"))).toBe("1.234,50 €");
  });

  it("a range keeps both its ends", () => {
    expect(price({ amount: "10", amount_max: "12", currency: "EUR" })).toBe("€10.00 – €12.00");
    expect(price({ amount: "10", amount_max: null, currency: "EUR" })).toBe("€10.00");
  });
});

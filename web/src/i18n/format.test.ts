import { afterEach, describe, expect, it } from "vitest";
import { setLanguage } from "@/i18n";
import { duration, fileSize, money, price, roughly, shortTime } from "@/i18n/format";

afterEach(() => setLanguage("en"));

describe("times", () => {
  it.each([
    [0, "0s"],
    [-5, "0s"],
    [59.6, "1m 00s"],
    [150, "2m 30s"],
    [3900, "1h 05m"],
  ])("%s seconds are %s", (seconds, said) => expect(duration(seconds)).toBe(said));

  it.each([
    [0.2, "1s"],
    [9, "9s"],
    [12, "15s"],
    [61, "1m"],
    [3600, "1h 00m"],
  ])("about %s seconds are left: %s", (seconds, said) => expect(roughly(seconds)).toBe(said));

  it.each([
    [0, "0.0s"],
    [0.01, "<0.1s"],
    [2.34, "2.3s"],
    [75, "1m 15s"],
  ])("something short took %s seconds: %s", (seconds, said) => expect(shortTime(seconds)).toBe(said));
});

describe("sizes and amounts", () => {
  it.each([
    [1, "1 byte"],
    [999, "999 bytes"],
    [49_755, "50 kB"],
    [50_868_657, "50.9 MB"],
    [2_500_000_000, "2.5 GB"],
  ])("%s bytes are %s", (bytes, said) => expect(fileSize(bytes)).toBe(said));

  it("follow the language", async () => {
    await setLanguage("de");
    expect(fileSize(50_868_657)).toBe("50,9 MB");
    expect(money("1234.5", "EUR")).toBe("1.234,50\u00a0€");
  });

  it("keep the digits that were printed, and say a currency that nobody knows", () => {
    expect(money("66.655", "EUR")).toBe("€66.655");
    expect(money("12", "NOT A CURRENCY")).toBe("12 NOT A CURRENCY");
    expect(price({ amount: "10", currency: "USD", amount_max: "12" })).toBe("$10.00 – $12.00");
  });
});

import { expect, test } from "vitest";
import { pixelsPerPoint, placeOf, sizeInPoints } from "@/pages/collection/products/boxes";

function chunk(name: string, data: number[]): number[] {
  const length = [0, 0, data.length >> 8, data.length & 255];
  return [...length, ...[...name].map((letter) => letter.charCodeAt(0)), ...data, 0, 0, 0, 0];
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const HEAD = chunk("IHDR", Array(13).fill(1));
const AT_110_DPI = [0, 0, 0x10, 0xeb, 0, 0, 0x10, 0xeb, 1]; // 4331 pixels a metre

function png(...chunks: number[][]): Uint8Array {
  return new Uint8Array([...SIGNATURE, ...chunks.flat()]);
}

test("a page's picture tells its own scale", () => {
  expect(pixelsPerPoint(png(HEAD, chunk("pHYs", AT_110_DPI), chunk("IDAT", [1])))).toBeCloseTo(110 / 72, 3);
});

test.each([
  ["no scale at all", png(HEAD, chunk("IDAT", [1]))],
  ["a scale that comes after the picture", png(HEAD, chunk("IDAT", [1]), chunk("pHYs", AT_110_DPI))],
  ["a scale without a unit", png(HEAD, chunk("pHYs", [...AT_110_DPI.slice(0, 8), 0]))],
  ["a file that is cut off", png(HEAD, chunk("pHYs", AT_110_DPI)).slice(0, 45)],
  ["nothing", new Uint8Array()],
])("there is no scale in: %s", (_, file) => {
  expect(pixelsPerPoint(file)).toBeUndefined();
});

test("a box lies where its points are, whatever the picture's size", () => {
  const page = sizeInPoints(910, 1286, 910 / 595);
  expect(page.width).toBeCloseTo(595);
  const { left, top, width, height } = placeOf([59.5, 84, 119, 168], page);
  expect([left, width]).toEqual([expect.closeTo(0.1), expect.closeTo(0.1)]);
  expect([top, height]).toEqual([expect.closeTo(0.0999, 3), expect.closeTo(0.0999, 3)]);
  expect(sizeInPoints(1100, 550)).toEqual({ width: expect.closeTo(720), height: expect.closeTo(360) });
});

test("a box stays on its page, the right way round, and large enough to see", () => {
  expect(placeOf([500, 10, -20, 10], { width: 100, height: 100 })).toEqual({
    left: 0,
    top: 0.1,
    width: 1,
    height: 0.004,
  });
});

/** A page's picture and the boxes on it. A box is `[x0, y0, x1, y1]` in points from the page's top left. */
export type Box = readonly number[];

const POINTS_A_METRE = 72 / 0.0254;
const USUAL_DPI = 110; // what pages are rendered at, unless their picture says otherwise

/** Pixels a point of a PNG, as its pHYs chunk says; undefined where it does not say. */
export function pixelsPerPoint(png: Uint8Array): number | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (name === "IDAT" || name === "IEND") return undefined;
    if (name === "pHYs" && length === 9 && at + 17 <= png.length) {
      return view.getUint8(at + 16) === 1 ? view.getUint32(at + 8) / POINTS_A_METRE : undefined;
    }
    at += 12 + length;
  }
  return undefined;
}

/** A picture's size in points. */
export function sizeInPoints(width: number, height: number, scale = USUAL_DPI / 72): { width: number; height: number } {
  return { width: width / scale, height: height / scale };
}

/** Where a box lies on its page, in parts of the page's width and height; kept on the page, and large enough to see. */
export function placeOf(box: Box, page: { width: number; height: number }) {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
  const part = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole));
  const left = part(Math.min(x0, x1), page.width);
  const top = part(Math.min(y0, y1), page.height);
  return {
    left,
    top,
    width: Math.max(0.004, part(Math.max(x0, x1), page.width) - left),
    height: Math.max(0.004, part(Math.max(y0, y1), page.height) - top),
  };
}

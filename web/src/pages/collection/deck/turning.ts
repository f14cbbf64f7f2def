/** The page that a key leads to, from 1; undefined for a key that turns none. Arrows follow the eye, not the script. */
export function pageAfter(key: string, page: number, count: number): number | undefined {
  const to = wanted(key, page, count);
  return to === undefined ? undefined : Math.min(Math.max(to, 1), Math.max(count, 1));
}

function wanted(key: string, page: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
    case "PageDown":
      return page + 1;
    case "ArrowLeft":
    case "ArrowUp":
    case "PageUp":
      return page - 1;
    case "Home":
      return 1;
    case "End":
      return count;
    default:
      return undefined;
  }
}

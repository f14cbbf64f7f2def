import { type ComponentType, lazy } from "react";

/** A part of the page's own code did not come. Browsers remember that and never ask again: only a reload does. */
export class NotFetched extends Error {
  override name = "NotFetched";
}

/** A component whose code is fetched when it is first shown; the nearest ErrorBoundary deals with NotFetched. */
export function lazily<Props>(fetchIt: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await fetchIt().catch(notFetched) }));
}

function notFetched(error: unknown): never {
  throw new NotFetched(String(error));
}

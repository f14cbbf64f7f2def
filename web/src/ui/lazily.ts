import { type ComponentType, lazy } from "react";

/** A part of the page's own code did not come. Browsers remember that and never ask again: only a reload does. */
export class NotFetched extends Error {
  override name = "NotFetched";
}

/**
 * A component whose code is fetched when it is first shown, or by `early()` before that; the nearest ErrorBoundary deals
 * with NotFetched.
 */
export function lazily<Props>(fetchIt: () => Promise<ComponentType<Props>>) {
  const component = lazy(async () => ({ default: await fetchIt().catch(notFetched) }));
  return Object.assign(component, { early: () => void fetchIt().catch(() => undefined) });
}

function notFetched(error: unknown): never {
  throw new NotFetched(String(error));
}

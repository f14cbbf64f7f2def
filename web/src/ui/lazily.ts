import { type ComponentType, lazy } from "react";

const AGAIN_MS = 1000;

/** A part of the page's own code did not come, though the browser is online: most often a newer page has replaced it. */
export class NotFetched extends Error {
  override name = "NotFetched";
}

/** A component whose code is fetched when it is first shown. Offline it waits, and goes on when the browser is back. */
export function lazily<Props>(fetchIt: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await persistently(fetchIt) }));
}

export async function persistently<T>(fetchIt: () => Promise<T>): Promise<T> {
  while (true) {
    try {
      return await fetchIt();
    } catch {
      if (!navigator.onLine) await backOnline();
      else return await once(fetchIt);
    }
  }
}

async function once<T>(fetchIt: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  try {
    return await fetchIt();
  } catch (error) {
    throw new NotFetched(String(error));
  }
}

function backOnline(): Promise<void> {
  return new Promise((resolve) => window.addEventListener("online", () => resolve(), { once: true }));
}

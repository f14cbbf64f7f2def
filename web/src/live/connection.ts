import { useSyncExternalStore } from "react";

const lost = new Set<object>();
const listeners = new Set<() => void>();

/** Called by a subscription: whether it has to show what it remembers because the server does not answer. */
export function setLost(subscription: object, now: boolean) {
  if (lost.has(subscription) === now) return;
  if (now) lost.add(subscription);
  else lost.delete(subscription);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** `offline` when the browser says so, `lost` while the server does not answer, else `connected`. */
export function useConnection(): "connected" | "lost" | "offline" {
  return useSyncExternalStore(subscribe, () => (navigator.onLine ? (lost.size ? "lost" : "connected") : "offline"));
}

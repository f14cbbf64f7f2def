import { useSyncExternalStore } from "react";

let connected = true;
const listeners = new Set<() => void>();

/** Called by subscriptions: whether what they show comes from the server just now. */
export function setConnected(now: boolean) {
  if (now === connected) return;
  connected = now;
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
  return useSyncExternalStore(subscribe, () => (navigator.onLine ? (connected ? "connected" : "lost") : "offline"));
}

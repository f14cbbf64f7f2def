import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const listeners = new Set<() => void>();

function current(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** The theme in use, and how to choose another; `null` follows the system. index.html sets it before anything is painted. */
export function useTheme(): [Theme, (theme: Theme | null) => void] {
  return [useSyncExternalStore(subscribe, current), setTheme];
}

/** The theme that the person chose; null when theirs is the system's. */
export function useChosenTheme(): Theme | null {
  return useSyncExternalStore(subscribe, chosen);
}

function chosen(): Theme | null {
  const kept = localStorage.getItem("theme");
  return kept === "dark" || kept === "light" ? kept : null;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Let the page follow the system's theme as it changes, on every screen. */
export function followSystemTheme() {
  matchMedia(DARK).addEventListener("change", follow);
}

const DARK = "(prefers-color-scheme: dark)";

function setTheme(theme: Theme | null) {
  if (theme) localStorage.setItem("theme", theme);
  else localStorage.removeItem("theme");
  follow();
}

function follow() {
  document.documentElement.dataset.theme = chosen() ?? (matchMedia(DARK).matches ? "dark" : "light");
  for (const listener of listeners) listener();
}

import { type RefObject, useLayoutEffect, useRef } from "react";

/** Put the focus on the page's content, when what had it has gone: a person then goes on from there, not from the top. */
export function focusContent() {
  document.getElementById("content")?.focus({ preventScroll: true });
}

/** Put the focus on an element once it has been drawn anew. */
export function focusLater(id: string) {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

const HOME = "[data-focus-home]";

/** The box around an element that takes the focus when the element has gone. */
export function focusHome(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>(HOME) ?? null;
}

/**
 * For a box marked `data-focus-home` with a `tabIndex`: it takes the focus itself when what had it in there has gone,
 * so that a person goes on from there. Dialogs that were opened from it give the focus back to it.
 */
export function useFocusHome<T extends HTMLElement>(): RefObject<T | null> {
  const box = useRef<T>(null);
  const inside = box.current?.contains(document.activeElement) ?? false; // before anything in it is taken away
  useLayoutEffect(() => {
    if (inside && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  });
  return box;
}

/** Put the focus on the page's content, when what had it has gone: a person then goes on from there, not from the top. */
export function focusContent() {
  document.getElementById("content")?.focus({ preventScroll: true });
}

/** Put the focus on an element once it has been drawn anew. */
export function focusLater(id: string) {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

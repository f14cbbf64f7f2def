import { useCallback, useState } from "react";

/** What begins with this is forgotten at sign-out, in either storage. */
export const PREFIX = "draft:";
const OWNER = "drafts-of";

/**
 * What a person types, kept for this tab until it is sent, so that a reload or an expired sign-in loses nothing.
 * The third value forgets it: call it when what was typed has been taken.
 */
export function useDraft(key: string, initial: string): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(PREFIX + key) ?? initial);
  const keep = useCallback(
    (next: string) => {
      setText(next);
      sessionStorage.setItem(PREFIX + key, next);
    },
    [key],
  );
  const forget = useCallback(() => sessionStorage.removeItem(PREFIX + key), [key]);
  return [text, keep, forget];
}

/** The same for what is no component's own: what was kept, keep this, forget it. */
export function draftAt(key: string) {
  return {
    kept: () => sessionStorage.getItem(PREFIX + key),
    keep: (text: string) => sessionStorage.setItem(PREFIX + key, text),
    forget: () => sessionStorage.removeItem(PREFIX + key),
  };
}

/** Forget what anybody but this person typed in this tab: browsers bring back closed tabs with all they held. */
export function keepDraftsOf(uid: string) {
  if (sessionStorage.getItem(OWNER) !== uid) forgetDrafts();
  sessionStorage.setItem(OWNER, uid);
}

/** Forget everything that anybody typed in this tab, or began to send from this browser. */
export function forgetDrafts() {
  for (const kept of [sessionStorage, localStorage])
    for (const key of Object.keys(kept)) if (key.startsWith(PREFIX)) kept.removeItem(key);
  sessionStorage.removeItem(OWNER);
}

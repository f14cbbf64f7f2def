import { ApiProblem } from "@/api/problem";
import { type Look, type LookField, same } from "@/pages/collection/settings/look";

export type Value = Look[LookField];

/**
 * Something a person changed. `typing` until the field is left, then `due`, then on its way; `taken` until Firestore
 * shows it. `base` is what was stored when it was sent.
 */
export interface Edit {
  value: Value;
  state: "typing" | "due" | "sending" | "taken";
  base?: Value;
  /** Why it is not taken. It is not sent again until it is changed. */
  error?: string;
  /** What somebody else set meanwhile. */
  theirs?: { value: Value };
}

export type Edits = { readonly [field in LookField]?: Edit };

/** `waiting`: the server cannot be reached, and is asked again by itself. */
export type SaveState = "saved" | "unsaved" | "saving" | "waiting" | "refused";

/** What a form shows of its saving. `problem` is why nothing could be saved; `saves` counts what was. */
export interface Saving {
  edits: Edits;
  state: SaveState;
  problem?: string;
  saves: number;
}

/** Edits as pairs of field and edit. */
export function entries(edits: Edits): [LookField, Edit][] {
  return Object.entries(edits) as [LookField, Edit][];
}

/** Edits, each changed. */
export function mapped(edits: [LookField, Edit][], change: (edit: Edit, field: LookField) => Edit): Edits {
  return Object.fromEntries(edits.map(([field, edit]) => [field, change(edit, field)]));
}

/** An edit on its way. `base`: what is stored as it leaves. */
export function sent({ value }: Edit, base: Value): Edit {
  return { value, base, state: "sending" };
}

/** Whether anything is on its way. */
export function busy(fields: Partial<Look>): boolean {
  return Object.keys(fields).length > 0;
}

/** How saving stands, by what is not taken yet. */
export function stateOf(open: Edit[], sending: boolean, failed: SaveState | undefined): SaveState {
  if (open.length === 0) return "saved";
  if (sending) return "saving";
  if (failed) return failed;
  return open.some(({ error }) => error) ? "refused" : "unsaved";
}

/** Whether what was taken is what Firestore shows, or something newer came after it. */
export function settled(stored: Value, { value, base }: Edit): boolean {
  return same(stored, value) || !same(stored, base);
}

/** Which of the fields that were sent the server finds wrong, and why. */
export function faultsOf(error: unknown, fields: Partial<Look>): [LookField, string][] {
  const told = error instanceof ApiProblem ? (error.document?.errors ?? []) : [];
  const names = Object.keys(fields) as LookField[];
  return told.flatMap(({ field, message }) => {
    const name = names.find((one) => `${field}.`.startsWith(`deck_settings.${one}.`));
    return name ? [[name, message] as [LookField, string]] : [];
  });
}

/** Whether a refusal may pass by itself. */
export function passes(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === "offline" || error.status >= 500 || error.status === 401);
}

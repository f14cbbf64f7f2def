import { useDraft } from "@/lib/drafts";

export interface FieldDraft {
  /** What the field shows: what was typed, else what is stored. */
  text: string;
  /** Whether what is shown is typed and not stored. */
  dirty: boolean;
  /** What somebody else stored since the typing began; undefined when nobody did. */
  theirs: string | undefined;
  type: (text: string) => void;
  drop: () => void;
}

/** What a person types into a field whose stored value may change meanwhile. What is typed stays until it is taken. */
export function useFieldDraft(key: string, stored: string): FieldDraft {
  const [kept, keep, forget] = useDraft(key, "");
  const draft = read(kept);
  const text = draft?.text ?? stored;
  const dirty = text !== stored;
  return {
    text,
    dirty,
    theirs: dirty && draft && draft.base !== stored ? stored : undefined,
    type: (next) => keep(JSON.stringify({ text: next, base: draft?.base ?? stored })),
    drop: () => {
      keep("");
      forget();
    },
  };
}

function read(kept: string): { text: string; base: string } | null {
  if (!kept) return null;
  const { text, base } = JSON.parse(kept);
  return { text: String(text), base: String(base) };
}

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { answer, api, type Schemas } from "@/api/client";
import { t } from "@/i18n";
import { draftAt } from "@/lib/drafts";
import { useConnection } from "@/live/connection";
import type { Collection } from "@/live/records";
import type { Saving } from "@/pages/collection/settings/edits";
import { COLOUR, type Look, type LookField, MOST_LETTERS, readEdits, readLook } from "@/pages/collection/settings/look";
import { Saver } from "@/pages/collection/settings/saver";

/** One a collection, for as long as the page is open: what is not saved yet outlives the tab that it was typed in. */
const savers = new Map<string, Saver>();

function saverOf(collectionId: string, stored: Look): Saver {
  const known = savers.get(collectionId);
  if (known) return known;
  const draft = draftAt(`deck-settings ${collectionId}`);
  const outside = {
    send: (fields: Partial<Look>) => saved(collectionId, fields),
    keep: (fields: Partial<Look>) =>
      Object.keys(fields).length > 0 ? draft.keep(JSON.stringify(fields)) : draft.forget(),
    check,
  };
  const made = new Saver(stored, outside, readEdits(draft.kept() ?? ""));
  savers.set(collectionId, made);
  return made;
}

/** Only the fields that are named change. */
function saved(collection_id: string, fields: Partial<Look>) {
  const body = { deck_settings: fields } as Schemas["ChangedCollection"];
  return answer(api.PATCH("/api/collections/{collection_id}", { params: { path: { collection_id } }, body }));
}

/** What is wrong with a setting, in words; undefined for a right one. */
function check(field: LookField, value: Look[LookField]): string | undefined {
  if (field === "color" && !COLOUR.test(String(value))) return t("look.color.wrong");
  const most = field in MOST_LETTERS ? MOST_LETTERS[field as keyof typeof MOST_LETTERS] : undefined;
  return most && String(value ?? "").length > most ? t("look.tooLong", { most }) : undefined;
}

/** The settings of a collection's decks: as they are stored, with what this person changes laid over. */
export interface Settings {
  look: Look;
  saving: Saving;
  saver: Saver;
}

/** Follows what is stored, and what is being changed here. It is sent when the connection is back, or the page left. */
export function useSettings({ id, deck_settings }: Collection): Settings {
  const stored = useMemo(() => readLook(deck_settings), [deck_settings]);
  const saver = saverOf(id, stored);
  const saving = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const connection = useConnection();
  useEffect(() => saver.shows(stored), [saver, stored]);
  useEffect(() => {
    if (connection === "connected") saver.flush();
  }, [saver, connection]);
  useEffect(() => {
    window.addEventListener("pagehide", saver.leaveAll);
    return () => {
      window.removeEventListener("pagehide", saver.leaveAll);
      saver.leaveAll();
    };
  }, [saver]);
  const look = useMemo(() => ({ ...stored, ...valuesOf(saving) }), [stored, saving]);
  return { look, saving, saver };
}

function valuesOf({ edits }: Saving): Partial<Look> {
  return Object.fromEntries(Object.entries(edits).map(([field, edit]) => [field, edit.value]));
}

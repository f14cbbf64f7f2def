import {
  busy,
  type Edit,
  type Edits,
  entries,
  faultsOf,
  mapped,
  passes,
  type SaveState,
  type Saving,
  sent,
  settled,
  stateOf,
  type Value,
} from "@/pages/collection/settings/edits";
import { type Look, type LookField, same } from "@/pages/collection/settings/look";

interface Outside {
  send: (fields: Partial<Look>) => Promise<unknown>;
  /** Called with everything that is not taken yet, whenever that changes. */
  keep: (fields: Partial<Look>) => void;
  /** What is wrong with a value, in words; undefined for a right one. */
  check: (field: LookField, value: Value) => string | undefined;
}

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Saves what a person changes, field by field: only what they changed is sent, one call at a time. What the server
 * does not take, or never gets, stays as they typed it; what never got there is sent again by itself.
 */
export class Saver {
  private now: Saving = { edits: {}, state: "saved", saves: 0 };
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private inFlight: Partial<Look> = {};
  private failure: { state: SaveState; problem?: string } | undefined;
  private wait = FIRST_WAIT_MS;

  /** begun: what was kept of an earlier time. */
  constructor(
    private stored: Look,
    private outside: Outside,
    begun: Partial<Look> = {},
  ) {
    for (const [field, value] of Object.entries(begun)) this.choose(field as LookField, value, 0);
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  snapshot = () => this.now;

  /** Take what is being typed. It is sent when the field is left. */
  type(field: LookField, value: Value) {
    const { base, theirs } = this.now.edits[field] ?? {};
    this.put({ ...this.now.edits, [field]: { value, state: "typing", base, theirs } });
  }

  /** Take what was chosen, and send it after a moment. */
  choose(field: LookField, value: Value, afterMs: number) {
    this.type(field, value);
    this.release(field);
    this.sendAfter(afterMs);
  }

  /** A field is left: what was typed into it is sent, unless it is wrong. */
  leave(field: LookField) {
    if (this.now.edits[field]?.state !== "typing") return;
    this.release(field);
    this.flush();
  }

  /** The page is left: fields in which somebody was typing are left with it. */
  leaveAll = () => {
    for (const field of Object.keys(this.now.edits)) this.leave(field as LookField);
  };

  /** Firestore shows these settings now. */
  shows(stored: Look) {
    const before = this.stored;
    this.stored = stored;
    const edits: Record<string, Edit> = {};
    for (const [field, edit] of entries(this.now.edits)) {
      const now = stored[field];
      if (edit.state === "taken" && settled(now, edit)) continue;
      const foreign = !same(now, before[field]) && !same(now, this.inFlight[field]) && !same(now, edit.value);
      edits[field] = foreign ? { ...edit, theirs: { value: now } } : edit;
    }
    this.put(edits);
  }

  /** Send now what is due: the connection is back, or a person asks for it. */
  flush = () => {
    clearTimeout(this.timer);
    void this.save();
  };

  private sendAfter(ms: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, ms);
  }

  /** Typing has ended. What is as it is stored is no change, unless something else is on its way there. */
  private release(field: LookField) {
    const { [field]: edit, ...others } = this.now.edits;
    if (!edit) return;
    const unchanged = same(edit.value, this.stored[field]) && !(field in this.inFlight) && edit.base === undefined;
    const error = this.outside.check(field, edit.value);
    this.put(unchanged ? others : { ...others, [field]: { ...edit, state: "due", error } });
  }

  private async save() {
    const due = entries(this.now.edits).filter(([, edit]) => edit.state === "due" && !edit.error);
    if (busy(this.inFlight) || due.length === 0) return;
    this.inFlight = Object.fromEntries(due.map(([field, { value }]) => [field, value]));
    this.failure = undefined;
    this.put({ ...this.now.edits, ...mapped(due, (edit, field) => sent(edit, this.stored[field])) });
    try {
      await this.outside.send(this.inFlight);
      this.took();
    } catch (error) {
      this.refused(error);
    }
  }

  private took() {
    this.wait = FIRST_WAIT_MS;
    this.inFlight = {};
    this.now = { ...this.now, saves: this.now.saves + 1 };
    this.put(this.landed("taken"));
    this.shows(this.stored);
    this.sendAfter(0);
  }

  private refused(error: unknown) {
    const faults = faultsOf(error, this.inFlight);
    const edits: Record<string, Edit> = { ...this.landed("due") };
    for (const [field, message] of faults)
      if (same(edits[field]?.value, this.inFlight[field])) edits[field] = { ...(edits[field] as Edit), error: message };
    this.inFlight = {};
    if (faults.length > 0) this.sendAfter(0);
    else if (passes(error)) this.tryAgain();
    else this.failure = { state: "refused", problem: error instanceof Error ? error.message : undefined };
    this.put(edits);
  }

  private tryAgain() {
    this.failure = { state: "waiting" };
    this.sendAfter(this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  /** What was on its way, in the state in which it came out; what was changed since stays as it is. */
  private landed(state: Edit["state"]): Edits {
    return mapped(entries(this.now.edits), (edit) => (edit.state === "sending" ? { ...edit, state } : edit));
  }

  private put(edits: Edits) {
    const open = entries(edits).filter(([, edit]) => edit.state !== "taken");
    const state = stateOf(
      open.map(([, edit]) => edit),
      busy(this.inFlight),
      this.failure?.state,
    );
    this.now = {
      edits,
      state,
      problem: state === "refused" ? this.failure?.problem : undefined,
      saves: this.now.saves,
    };
    this.outside.keep(Object.fromEntries(open.map(([field, { value }]) => [field, value])));
    for (const listener of this.listeners) listener();
  }
}

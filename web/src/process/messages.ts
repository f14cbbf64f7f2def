import { type Key, t } from "@/i18n";
import type { ProcessStatus } from "@/live/records";
import { RESTARTING } from "@/process/status";

/** What the engine says of a run that waits until another one of the same person ends, not only for a worker. */
const IN_LINE = "Waiting in line until one of your other jobs ends…";

/** What the engine says of a run in the same words each time; `$1` and `$2` are values. */
const SAID: [RegExp, Key][] = [
  [/^Waiting to start…$/, "message.waiting"],
  [new RegExp(`^${IN_LINE}$`), "message.line"],
  [/^Resuming…$/, "message.resuming"],
  [/^Retrying…$/, "message.retrying"],
  [/^Retrying from “.*” with the changed settings…$/, "message.retrying"],
  [new RegExp(`^${RESTARTING}$`), "message.restarting"],
  [/^The documents or settings changed, so processing begins anew\.$/, "message.anew"],
  [/^Attempt (\d+) of (\d+) starts soon…$/, "message.attemptSoon"],
];

/** What a run says of itself, in the person's language where it is one of the engine's sentences. */
export function messageOf(message: string | null | undefined): string {
  if (!message) return "";
  for (const [pattern, key] of SAID) {
    const found = pattern.exec(message);
    if (found) return t(key, { attempt: found[1] ?? "", of: found[2] ?? "" });
  }
  return message;
}

/** The place in line of a run that waits, with what it waits for; empty for one that does not. */
export function placeOf({ queue_position, message }: ProcessStatus): string {
  if (!queue_position) return "";
  return t(message === IN_LINE ? "progress.queue.own" : "progress.queue", { position: queue_position });
}

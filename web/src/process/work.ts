import type { ProcessStatus } from "@/live/records";

/** Seconds that a run has worked: without waits and pauses. Undefined before its work begins. */
export function worked({ worked_seconds, working_since }: ProcessStatus, now: number): number | undefined {
  if (worked_seconds == null || (worked_seconds === 0 && !working_since)) return undefined;
  return worked_seconds + (working_since ? Math.max(0, now - working_since.getTime()) / 1000 : 0);
}

/** Seconds that it has still to work, as told last; they pass only while it works. */
export function left({ eta_seconds, last_updated, working_since }: ProcessStatus, now: number): number | undefined {
  if (eta_seconds == null) return undefined;
  const since = working_since && last_updated ? Math.max(0, now - last_updated.getTime()) / 1000 : 0;
  return eta_seconds > since ? eta_seconds - since : undefined;
}

import {
  Ban,
  CheckCircle2,
  Circle,
  Clock,
  History,
  Loader2,
  type LucideIcon,
  PauseCircle,
  RefreshCw,
  XCircle,
} from "lucide-react";
import type { Key } from "@/i18n";
import type { ProcessStatus } from "@/live/records";

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

/** How a state is shown: its title, icon and colour. */
export interface Look {
  title: Key;
  icon: LucideIcon;
  tone: Tone;
  spins?: boolean;
}

/** What a person sees of a process: the stored status, told apart where it means different things to them. */
export type Seen =
  | "idle"
  | "waiting"
  | "processing"
  | "restarting"
  | "paused"
  | "completed"
  | "stale"
  | "failed"
  | "cancelled";

/** What the engine says of a run whose worker died, until another one has taken over. */
export const RESTARTING = "Restarting processing…";

/** What the engine says of a run that waits until another one of the same person ends, not only for a worker. */
export const IN_LINE = "Waiting in line until one of your other jobs ends…";

export function seen(status: ProcessStatus, stale = false): Seen {
  if (status.status === "processing") {
    if (status.queue_position) return "waiting";
    return status.message === RESTARTING ? "restarting" : "processing";
  }
  if (status.status === "completed" && stale) return "stale";
  return status.status;
}

/** The look of each state, in this one place. */
export function look(seen: Seen): Look {
  switch (seen) {
    case "idle":
      return { title: "status.idle", icon: Circle, tone: "neutral" };
    case "waiting":
      return { title: "status.waiting", icon: Clock, tone: "accent" };
    case "processing":
      return { title: "status.processing", icon: Loader2, tone: "accent", spins: true };
    case "restarting":
      return { title: "status.restarting", icon: RefreshCw, tone: "warn", spins: true };
    case "paused":
      return { title: "status.paused", icon: PauseCircle, tone: "warn" };
    case "completed":
      return { title: "status.completed", icon: CheckCircle2, tone: "good" };
    case "stale":
      return { title: "status.stale", icon: History, tone: "warn" };
    case "failed":
      return { title: "status.failed", icon: XCircle, tone: "bad" };
    case "cancelled":
      return { title: "status.cancelled", icon: Ban, tone: "neutral" };
    default:
      return assertNever(seen);
  }
}

function assertNever(value: never): never {
  throw new Error(`There is no look for ${value}.`);
}

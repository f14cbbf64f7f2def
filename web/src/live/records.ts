/** What Firestore holds, checked where it comes in. Fields that this page does not show are left out. */
import { Timestamp } from "firebase/firestore";
import * as z from "zod/mini";

const optional = <T extends z.ZodMiniType>(schema: T) => z.nullish(schema);
const Time = z.pipe(
  z.custom<Timestamp>((value) => value instanceof Timestamp),
  z.transform((value) => value.toDate()),
);

export const PROCESSES = ["document_processing", "item_generation", "deck_generation"] as const;
export type Process = (typeof PROCESSES)[number];

export const Status = z.enum(["idle", "processing", "paused", "completed", "failed", "cancelled"]);
export type Status = z.infer<typeof Status>;

export const ProcessError = z.object({
  message: z.string(),
  code: optional(z.string()),
  phase: optional(z.string()),
  step: optional(z.string()),
  details: optional(z.string()),
  retryable: optional(z.boolean()),
  document_id: optional(z.string()),
});
export type ProcessError = z.infer<typeof ProcessError>;

export const Warning = z.object({ code: z.string(), message: z.string(), document_id: optional(z.string()) });
export type Warning = z.infer<typeof Warning>;

export const ProcessStatus = z.object({
  status: Status,
  task_id: optional(z.string()),
  started_at: optional(Time),
  completed_at: optional(Time),
  last_updated: optional(Time),
  current_phase: optional(z.string()),
  current_step: optional(z.string()),
  progress: optional(
    z.object({
      phase: optional(z.number()),
      total_phases: optional(z.number()),
      step: optional(z.number()),
      total_steps: optional(z.number()),
      percentage: z._default(z.number(), 0),
    }),
  ),
  error: optional(ProcessError),
  message: optional(z.string()),
  attempt: optional(z.number()),
  queue_position: optional(z.number()),
  eta_seconds: optional(z.number()),
  /** What the finished phases took; to it comes the time since `working_since`, set only while a worker is at it. */
  worked_seconds: optional(z.number()),
  working_since: optional(Time),
  warnings: optional(z.array(Warning)),
});
export type ProcessStatus = z.infer<typeof ProcessStatus>;

export const Category = z.object({ name: z.string(), count: z._default(z.number(), 0) });
export type Category = z.infer<typeof Category>;

export const Collection = z.object({
  id: z.string(),
  name: z.string(),
  owner_uid: z.string(),
  member_uids: z.array(z.string()),
  categories: z._default(z.array(Category), []),
  stale: z._default(z.record(z.string(), z.boolean()), {}),
  stale_reasons: z._default(z.record(z.string(), z.array(z.string())), {}),
  /** What the last item generation saved; absent before the first. */
  item_counts: optional(z.object({ count: z.number() })),
  deck_settings: z._default(z.record(z.string(), z.unknown()), {}),
  processing_status: z._default(z.partialRecord(z.enum(PROCESSES), ProcessStatus), {}),
  created_at: optional(Time),
  updated_at: optional(Time),
  /** Set once its owner deletes it: it is hidden while what it held is being deleted. */
  deleted_at: optional(Time),
});
export type Collection = z.infer<typeof Collection>;

export const Document = z.object({
  id: z.string(),
  type: z.enum(["linesheet", "purchase_order"]),
  filename: z.string(),
  content_type: z.string(),
  size_bytes: z.number(),
  page_count: optional(z.number()),
  problem: optional(z.object({ code: z.string(), message: z.string() })),
  created_at: optional(Time),
});
export type Document = z.infer<typeof Document>;

/** A person's correction of a row, which here only tells that something changed; or the categories' names. */
export const Edit = z.object({
  id: z.string(),
  kind: z._default(z.string(), "product"),
  names: z._default(z.array(z.object({ was: z.string(), name: z.string() })), []),
});
export type Edit = z.infer<typeof Edit>;

/** The status of a process; idle when it was never run. */
export function statusOf(collection: Collection, process: Process): ProcessStatus {
  return collection.processing_status[process] ?? { status: "idle" };
}

/** Whether a job of this process is processing or paused. */
export function isLive(status: ProcessStatus): boolean {
  return status.status === "processing" || status.status === "paused";
}

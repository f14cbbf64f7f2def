import { isKey, t } from "@/i18n";
import type { Process, ProcessStatus } from "@/live/records";
import { IN_LINE } from "@/process/status";

/** Where a run stands: `number` of `total` phases (or steps), the name of the phase, and the percentage of all. */
export type Position = {
  unit: "phase" | "step";
  number: number;
  total: number;
  name: string;
  percentage: number;
};

/** The position that a status tells; undefined for a process that was never run. */
export function positionOf(process: Process, status: ProcessStatus): Position | undefined {
  const { progress } = status;
  if (!progress) return undefined;
  const unit = progress.step == null ? "phase" : "step";
  const number = progress.step ?? progress.phase ?? 1;
  const total = progress.total_steps ?? progress.total_phases ?? 1;
  const told = status.current_step ?? status.current_phase ?? "";
  return { unit, number, total, name: phaseName(process, number) ?? told, percentage: progress.percentage };
}

/** A phase's name in the person's language; undefined for one that this page does not know. */
export function phaseName(process: Process, number: number): string | undefined {
  const key = `phase.${process}.${number}`;
  return isKey(key) ? t(key) : undefined;
}

/** The names of a process's phases, in order. */
export function phaseNames(process: Process): string[] {
  const names: string[] = [];
  for (let name = phaseName(process, 1); name; name = phaseName(process, names.length + 1)) names.push(name);
  return names;
}

/** The place in line of a run that waits, with what it waits for; empty for one that does not. */
export function placeInLine({ queue_position, message }: ProcessStatus): string {
  if (!queue_position) return "";
  return t(message === IN_LINE ? "progress.queue.own" : "progress.queue", { position: queue_position });
}

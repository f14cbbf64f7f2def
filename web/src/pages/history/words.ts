import { t } from "@/i18n";
import { PROCESSES } from "@/live/records";
import type { Job } from "@/pages/history/jobs";
import { phaseName } from "@/process/position";

/** A process as people call it; its key, for one that this page does not know. */
export function processTitle(process: string): string {
  const known = PROCESSES.find((name) => name === process);
  return known ? t(`process.${known}`) : process;
}

/** The name of a job's phase, counted from 1, in the person's language where it is known. */
export function phaseTitle(job: Job, number: number): string {
  const known = PROCESSES.find((name) => name === job.process);
  return (known && phaseName(known, number)) ?? job.phases[number - 1]?.name ?? String(number);
}

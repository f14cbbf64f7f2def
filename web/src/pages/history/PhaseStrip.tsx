import type { Job } from "@/pages/history/jobs";
import { cx } from "@/ui/cx";

/** Two shades in turn, so that neighbours are told apart. */
const SHADES = ["bg-accent", "bg-accent/55"];

/** How a job's time was spent, as one bar; the table of its details says the same in words. */
export function PhaseStrip({ job }: { job: Job }) {
  const spent = job.phases.map((phase) => phase.seconds ?? 0);
  const whole = spent.reduce((sum, seconds) => sum + seconds, 0);
  if (whole <= 0) return null;
  return (
    <div aria-hidden className="flex h-2 w-full gap-px overflow-hidden rounded-full bg-raised">
      {spent.map((seconds, index) => (
        <div
          key={job.phases[index]?.name}
          className={cx("h-full", SHADES[index % SHADES.length])}
          style={{ width: `${(seconds / whole) * 100}%` }}
        />
      ))}
    </div>
  );
}

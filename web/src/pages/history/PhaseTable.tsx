import { t } from "@/i18n";
import { shortTime } from "@/i18n/format";
import type { Job } from "@/pages/history/jobs";
import { phaseTitle } from "@/pages/history/words";

/** How long each phase of a job took, with a bar beside the longest. */
export function PhaseTable({ job }: { job: Job }) {
  const longest = Math.max(...job.phases.map((phase) => phase.seconds ?? 0), Number.MIN_VALUE);
  const numbers = Array.from({ length: Math.max(job.total_phases, job.phases.length) }, (_, index) => index + 1);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t("history.phases")}</caption>
      <thead>
        <tr className="text-left text-xs text-muted">
          <th scope="col" className="py-1 pr-3 font-medium">
            {t("history.phase")}
          </th>
          <th scope="col" className="py-1 pr-3 text-right font-medium">
            {t("history.time")}
          </th>
          <td className="hidden w-1/2 sm:table-cell" />
        </tr>
      </thead>
      <tbody>
        {numbers.map((number) => {
          const seconds = job.phases[number - 1]?.seconds;
          return (
            <tr key={number} className="border-t border-line">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                {phaseTitle(job, number)}
                {seconds != null && <Bar share={seconds / longest} className="mt-1 sm:hidden" />}
              </th>
              <td className="py-1.5 pr-3 text-right align-top whitespace-nowrap tabular-nums">
                {seconds == null ? <span className="text-muted">{t("history.notRun")}</span> : shortTime(seconds)}
              </td>
              <td className="hidden align-middle sm:table-cell">
                {seconds != null && <Bar share={seconds / longest} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Bar({ share, className }: { share: number; className?: string }) {
  return (
    <div aria-hidden className={className}>
      <div className="h-2 min-w-0.5 rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
    </div>
  );
}

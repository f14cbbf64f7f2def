import { t } from "@/i18n";
import type { ProcessStatus } from "@/live/records";
import { look, seen } from "@/process/status";
import { Badge } from "@/ui/parts";

/** The state of a process as a pill. */
export function StatusBadge({ status, stale }: { status: ProcessStatus; stale?: boolean }) {
  const { title, icon, tone, spins } = look(seen(status, stale));
  return (
    <Badge tone={tone} icon={icon} spins={spins}>
      {t(title)}
    </Badge>
  );
}

import { CheckCircle2, CircleHelp, type LucideIcon, SearchX } from "lucide-react";
import { t } from "@/i18n";
import { percent } from "@/i18n/format";
import type { Match, MatchStatus } from "@/pages/collection/items/records";
import { sureOf } from "@/pages/collection/items/texts";
import type { Tone } from "@/process/status";
import { Badge } from "@/ui/parts";

const LOOKS: Record<MatchStatus, { tone: Tone; icon: LucideIcon }> = {
  matched: { tone: "good", icon: CheckCircle2 },
  suggested: { tone: "warn", icon: CircleHelp },
  not_found: { tone: "bad", icon: SearchX },
};

/** Whether a line found its product, and how sure that is. */
export function MatchBadge({ match }: { match: Match }) {
  const { tone, icon } = LOOKS[match.status];
  const sure = match.status === "not_found" ? null : sureOf(match);
  return (
    <Badge tone={tone} icon={icon}>
      {t(`items.status.${match.status}`)}
      {sure !== null && match.method !== "person" && <span className="tabular-nums">{percent(sure)}</span>}
    </Badge>
  );
}

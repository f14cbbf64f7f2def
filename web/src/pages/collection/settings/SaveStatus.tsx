import { Check, CloudOff, Loader2, type LucideIcon, PencilLine, TriangleAlert } from "lucide-react";
import { type Key, t } from "@/i18n";
import type { SaveState } from "@/pages/collection/settings/edits";
import type { Settings } from "@/pages/collection/settings/useSettings";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";

const LOOKS: Record<SaveState, { icon: LucideIcon; tone: string; text: Key }> = {
  saved: { icon: Check, tone: "text-muted", text: "look.save.saved" },
  unsaved: { icon: PencilLine, tone: "text-muted", text: "look.save.unsaved" },
  saving: { icon: Loader2, tone: "text-muted", text: "look.save.saving" },
  waiting: { icon: CloudOff, tone: "text-warn", text: "look.save.waiting" },
  refused: { icon: TriangleAlert, tone: "text-bad", text: "look.save.refused" },
};

/** Whether what is seen is saved, always in sight. Told aloud when something was saved, or could not be. */
export function SaveStatus({ settings: { saving, saver } }: { settings: Settings }) {
  const { icon: Icon, tone, text } = LOOKS[saving.state];
  const said = saving.problem ? t("look.save.problem", { problem: saving.problem }) : t(text);
  const quiet = saving.state === "unsaved" || saving.state === "saving" || saving.saves === 0;
  const failed = saving.state === "waiting" || saving.state === "refused";
  return (
    <div className="sticky bottom-3 z-10 flex min-h-10 max-w-full flex-wrap items-center gap-2 self-end rounded-xl border border-line bg-surface px-4 py-1.5 text-sm shadow-lg lg:self-start lg:border-transparent lg:bg-transparent lg:px-1 lg:shadow-none">
      <Icon aria-hidden className={cx("size-4 shrink-0", tone, saving.state === "saving" && "animate-spin")} />
      <p className={cx("min-w-0", tone)}>{said}</p>
      {(saving.state === "waiting" || saving.problem) && (
        <Button small onClick={saver.flush}>
          {t("do.retry")}
        </Button>
      )}
      <p aria-live="polite" className="sr-only">
        {failed ? said : quiet ? "" : t("said.saved")}
      </p>
    </div>
  );
}

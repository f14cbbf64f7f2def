import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { JobList } from "@/pages/history/JobList";
import { useUser } from "@/session/auth";

/** Everybody's jobs of this collection. */
export function HistoryTab() {
  const { collection } = useShown();
  const { uid } = useUser();
  return (
    <section aria-label={t("nav.history")}>
      <JobList collections={[collection]} only={collection.id} uid={uid} />
    </section>
  );
}

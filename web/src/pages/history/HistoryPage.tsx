import { t } from "@/i18n";
import { useLiveCollections } from "@/live/collections";
import { JobList } from "@/pages/history/JobList";
import { useUser } from "@/session/auth";

/** The jobs that a person started; of one collection, everybody's. */
export function HistoryPage() {
  const { uid } = useUser();
  const live = useLiveCollections(uid);
  const collections = live.state === "live" ? live.data.filter((collection) => !collection.deleted_at) : [];
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl font-semibold">{t("nav.history")}</h1>
      <JobList collections={collections} uid={uid} />
    </div>
  );
}

import { History } from "lucide-react";
import { Link } from "wouter";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { JobCard } from "@/pages/history/JobCard";
import { JobFilters } from "@/pages/history/JobFilters";
import { useFilters, useJobs } from "@/pages/history/jobs";
import { Button } from "@/ui/Button";
import { Empty, Notice, Skeleton } from "@/ui/parts";

interface Listed {
  /** The collections that are known, as they are now. */
  collections: Collection[];
  /** The one whose jobs are shown, where the page is about one. */
  only?: string;
  uid: string;
}

/** Jobs with their filters, newest first. */
export function JobList({ collections, only, uid }: Listed) {
  const [asked, change] = useFilters();
  const filters = only ? { ...asked, collection_id: only } : asked;
  const jobs = useJobs(filters, collections);
  const known = new Map(collections.map((collection) => [collection.id, collection]));
  const found = jobs.data?.pages.flatMap((page) => page.jobs);
  return (
    <div className="flex flex-col gap-4">
      <JobFilters filters={filters} collections={only ? undefined : collections} onChange={change} />
      {jobs.isError && (
        <Notice tone="bad" role="alert" actions={<Button onClick={() => jobs.refetch()}>{t("do.retry")}</Button>}>
          {jobs.error.message}
        </Notice>
      )}
      {jobs.isPending && <Skeleton rows={5} />}
      {found?.length === 0 && (
        <NoJobs only={only} filtered={Object.values(asked).some(Boolean)} onClear={() => change(NOTHING)} />
      )}
      <ul className="flex flex-col gap-3" aria-busy={jobs.isPlaceholderData}>
        {found?.map((job) => (
          <li key={job.task_id}>
            <JobCard job={job} collection={known.get(job.collection_id ?? "")} linked={!only} uid={uid} />
          </li>
        ))}
      </ul>
      {jobs.hasNextPage && (
        <Button className="self-center" busy={jobs.isFetchingNextPage} onClick={() => jobs.fetchNextPage()}>
          {t("do.more")}
        </Button>
      )}
    </div>
  );
}

const NOTHING = { collection_id: undefined, process: undefined, status: undefined, owner: undefined };

function NoJobs({ only, filtered, onClear }: Pick<Listed, "only"> & { filtered: boolean; onClear: () => void }) {
  if (!filtered)
    return (
      <Empty icon={History} title={t("history.empty")}>
        <p className="text-muted">{t("history.empty.what")}</p>
        <Link href={only ? `/collections/${only}` : "/"} className="font-medium text-accent underline">
          {only ? t("tab.goto", { tab: t("tab.info") }) : t("app.home")}
        </Link>
      </Empty>
    );
  return (
    <Empty icon={History} title={t("history.none")}>
      <Button onClick={onClear}>{t("history.clear")}</Button>
    </Empty>
  );
}

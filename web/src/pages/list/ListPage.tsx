import { FolderPlus, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { t } from "@/i18n";
import { useLiveCollections } from "@/live/collections";
import type { Collection } from "@/live/records";
import { CreateDialog } from "@/manage/CreateDialog";
import { BatchResult } from "@/pages/list/BatchResult";
import { CollectionList } from "@/pages/list/CollectionList";
import { newestFirst } from "@/pages/list/rows";
import { useUser } from "@/session/auth";
import { Button } from "@/ui/Button";
import { Empty, Notice, Skeleton } from "@/ui/parts";

/** The collections that a person is a member of, each with its live status. */
export function ListPage() {
  const { uid } = useUser();
  const live = useLiveCollections(uid);
  const data = live.state === "live" ? live.data : undefined;
  const collections = useMemo(() => newestFirst(data ?? [], uid), [data, uid]);
  if (live.state === "connecting")
    return (
      <div className="flex flex-col gap-6">
        <h1 className="text-2xl font-semibold">{t("nav.collections")}</h1>
        <Skeleton text={t("app.connecting")} rows={5} />
      </div>
    );
  if (live.state !== "live")
    return (
      <Notice tone="bad" role="alert">
        {t("app.broken")}
      </Notice>
    );
  return <Listed collections={collections} uid={uid} />;
}

/** The same, for collections that are known. */
export function Listed({ collections, uid }: { collections: Collection[]; uid: string }) {
  const [creating, create] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold">{t("nav.collections")}</h1>
        {collections.length > 0 && (
          <Button kind="primary" icon={Plus} onClick={() => create(true)}>
            {t("manage.create")}
          </Button>
        )}
      </div>
      <BatchResult collections={collections} />
      {collections.length > 0 ? (
        <CollectionList collections={collections} uid={uid} />
      ) : (
        <Empty icon={FolderPlus} title={t("list.empty")}>
          <p className="max-w-md text-muted">{t("list.empty.what")}</p>
          <Button kind="primary" icon={Plus} onClick={() => create(true)}>
            {t("list.empty.do")}
          </Button>
        </Empty>
      )}
      <CreateDialog open={creating} onOpenChange={create} />
    </div>
  );
}

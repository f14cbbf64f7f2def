import { useEffect } from "react";
import { t } from "@/i18n";
import { useLiveCollection, useLiveDocuments } from "@/live/collections";
import type { Collection } from "@/live/records";
import type { Live } from "@/live/useLive";
import { CollectionHeader } from "@/pages/collection/CollectionHeader";
import { CollectionTabs, fetchPanel } from "@/pages/collection/CollectionTabs";
import { CollectionContext } from "@/pages/collection/context";
import { NotFoundPage } from "@/pages/NotFoundPage";
import { useUser } from "@/session/auth";
import { Notice, Skeleton } from "@/ui/parts";

/** One collection: everything that is known of it comes from Firestore, so a reload shows the truth. */
export function CollectionPage({ id, tab }: { id: string; tab: string }) {
  const collection = useLiveCollection(id);
  const documents = useLiveDocuments(id);
  const user = useUser();
  useEffect(() => fetchPanel(tab), [tab]);
  const name = collection.state === "live" ? collection.data.name : "";
  useEffect(() => {
    if (name) document.title = `${name} · ${t("app.name")}`;
    return () => {
      document.title = t("app.name");
    };
  }, [name]);
  if (collection.state === "missing" || documents.state === "missing" || isDeleted(collection)) {
    return (
      <NotFoundPage title={t("collection.missing")} what={t("collection.missing.what", { email: user.email ?? "" })} />
    );
  }
  if (collection.state === "broken" || documents.state === "broken") {
    return (
      <Notice tone="bad" role="alert">
        {t("app.broken")}
      </Notice>
    );
  }
  if (collection.state === "connecting" || documents.state === "connecting")
    return <Skeleton text={t("app.connecting")} />;
  const shown = { collection: collection.data, documents: byUpload(documents.data) };
  return (
    <CollectionContext value={shown}>
      <CollectionHeader />
      <CollectionTabs tab={tab} />
    </CollectionContext>
  );
}

function isDeleted(collection: Live<Collection>): boolean {
  return collection.state === "live" && Boolean(collection.data.deleted_at);
}

/** In the order of uploading: ids are ULIDs, which sort by time. */
function byUpload<T extends { id: string }>(documents: T[]): T[] {
  return [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));
}

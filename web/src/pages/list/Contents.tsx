import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getCountFromServer } from "firebase/firestore";
import { t } from "@/i18n";
import { day } from "@/i18n/format";
import { below } from "@/live/collections";
import type { Collection } from "@/live/records";
import { personName, useMembers } from "@/manage/calls";
import { productCount } from "@/pages/list/rows";
import { Badge } from "@/ui/parts";

/** What a collection holds, since when it is there, and who shares it. */
export function Contents({ collection, uid }: { collection: Collection; uid: string }) {
  const documents = useDocumentCount(collection);
  const products = productCount(collection);
  const items = collection.item_counts?.count ?? 0;
  const parts = [
    documents !== undefined && t("count.documents", { count: documents }),
    products > 0 && t("count.products", { count: products }),
    collection.categories.length > 0 && t("count.categories", { count: collection.categories.length }),
    items > 0 && t("count.items", { count: items }),
    collection.created_at && t("list.since", { day: day(collection.created_at) }),
  ].filter(Boolean);
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      <Sharing collection={collection} uid={uid} />
      <span>{parts.join(" · ")}</span>
    </div>
  );
}

function Sharing({ collection, uid }: { collection: Collection; uid: string }) {
  const theirs = collection.owner_uid !== uid;
  const { data } = useMembers(collection, theirs);
  const others = collection.member_uids.filter((member) => member !== uid).length;
  if (!theirs) return others > 0 ? <Badge>{t("list.sharedWith", { count: others })}</Badge> : null;
  const owner = data?.find((member) => member.owner);
  return <Badge tone="accent">{owner ? t("list.sharedBy", { name: personName(owner) }) : t("list.shared")}</Badge>;
}

/** How many documents there are: counted by Firestore, and anew when the collection says that it changed. */
function useDocumentCount({ id, updated_at }: Collection): number | undefined {
  const { data } = useQuery({
    queryKey: ["document count", id, updated_at?.getTime()],
    queryFn: async () => (await getCountFromServer(below(id, "documents"))).data().count,
    placeholderData: keepPreviousData,
  });
  return data;
}

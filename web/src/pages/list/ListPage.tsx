import { Link } from "wouter";
import { t } from "@/i18n";
import { useLiveCollections } from "@/live/collections";
import { statusOf } from "@/live/records";
import { StatusBadge } from "@/process/StatusBadge";
import { useUser } from "@/session/auth";
import { Notice, Waiting } from "@/ui/parts";

/** The collections that a person is a member of, each with its live status. */
export function ListPage() {
  const collections = useLiveCollections(useUser().uid);
  if (collections.state === "connecting") return <Waiting text={t("app.connecting")} />;
  if (collections.state !== "live") return <Notice tone="bad">{t("app.broken")}</Notice>;
  return (
    <>
      <h1 className="mb-4 text-2xl font-semibold">{t("nav.collections")}</h1>
      <ul className="flex flex-col gap-2">
        {collections.data.map((collection) => (
          <li key={collection.id}>
            <Link href={`/collections/${collection.id}`}>{collection.name}</Link>
            <StatusBadge status={statusOf(collection, "document_processing")} />
          </li>
        ))}
      </ul>
    </>
  );
}

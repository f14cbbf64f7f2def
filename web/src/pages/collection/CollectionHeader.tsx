import { Link } from "wouter";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";

/** The collection's name, and what can be done with it as a whole. */
export function CollectionHeader() {
  const { collection } = useShown();
  return (
    <div className="mb-4">
      <Link href="/" className="text-sm text-muted hover:underline">
        {t("app.home")}
      </Link>
      <h1 className="text-2xl font-semibold break-words">{collection.name}</h1>
    </div>
  );
}

import { Lock as LockIcon } from "lucide-react";
import { Link } from "wouter";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { type Lock, TAB_NAMES, type Tab } from "@/pages/collection/tabs";
import { Empty } from "@/ui/parts";

/** In place of a locked tab: what unlocks it, and the way there. */
export function LockedPanel({ tab, lock }: { tab: Tab; lock: NonNullable<Lock> }) {
  const { collection } = useShown();
  const goal: Tab = lock === "products" ? "info" : "items";
  return (
    <Empty icon={LockIcon} title={t("tab.locked", { tab: t(TAB_NAMES[tab]) })}>
      <p className="text-muted">{t(`tab.needs.${lock}`)}</p>
      <Link
        href={`/collections/${collection.id}${goal === "info" ? "" : `/${goal}`}`}
        className="font-medium text-accent underline"
      >
        {t("tab.goto", { tab: t(TAB_NAMES[goal]) })}
      </Link>
    </Empty>
  );
}

import { Lock as LockIcon } from "lucide-react";
import { Tabs } from "radix-ui";
import { Suspense, useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { LockedPanel } from "@/pages/collection/LockedPanel";
import { isTab, lockOf, TAB_NAMES, TABS, type Tab } from "@/pages/collection/tabs";
import { NotFoundPage } from "@/pages/NotFoundPage";
import { cx } from "@/ui/cx";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { lazily } from "@/ui/lazily";
import { Waiting } from "@/ui/parts";

const PANELS = {
  info: lazily(() => import("@/pages/collection/info/InfoTab").then((m) => m.InfoTab)),
  products: lazily(() => import("@/pages/collection/products/ProductsTab").then((m) => m.ProductsTab)),
  settings: lazily(() => import("@/pages/collection/settings/SettingsTab").then((m) => m.SettingsTab)),
  items: lazily(() => import("@/pages/collection/items/ItemsTab").then((m) => m.ItemsTab)),
  deck: lazily(() => import("@/pages/collection/deck/DeckTab").then((m) => m.DeckTab)),
  history: lazily(() => import("@/pages/collection/history/HistoryTab").then((m) => m.HistoryTab)),
} satisfies Record<Tab, React.ComponentType>;

/** Fetch the code of a tab while what it shows is still being asked for. */
export function fetchPanel(tab: string) {
  if (isTab(tab)) PANELS[tab].early();
}

/** The parts of a collection. A locked tab can be reached like any other, and its panel says what unlocks it. */
export function CollectionTabs({ tab }: { tab: string }) {
  const { collection } = useShown();
  const [, go] = useLocation();
  const list = useTabInSight(tab);
  if (!isTab(tab)) return <NotFoundPage />;
  const current = tab;
  const lock = lockOf(current, collection);
  const Panel = PANELS[current];
  return (
    <Tabs.Root
      value={current}
      activationMode="manual"
      onValueChange={(next) => go(`/collections/${collection.id}${next === "info" ? "" : `/${next}`}`)}
    >
      <Tabs.List
        ref={list}
        aria-label={t("tab.all")}
        className="relative mb-5 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:thin]"
      >
        {TABS.map((name) => {
          const locked = lockOf(name, collection) !== null;
          return (
            <Tabs.Trigger
              key={name}
              value={name}
              aria-disabled={locked || undefined}
              className={cx(
                "-mb-px flex shrink-0 items-center gap-1.5 border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap -outline-offset-2",
                name === current ? "border-accent text-accent" : "border-transparent text-muted",
                locked ? "cursor-not-allowed!" : name !== current && "hover:text-ink",
              )}
            >
              {locked && <LockIcon aria-hidden className="size-3.5" />}
              {t(TAB_NAMES[name])}
              {locked && <span className="sr-only">({t("tab.locked.mark")})</span>}
            </Tabs.Trigger>
          );
        })}
      </Tabs.List>
      <Tabs.Content value={current} className="outline-none">
        <ErrorBoundary key={current}>
          <Suspense fallback={<Waiting />}>{lock ? <LockedPanel tab={current} lock={lock} /> : <Panel />}</Suspense>
        </ErrorBoundary>
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** Where the tabs do not all fit, the current one is brought into the middle. */
function useTabInSight(tab: string) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(() => center(list.current));
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another one to see
  useLayoutEffect(() => center(list.current), [tab]);
  return list;
}

function center(list: HTMLElement | null) {
  const current = list?.querySelector<HTMLElement>("[aria-selected=true]");
  if (list && current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
}

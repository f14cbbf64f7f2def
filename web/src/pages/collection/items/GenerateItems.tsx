import { ArrowRight, Sparkles } from "lucide-react";
import { Link } from "wouter";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { ALL, countsOf } from "@/pages/collection/items/filtering";
import type { Item } from "@/pages/collection/items/records";
import { hasProducts } from "@/pages/collection/tabs";
import type { ProcessCalls } from "@/process/calls";
import { ProcessPanel } from "@/process/ProcessPanel";
import { Button } from "@/ui/Button";
import { Card, Notice } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** The seven steps that make items of an order: start, progress, how they ended, and the way on. */
export function GenerateItems({ items }: { items: readonly Item[] }) {
  return (
    <Card aria-label={t("process.item_generation")}>
      <ProcessPanel
        process="item_generation"
        start={(calls) => <GenerateButton calls={calls} again={items.length > 0} />}
        success={<Success items={items} />}
      />
    </Card>
  );
}

/** Starts item generation; says why where it cannot. */
export function GenerateButton({ calls: { start }, again }: { calls: ProcessCalls; again: boolean }) {
  const { collection, documents } = useShown();
  const ordered = documents.some(({ type }) => type === "purchase_order");
  const why = !ordered
    ? t("items.generate.why.order")
    : hasProducts(collection)
      ? undefined
      : t("items.generate.why.products");
  const stale = collection.stale.item_generation;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        kind={again && !stale ? "secondary" : "primary"}
        icon={Sparkles}
        why={why}
        busy={start.isPending}
        onClick={() => start.mutate(undefined, { onError: sayError })}
      >
        {start.isPending ? t("process.starting") : t(again ? "items.generate.again" : "items.generate")}
      </Button>
      {(why || !again) && <p className="text-sm text-muted">{why ?? t("items.generate.what")}</p>}
    </div>
  );
}

function Success({ items }: { items: readonly Item[] }) {
  const { collection } = useShown();
  const { status } = countsOf(items, ALL);
  return (
    <Notice
      plain
      tone="good"
      role="status"
      title={t("items.done", { count: items.length })}
      actions={
        <Link
          href={`/collections/${collection.id}/deck`}
          className="inline-flex min-h-10 items-center gap-2 rounded-lg bg-accent px-4 py-1.5 font-medium text-on-accent hover:bg-accent-strong"
        >
          {t("items.done.next")}
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      }
    >
      <p>{t("items.done.what", status)}</p>
    </Notice>
  );
}

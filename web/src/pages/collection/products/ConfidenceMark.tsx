import { AlertTriangle, Check, type LucideIcon, Pencil } from "lucide-react";
import { type Key, t } from "@/i18n";
import { sureness } from "@/i18n/format";
import { type Doubt, doubtsOf, type Level, leastSure, levelOf, type Product } from "@/pages/collection/products/shape";
import type { Tone } from "@/process/status";
import { Badge } from "@/ui/parts";

const LEVELS: Record<Level, { text: Key; tone: Tone; icon?: LucideIcon }> = {
  sure: { text: "products.sure", tone: "good", icon: Check },
  likely: { text: "products.likely", tone: "neutral" },
  doubtful: { text: "products.doubtful", tone: "warn", icon: AlertTriangle },
};

const DOUBTS: Record<Doubt, Key> = {
  unsure: "products.doubtful",
  picture: "products.noPicture",
  price: "products.noPrice",
};

/** How sure a value is: a word, its colour, and the figure on pointing. With `quiet` only doubt stands out. */
export function ConfidenceMark({ confidence, quiet }: { confidence: number; quiet?: boolean }) {
  const level = levelOf(confidence);
  const { text, tone, icon } = LEVELS[level];
  if (quiet && level === "sure")
    return (
      <span title={sureness(confidence)} className="inline-flex items-center gap-1 text-xs text-good">
        <Check aria-hidden className="size-3.5" />
        {t(text)}
      </span>
    );
  return (
    <span title={sureness(confidence)}>
      <Badge tone={tone} icon={icon}>
        {t(text)}
      </Badge>
    </span>
  );
}

/** What to know of a product at a glance: what it lacks, else how sure it is; whether somebody corrected it. */
export function Marks({ product }: { product: Product }) {
  const doubts = doubtsOf(product);
  const lacks = doubts.some((doubt) => doubt !== "unsure");
  return (
    <span className="flex h-6 min-w-0 items-center gap-1.5 overflow-hidden">
      {lacks ? (
        <Badge tone="warn" icon={AlertTriangle}>
          <span className="truncate">{doubts.map((doubt) => t(DOUBTS[doubt])).join(", ")}</span>
        </Badge>
      ) : (
        <ConfidenceMark confidence={leastSure(product)} />
      )}
      {product.edited.length > 0 && (
        <span title={t("products.edited")} className="shrink-0 text-accent">
          <Pencil aria-hidden className="size-3.5" />
          <span className="sr-only">{t("products.edited")}</span>
        </span>
      )}
    </span>
  );
}

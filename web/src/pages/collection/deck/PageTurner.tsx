import { ChevronLeft, ChevronRight } from "lucide-react";
import { t } from "@/i18n";
import { IconButton } from "@/ui/Button";

interface PageTurnerProps {
  /** From 1. */
  page: number;
  count: number;
  onTurn: (page: number) => void;
}

/** Back and forth, and where one is; told aloud after each turn. */
export function PageTurner({ page, count, onTurn }: PageTurnerProps) {
  return (
    <div className="flex items-center gap-1">
      <IconButton
        icon={ChevronLeft}
        label={t("pager.previous")}
        why={page <= 1 ? t("pager.isFirst") : undefined}
        onClick={() => onTurn(page - 1)}
      />
      <p aria-live="polite" className="min-w-24 text-center text-sm tabular-nums">
        {t("pager.at", { page, count })}
      </p>
      <IconButton
        icon={ChevronRight}
        label={t("pager.next")}
        why={page >= count ? t("pager.isLast") : undefined}
        onClick={() => onTurn(page + 1)}
      />
    </div>
  );
}

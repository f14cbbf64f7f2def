import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { pageLink, useLink } from "@/api/pictures";
import { t } from "@/i18n";
import type { Document } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { IconButton } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";
import { Notice, Waiting } from "@/ui/parts";

interface Preview {
  document: Document;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The pages of a document, one at a time; the arrow keys turn them. */
export function PagePreview({ document, open, onOpenChange }: Preview) {
  return (
    <Modal wide open={open} onOpenChange={onOpenChange} title={document.filename}>
      <Pages document={document} />
    </Modal>
  );
}

function Pages({ document }: { document: Document }) {
  const pages = document.page_count ?? 1;
  const [page, setPage] = useState(1);
  useEffect(() => {
    const keys = ({ key }: KeyboardEvent) => {
      const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
      setPage((now) => Math.min(pages, Math.max(1, now + by)));
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, [pages]);
  return (
    <div className="flex flex-col gap-3">
      {pages > 1 && (
        <div className="flex items-center justify-center gap-2">
          <IconButton
            icon={ChevronLeft}
            label={t("info.page.previous")}
            why={page === 1 ? t("info.page.first") : undefined}
            onClick={() => setPage(page - 1)}
          />
          <p aria-live="polite" className="min-w-32 text-center text-sm tabular-nums">
            {t("info.page", { page, pages })}
          </p>
          <IconButton
            icon={ChevronRight}
            label={t("info.page.next")}
            why={page === pages ? t("info.page.last") : undefined}
            onClick={() => setPage(page + 1)}
          />
        </div>
      )}
      <Page key={page} document={document} page={page} />
    </div>
  );
}

function Page({ document, page }: { document: Document; page: number }) {
  const { collection } = useShown();
  const { data, error } = useLink(pageLink(collection.id, document.id, page));
  const [broken, setBroken] = useState(false);
  if (error || broken) {
    return (
      <Notice tone="warn" role="alert" title={t("info.page.none")}>
        {error?.message}
      </Notice>
    );
  }
  if (!data) return <Waiting />;
  return (
    <img
      src={data.url}
      alt={t("info.page.alt", { page, name: document.filename })}
      onError={() => setBroken(true)}
      className="mx-auto max-h-[70dvh] rounded border border-line bg-white"
    />
  );
}

import { FileText, RefreshCw, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { pageLink, useLink } from "@/api/pictures";
import { said, t } from "@/i18n";
import { fileSize } from "@/i18n/format";
import type { Document } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { DeleteDocument } from "@/pages/collection/info/DeleteDocument";
import { PagePreview } from "@/pages/collection/info/PagePreview";
import { addFiles } from "@/pages/collection/info/uploads/store";
import { IconButton } from "@/ui/Button";

/** An uploaded document: what it is, what is wrong with it, its pages, and how to replace or delete it. */
export function DocumentRow({ document, read }: { document: Document; read: boolean }) {
  const { collection } = useShown();
  const [shown, show] = useState(false);
  const [deleting, askDelete] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { filename, problem } = document;
  const pages = document.page_count ? t("count.pages", { count: document.page_count }) : undefined;
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line p-2">
      <div className="flex items-center gap-3">
        {problem ? <NoPage /> : <Thumbnail document={document} onShow={() => show(true)} />}
        <div className="min-w-0 flex-1 text-sm">
          <p className="truncate font-medium" title={filename}>
            {filename}
          </p>
          <p className="text-muted">{[fileSize(document.size_bytes), pages].filter(Boolean).join(" · ")}</p>
        </div>
        <div className="flex">
          <IconButton
            icon={RefreshCw}
            label={t("info.replace", { name: filename })}
            why={read ? t("info.replace.live") : undefined}
            onClick={() => input.current?.click()}
          />
          <IconButton icon={Trash2} label={t("info.delete", { name: filename })} onClick={() => askDelete(true)} />
        </div>
      </div>
      {problem && (
        <p className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {said(problem.message)} <span className="text-ink">{t("info.problem.do")}</span>
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("info.replace", { name: filename })}
        onChange={({ target }) => {
          addFiles(collection.id, document.type, [...(target.files ?? [])], document.id);
          target.value = "";
        }}
      />
      <PagePreview document={document} open={shown} onOpenChange={show} />
      <DeleteDocument document={document} open={deleting} onOpenChange={askDelete} />
    </li>
  );
}

function Thumbnail({ document, onShow }: { document: Document; onShow: () => void }) {
  const { collection } = useShown();
  const { data } = useLink(pageLink(collection.id, document.id, 1));
  const [broken, setBroken] = useState(false);
  return (
    <button
      type="button"
      onClick={onShow}
      aria-label={t("info.show", { name: document.filename })}
      title={t("info.show", { name: document.filename })}
      className="grid h-14 w-11 shrink-0 place-items-center overflow-hidden rounded border border-line bg-raised hover:border-accent"
    >
      {data && !broken ? (
        <img
          src={data.url}
          alt=""
          loading="lazy"
          onError={() => setBroken(true)}
          className="size-full bg-white object-cover object-top"
        />
      ) : (
        <FileText aria-hidden className="size-5 text-muted" />
      )}
    </button>
  );
}

function NoPage() {
  return (
    <span className="grid h-14 w-11 shrink-0 place-items-center rounded border border-line bg-raised">
      <FileText aria-hidden className="size-5 text-bad" />
    </span>
  );
}

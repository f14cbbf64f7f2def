import { Check } from "lucide-react";
import { t } from "@/i18n";
import { type Document, isLive, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { DocumentRow } from "@/pages/collection/info/DocumentRow";
import { DropZone } from "@/pages/collection/info/DropZone";
import { UploadRows } from "@/pages/collection/info/UploadRows";
import type { Upload } from "@/pages/collection/info/uploads/store";
import { isRead } from "@/process/changed";
import { Badge, Card } from "@/ui/parts";

/** The documents of one type: what is there, what is on its way, and where more come in. */
export function Documents({ type, uploads }: { type: Document["type"]; uploads: readonly Upload[] }) {
  const { collection, documents } = useShown();
  const there = documents.filter((document) => document.type === type);
  const read = isRead(type, (process) => isLive(statusOf(collection, process)));
  return (
    <Card aria-labelledby={`documents-${type}`} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={`documents-${type}`} className="text-lg font-semibold">
          {t(`info.${type}`)}
        </h2>
        <Badge tone={there.length ? "good" : "accent"} icon={there.length ? Check : undefined}>
          {t("said.required")}
        </Badge>
        <p className="w-full text-sm text-muted">{t(`info.${type}.what`)}</p>
      </div>
      {there.length > 0 && (
        <ul aria-label={t(`info.list.${type}`)} className="flex flex-col gap-2">
          {there.map((document) => (
            <DocumentRow key={document.id} document={document} read={read} />
          ))}
        </ul>
      )}
      <UploadRows collectionId={collection.id} type={type} uploads={uploads.filter((upload) => upload.type === type)} />
      <DropZone collectionId={collection.id} type={type} more={there.length > 0} />
    </Card>
  );
}

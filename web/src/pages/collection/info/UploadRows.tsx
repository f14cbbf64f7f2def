import { RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { fileSize } from "@/i18n/format";
import type { Document } from "@/live/records";
import { forgetSession, keptSessions, sessionKey } from "@/pages/collection/info/uploads/sessions";
import { cancelUpload, dismissUpload, retryUpload, type Upload } from "@/pages/collection/info/uploads/store";
import { Button, IconButton } from "@/ui/Button";
import { ProgressBar } from "@/ui/ProgressBar";

/** The files of one type that are on their way, were refused, or were interrupted before the page was loaded. */
export function UploadRows({ collectionId, type, uploads }: UploadRowsProps) {
  return (
    <>
      {uploads.length > 0 && (
        <ul aria-label={t("upload.list")} className="flex flex-col gap-2">
          {uploads.map((upload) =>
            upload.problem ? <Refused key={upload.id} upload={upload} /> : <Going key={upload.id} upload={upload} />,
          )}
        </ul>
      )}
      <Interrupted collectionId={collectionId} type={type} uploads={uploads} />
    </>
  );
}

interface UploadRowsProps {
  collectionId: string;
  type: Document["type"];
  uploads: readonly Upload[];
}

function Going({ upload }: { upload: Upload }) {
  const { file, state, sent } = upload;
  const size = fileSize(file.size);
  const text = t(`upload.${state}` as "upload.sending", { sent: fileSize(sent), size });
  return (
    <li className="flex items-center gap-3 rounded-lg border border-line p-2 pl-3 text-sm">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex flex-wrap justify-between gap-x-3">
          <span className="min-w-0 truncate font-medium">{file.name}</span>
          <span className="text-muted tabular-nums">{text}</span>
        </div>
        <ProgressBar
          value={file.size ? (100 * sent) / file.size : 100}
          label={t("upload.progress", { name: file.name })}
          text={text}
          still={state !== "sending" && state !== "checking"}
        />
      </div>
      {state !== "replacing" && state !== "cancelling" && (
        <IconButton icon={X} label={t("upload.cancel", { name: file.name })} onClick={() => cancelUpload(upload)} />
      )}
    </li>
  );
}

function Refused({ upload }: { upload: Upload }) {
  const { file, problem } = upload;
  return (
    <li className="flex items-start gap-3 rounded-lg bg-bad-soft p-2 pl-3 text-sm">
      <div role="alert" className="min-w-0 flex-1 py-1">
        <p className="truncate font-medium">{file.name}</p>
        <p className="text-bad">{problem?.message}</p>
      </div>
      {problem?.again && (
        <Button small icon={RotateCcw} onClick={() => retryUpload(upload)}>
          {t("do.retry")}
        </Button>
      )}
      <IconButton icon={X} label={t("upload.dismiss", { name: file.name })} onClick={() => dismissUpload(upload)} />
    </li>
  );
}

/** Uploads that another visit began: the browser let go of the file, so the person must choose it again. */
function Interrupted({ collectionId, type, uploads }: UploadRowsProps) {
  const [, forgot] = useState(0);
  const own = new Set(uploads.map(({ file }) => sessionKey(collectionId, type, file)));
  const kept = keptSessions(collectionId, type).filter(([key]) => !own.has(key));
  if (kept.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {kept.map(([key, { filename, sent, size }]) => (
        <li key={key} className="flex items-center gap-3 rounded-lg bg-warn-soft p-2 pl-3 text-sm text-warn">
          <p className="min-w-0 flex-1">
            {t("upload.interrupted", { name: filename, percent: Math.floor((100 * sent) / size) })}
          </p>
          <Button
            small
            kind="quiet"
            onClick={() => {
              forgetSession(key);
              forgot((times) => times + 1);
            }}
          >
            {t("upload.forget")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

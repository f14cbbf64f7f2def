import { Upload as UploadIcon } from "lucide-react";
import { type ClipboardEvent, useId } from "react";
import { useDropzone } from "react-dropzone";
import { t } from "@/i18n";
import type { Document } from "@/live/records";
import { addFiles } from "@/pages/collection/info/uploads/store";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";

/** What the file dialog proposes. The server judges a file by its content, whatever it is called. */
const PROPOSED = ".pdf,.xlsx,.xlsm,.xls,.csv,.tsv,.txt,.png,.jpg,.jpeg,.tif,.tiff";

interface Zone {
  collectionId: string;
  type: Document["type"];
  /** There are some already: it takes less room. */
  more: boolean;
}

/** Takes files of one type: dropped, chosen or pasted, several at a time. */
export function DropZone({ collectionId, type, more }: Zone) {
  const limits = useId();
  const take = (files: readonly File[]) => addFiles(collectionId, type, files);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    onDrop: take,
    noClick: true,
    noKeyboard: true,
  });
  const paste = ({ clipboardData }: ClipboardEvent) => take([...clipboardData.files]);
  return (
    <div
      {...getRootProps({ onPaste: paste })}
      className={cx(
        "flex flex-1 items-center justify-center rounded-lg border-2 border-dashed px-4 text-center text-sm transition-colors",
        more ? "flex-wrap gap-x-3 gap-y-1 py-3" : "flex-col gap-2 py-5",
        isDragActive ? "border-accent bg-accent-soft" : "border-line",
      )}
    >
      <input {...getInputProps({ hidden: true, accept: PROPOSED, "aria-label": t(`info.choose.${type}`) })} />
      <p className="text-muted">{t(isDragActive ? "info.dropNow" : "info.drop")}</p>
      <Button small={more} icon={UploadIcon} onClick={open} aria-describedby={limits}>
        {t(`info.choose.${type}`)}
      </Button>
      <p id={limits} className={cx("text-xs text-muted", more && "w-full")}>
        {t("info.limits")}
      </p>
    </div>
  );
}

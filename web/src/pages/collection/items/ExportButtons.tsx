import { useMutation } from "@tanstack/react-query";
import { FileSpreadsheet, FileText } from "lucide-react";
import { api } from "@/api/client";
import { saveFile } from "@/api/save";
import { t } from "@/i18n";
import type { Filter } from "@/pages/collection/items/filtering";
import { Button } from "@/ui/Button";
import { sayError } from "@/ui/say";

/** Saves the items as files; a filter that the server knows too (match, flag, order) holds for them. */
export function ExportButtons({ collectionId, filter }: { collectionId: string; filter: Filter }) {
  const query = {
    ...(filter.status && { status: filter.status }),
    ...(filter.flag && { flag: filter.flag }),
    ...(filter.document && { document_id: filter.document }),
  };
  const options = { params: { path: { collection_id: collectionId }, query }, parseAs: "blob" } as const;
  const csv = useMutation({
    mutationFn: () => saveFile(api.GET("/api/collections/{collection_id}/items.csv", options)),
    onError: sayError,
  });
  const xlsx = useMutation({
    mutationFn: () => saveFile(api.GET("/api/collections/{collection_id}/items.xlsx", options)),
    onError: sayError,
  });
  return (
    <>
      <Button small icon={FileSpreadsheet} busy={xlsx.isPending} onClick={() => xlsx.mutate()}>
        {t("items.export.xlsx")}
      </Button>
      <Button small icon={FileText} busy={csv.isPending} onClick={() => csv.mutate()}>
        {t("items.export.csv")}
      </Button>
    </>
  );
}

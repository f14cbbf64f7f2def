import { useMutation } from "@tanstack/react-query";
import { FileSpreadsheet, FileText } from "lucide-react";
import { api } from "@/api/client";
import { saveFile } from "@/api/save";
import { t } from "@/i18n";
import { type Filter, isAll } from "@/pages/collection/items/filtering";
import { Button } from "@/ui/Button";
import { sayError } from "@/ui/say";

interface ExportProps {
  collectionId: string;
  filter: Filter;
  /** How many items the filter lets through. */
  count: number;
}

/** Saves the items that are shown as files: all, or those that the filter lets through, and then says so. */
export function ExportButtons({ collectionId, filter, count }: ExportProps) {
  const words = filter.words.trim();
  const query = {
    ...(filter.status && { status: filter.status }),
    ...(filter.flag && { flag: filter.flag }),
    ...(filter.document && { document_id: filter.document }),
    ...(filter.ids && { ids: filter.ids.join(",") }),
    ...(words && { words }),
  };
  const shown = isAll(filter) ? "" : ".shown";
  const why = count === 0 ? t("items.filter.none") : undefined;
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
      <Button small icon={FileSpreadsheet} busy={xlsx.isPending} why={why} onClick={() => xlsx.mutate()}>
        {t(`items.export.xlsx${shown}`, { count })}
      </Button>
      <Button small icon={FileText} busy={csv.isPending} why={why} onClick={() => csv.mutate()}>
        {t(`items.export.csv${shown}`, { count })}
      </Button>
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { pageLink, useLink } from "@/api/pictures";
import { pixelsPerPoint } from "@/pages/collection/products/boxes";

export interface PagePicture {
  url: string | undefined;
  /** Pixels a point, where the picture says so. */
  scale: number | undefined;
  error: Error | null;
}

/** A page of a document as a picture, and its scale, which only the file itself tells. */
export function usePage(collectionId: string, documentId: string, page: number): PagePicture {
  const link = useLink(pageLink(collectionId, documentId, page));
  const signed = link.data?.url;
  const file = useQuery({
    queryKey: ["page file", collectionId, documentId, page],
    enabled: signed !== undefined,
    queryFn: () => fetchPage(signed ?? ""),
    retry: false,
  });
  const blob = file.data?.blob;
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  // A bucket that lets pages show its files but not read them: the usual scale has to do.
  if (file.isError) return { url: signed, scale: undefined, error: link.error };
  return { url, scale: file.data?.scale, error: link.error };
}

async function fetchPage(url: string): Promise<{ blob: Blob; scale: number | undefined }> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Storage answered ${response.status}`);
  const blob = await response.blob();
  return { blob, scale: pixelsPerPoint(new Uint8Array(await blob.slice(0, 4096).arrayBuffer())) };
}

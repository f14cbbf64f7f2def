/** Pictures, pages and files lie in Storage: an <img> sends no token, so each is shown by a signed URL that ends. */
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { answer, api } from "@/api/client";

/** Where a file can be read, without a token, until `expires_at`. */
export interface SignedUrl {
  url: string;
  expires_at: string;
}

const MOST = 100; // ids that one call takes
const GATHER_MS = 10; // a grid's pictures are asked for in one go
const EARLY_MS = 60_000; // a URL is renewed this long before its end

/**
 * A product picture's URL, renewed before it ends; null for a picture that is not there any more. Pictures asked for
 * at the same time share one call.
 */
export function usePicture(collectionId: string, imageId: string): UseQueryResult<SignedUrl | null> {
  return useQuery({
    queryKey: pictureKey(collectionId, imageId),
    queryFn: () => askFor(collectionId, imageId),
    ...renewed,
  });
}

/** Ask anew for a picture whose URL did not work. */
export function useRenewPicture(collectionId: string, imageId: string): () => void {
  const client = useQueryClient();
  return useCallback(
    () => void client.invalidateQueries({ queryKey: pictureKey(collectionId, imageId) }),
    [client, collectionId, imageId],
  );
}

function pictureKey(collectionId: string, imageId: string) {
  return ["pictures", collectionId, imageId] as const;
}

/** A file behind a call that answers with a link. Made by `pageLink`, `logoLink` and `deckFileLink`. */
export interface LinkCall {
  key: readonly (string | number)[];
  call: () => Promise<SignedUrl>;
}

/** The URL of a page, a logo or a deck's file, renewed before it ends; asks for nothing while there is no call. */
export function useLink(link: LinkCall | null): UseQueryResult<SignedUrl> {
  return useQuery({
    queryKey: ["links", ...(link?.key ?? [])],
    queryFn: () => link?.call() ?? Promise.reject(new Error("There is no link to ask for.")),
    enabled: link !== null,
    ...renewed,
  });
}

const headers = { Accept: "application/json" }; // else the answer is a redirect

/** A page (from 1) of a document as a picture. */
export function pageLink(collection_id: string, document_id: string, page: number): LinkCall {
  const path = { collection_id, document_id, page };
  return {
    key: ["pages", collection_id, document_id, page],
    call: () =>
      answer(
        api.GET("/api/collections/{collection_id}/documents/{document_id}/pages/{page}.png", {
          params: { path },
          headers,
        }),
      ),
  };
}

/** The collection's logo; `version` changes when another one is uploaded. */
export function logoLink(collection_id: string, version: string): LinkCall {
  return {
    key: ["logo", collection_id, version],
    call: () =>
      answer(api.GET("/api/collections/{collection_id}/logo", { params: { path: { collection_id } }, headers })),
  };
}

/** A file of a deck: its PPTX, its PDF, a preview. */
export function deckFileLink(collection_id: string, deck_id: string, name: string): LinkCall {
  const path = { collection_id, deck_id, name };
  return {
    key: ["decks", collection_id, deck_id, name],
    call: () =>
      answer(api.GET("/api/collections/{collection_id}/decks/{deck_id}/files/{name}", { params: { path }, headers })),
  };
}

/** How long a URL may still be shown, in milliseconds. */
export function goodFor(signed: SignedUrl | null | undefined, now = Date.now()): number {
  return signed ? Math.max(1000, new Date(signed.expires_at).getTime() - now - EARLY_MS) : Number.POSITIVE_INFINITY;
}

interface Renewable {
  state: { data: SignedUrl | null | undefined; dataUpdatedAt: number };
}

const renewed = {
  staleTime: ({ state }: Renewable) => goodFor(state.data, state.dataUpdatedAt),
  refetchInterval: ({ state }: Renewable) => (state.data ? goodFor(state.data) : (false as const)),
  refetchOnWindowFocus: true,
};

interface Asked {
  take: (signed: SignedUrl | null) => void;
  fail: (error: unknown) => void;
}

const waiting = new Map<string, Map<string, Asked[]>>();

function askFor(collectionId: string, imageId: string): Promise<SignedUrl | null> {
  return new Promise((take, fail) => {
    let batch = waiting.get(collectionId);
    if (!batch) {
      batch = new Map();
      waiting.set(collectionId, batch);
      setTimeout(() => send(collectionId), GATHER_MS);
    }
    batch.set(imageId, [...(batch.get(imageId) ?? []), { take, fail }]);
  });
}

function send(collectionId: string) {
  const asked = [...(waiting.get(collectionId) ?? [])];
  waiting.delete(collectionId);
  for (let start = 0; start < asked.length; start += MOST)
    void fetchSome(collectionId, asked.slice(start, start + MOST));
}

async function fetchSome(collection_id: string, asked: [string, Asked[]][]) {
  const ids = asked.map(([id]) => id).join(",");
  const params = { path: { collection_id }, query: { ids } };
  try {
    const { images, expires_at } = await answer(api.GET("/api/collections/{collection_id}/images", { params }));
    const urls = new Map(images.map(({ image_id, url }) => [image_id, { url, expires_at }]));
    for (const [id, callers] of asked) for (const { take } of callers) take(urls.get(id) ?? null);
  } catch (error) {
    for (const [, callers] of asked) for (const { fail } of callers) fail(error);
  }
}

/** What can be done with a collection as a whole. Its effect is shown by Firestore, wherever the collection is seen. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { sayDone, sayError } from "@/ui/say";

export type Member = Schemas["Member"];

const at = (collection_id: string) => ({ path: { collection_id } });

export function useCreate() {
  return useMutation({ mutationFn: (name: string) => answer(api.POST("/api/collections", { body: { name } })) });
}

export function useRename(id: string) {
  return useMutation({
    mutationFn: (name: string) =>
      answer(api.PATCH("/api/collections/{collection_id}", { params: at(id), body: { name } })),
  });
}

/** Names the deletions that are under way in this tab. */
export const deletionKey = (id: string) => ["delete", id];

/** Deletes a collection, in as many calls as it takes. It goes on, and tells how it went, when its page is left. */
export function useDeletion({ id, name }: Pick<Collection, "id" | "name">) {
  return useMutation({
    mutationKey: deletionKey(id),
    mutationFn: () => deleteWhole(id),
    onSuccess: () => sayDone(t("manage.deleted", { name })),
    onError: sayError,
  });
}

/** Calls until nothing is left. That it is gone already is what was asked for: an answer may have been lost. */
export async function deleteWhole(id: string): Promise<void> {
  try {
    while (await answer(api.DELETE("/api/collections/{collection_id}", { params: at(id) })));
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === "collection_not_found")) throw error;
  }
}

/** Everybody who sees a collection, the owner first; asked anew when Firestore shows others. */
export function useMembers({ id, member_uids }: Pick<Collection, "id" | "member_uids">, enabled = true) {
  return useQuery({
    queryKey: ["members", id, [...member_uids].sort()],
    queryFn: () => answer(api.GET("/api/collections/{collection_id}/members", { params: at(id) })),
    select: ({ members }) => members,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useAddMember(id: string) {
  return useMutation({
    mutationFn: (email: string) =>
      answer(api.POST("/api/collections/{collection_id}/members", { params: at(id), body: { email } })),
  });
}

export function useRemoveMember(id: string) {
  return useMutation({
    mutationFn: (uid: string) =>
      answer(api.DELETE("/api/collections/{collection_id}/members", { params: { ...at(id), query: { uid } } })),
  });
}

/** Who a person is, as it is said: by name, else by e-mail. */
export function personName({ name, email }: { name?: string | null; email?: string | null }): string {
  return name || email || t("manage.nameless");
}

import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { queryClient } from "@/api/queries";

export type Webhook = Schemas["ShownWebhook"];
export type Registered = Schemas["RegisteredWebhook"];
export type NewWebhook = Schemas["NewWebhook"];
export type Delivery = Schemas["ShownDelivery"];

export const EVENTS = ["job.completed", "job.failed", "job.cancelled"] as const;
export type Event = (typeof EVENTS)[number];

const LIST = ["webhooks"];
const deliveriesKey = (id: string) => ["deliveries", id];
const AT_ADDRESS = new Set(["bad_webhook_url", "webhook_not_https", "forbidden_address", "unresolvable_host"]);
const SOONEST_MS = 2000;
const LATEST_MS = 60_000;

export function useWebhooks() {
  return useQuery({
    queryKey: LIST,
    queryFn: () => answer(api.GET("/api/webhooks")),
    select: ({ webhooks }) => webhooks,
    staleTime: 0,
  });
}

export function useRegister(onRegistered: (webhook: Registered) => void) {
  return useMutation({
    mutationFn: (body: NewWebhook) => answer(api.POST("/api/webhooks", { body })),
    onSuccess: (webhook) => {
      onRegistered(webhook);
      return queryClient.invalidateQueries({ queryKey: LIST });
    },
  });
}

export function useDeleteWebhook(webhook_id: string) {
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/webhooks/{webhook_id}", { params: { path: { webhook_id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: LIST }),
  });
}

/**
 * The calls of a webhook, newest first. Firestore does not show them to browsers, so while one goes on they are asked
 * for again when its next attempt is due.
 */
export function useDeliveries(webhook_id: string) {
  return useInfiniteQuery({
    queryKey: deliveriesKey(webhook_id),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/webhooks/{webhook_id}/deliveries", {
          params: { path: { webhook_id }, query: { page_size: 20, page_token: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_page_token ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.deliveries),
    staleTime: 0,
    refetchInterval: ({ state }) => nextLook(state.data?.pages.flatMap((page) => page.deliveries) ?? [], Date.now()),
  });
}

/** In how many milliseconds a look may show something new; false when nothing goes on. */
export function nextLook(deliveries: Pick<Delivery, "state" | "retry_at">[], now: number): number | false {
  const due = deliveries
    .filter(({ state }) => state === "pending")
    .map(({ retry_at }) => (retry_at ? new Date(retry_at).getTime() - now : 0) + SOONEST_MS);
  return due.length > 0 && Math.min(LATEST_MS, Math.max(SOONEST_MS, ...[Math.min(...due)]));
}

export function useRedeliver(webhook_id: string, delivery_id: string) {
  const path = { webhook_id, delivery_id };
  return useMutation({
    mutationFn: () =>
      answer(api.POST("/api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", { params: { path } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: deliveriesKey(webhook_id) }),
  });
}

/** What to say at the field of the address; undefined for a problem that is not about it. */
export function addressProblem(error: Error | null): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.about("url") ?? (AT_ADDRESS.has(error.code) ? error.message : undefined);
}

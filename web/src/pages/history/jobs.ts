import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useSearchParams } from "wouter";
import * as z from "zod/mini";
import { answer, api, type Schemas } from "@/api/client";
import { type Collection, PROCESSES, type ProcessStatus, Status, statusOf } from "@/live/records";

export type Job = Schemas["ShownJob"];

const STATUSES = ["processing", "paused", "completed", "failed", "cancelled"] as const;
const PAGE = 20;

/** Which jobs are shown. What is undefined does not matter; `owner` matters where a collection is named. */
export interface Filters {
  collection_id?: string;
  process?: (typeof PROCESSES)[number];
  status?: (typeof STATUSES)[number];
  owner?: "me";
}

const Asked = z.object({
  collection_id: z.catch(z.optional(z.string()), undefined),
  process: z.catch(z.optional(z.enum(PROCESSES)), undefined),
  status: z.catch(z.optional(z.enum(STATUSES)), undefined),
  owner: z.catch(z.optional(z.literal("me")), undefined),
});

/** The filters that the address names, so that a reload and a link show the same jobs; and how to change them. */
export function useFilters(): [Filters, (changes: Filters) => void] {
  const [search, setSearch] = useSearchParams();
  const filters = Asked.parse(Object.fromEntries(search));
  const change = (changes: Filters) => {
    const next = Object.entries({ ...filters, ...changes }).filter(([, value]) => value);
    setSearch(Object.fromEntries(next), { replace: true });
  };
  return [filters, change];
}

/** Jobs, newest first, a page at a time; asked anew whenever Firestore shows that one began, ended or went a phase on. */
export function useJobs(filters: Filters, collections: Collection[]) {
  const jobs = useInfiniteQuery({
    queryKey: ["jobs", filters],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/jobs", { params: { query: { ...filters, page_size: PAGE, page_token: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_page_token ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const { isFetching, refetch } = jobs;
  const stand = standOf(collections.filter(({ id }) => !filters.collection_id || id === filters.collection_id));
  const seen = useRef(stand);
  useEffect(() => {
    // While one request is under way no other begins; the last change is always followed by one.
    if (isFetching || seen.current === stand) return;
    const first = seen.current === "";
    seen.current = stand;
    if (!first) void refetch();
  }, [stand, isFetching, refetch]);
  return jobs;
}

/** A text that changes when a job of these collections begins, ends, pauses or comes to another phase. */
export function standOf(collections: Collection[]): string {
  return collections
    .flatMap((collection) =>
      PROCESSES.map((process) => {
        const { task_id, status, progress, attempt } = statusOf(collection, process);
        return task_id ? `${task_id} ${status} ${progress?.phase ?? progress?.step} ${attempt}` : "";
      }),
    )
    .filter(Boolean)
    .sort()
    .join("\n");
}

/** How a job stands: as Firestore shows it while its collection's newest run is this one, else as it was answered. */
export function statusOfJob(job: Job, collection: Collection | undefined): ProcessStatus {
  const process = PROCESSES.find((name) => name === job.process);
  const now = process && collection && statusOf(collection, process);
  return now?.task_id === job.task_id ? now : { status: Status.parse(job.status) };
}

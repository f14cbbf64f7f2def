import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api, type Schemas } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";
import { type ProcessStatus, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";

const MOST = 48;
const FIRST_PHASE = 2; // pictures are there once the first phase has ended
const FRESH_MS = 10 * 60_000; // their addresses work for some minutes more

/** Pictures that the run under way has found. They are provisional, and gone when it is cancelled. */
export function FoundPictures() {
  const { collection, documents } = useShown();
  const pictures = useFound(statusOf(collection, "document_processing"));
  if (pictures.length === 0) return null;
  const nameOf = (id: string) => documents.find((document) => document.id === id)?.filename ?? "";
  const shown = pictures.slice(0, MOST);
  const many = pictures.length > MOST ? "info.found.more" : "info.found";
  return (
    <section aria-labelledby="found" className="flex flex-col gap-2">
      <h3 id="found" aria-live="polite" className="text-sm font-semibold">
        {t(many, { count: shown.length })} <span className="font-normal text-muted">{t("info.found.what")}</span>
      </h3>
      <div className="max-sm:max-h-80 max-sm:overflow-hidden">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(4.5rem,1fr))] gap-2">
          {shown.map((picture, index) => (
            <li
              key={picture.image_id}
              className="appear aspect-square overflow-hidden rounded-lg border border-line bg-white"
              style={{ animationDelay: `${index * 25}ms` }}
            >
              <img
                src={picture.url}
                alt={t("info.found.alt", { number: index + 1, name: nameOf(picture.document_id) })}
                className="size-full object-contain"
              />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Asked for when the first phase has ended, and with each further one until there are some. */
function useFound({ task_id, progress }: ProcessStatus): Schemas["Preview"][] {
  const phase = progress?.phase ?? 0;
  const { data, refetch } = useQuery({
    queryKey: ["job", task_id, "previews"],
    queryFn: () => previewsOf(task_id ?? ""),
    enabled: Boolean(task_id) && phase >= FIRST_PHASE,
    staleTime: FRESH_MS,
  });
  const none = data?.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new phase is what may have brought some
  useEffect(() => {
    if (none) void refetch();
  }, [phase]);
  return data ?? [];
}

async function previewsOf(task_id: string): Promise<Schemas["Preview"][]> {
  const params = { path: { task_id }, query: { page_size: MOST + 1 } };
  try {
    return (await answer(api.GET("/api/jobs/{task_id}/previews", { params }))).previews;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "previews_gone") return [];
    throw error;
  }
}

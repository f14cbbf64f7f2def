import { useMutation } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";
import { fileSize } from "@/i18n/format";

export const LOGO_TYPES = ["image/png", "image/jpeg", "image/svg+xml"];
const MOST_BYTES = 5 * 1024 * 1024;
/** What people are told: nobody counts in 1024s. */
export const SAID_BYTES = 5_000_000;

const PATH = "/api/collections/{collection_id}/logo";

/** Upload a logo in place of the one before, or remove it. What is shown comes back through Firestore. */
export function useLogo(collection_id: string) {
  const params = { path: { collection_id } };
  return {
    put: useMutation({
      mutationFn: (file: File) => {
        const form = new FormData();
        form.set("file", file);
        return answer(api.PUT(PATH, { params, body: { file: file.name }, bodySerializer: () => form }));
      },
    }),
    remove: useMutation({ mutationFn: () => answer(api.DELETE(PATH, { params })) }),
  };
}

/** Why a file cannot be the logo: as it is, or as the server refused it; undefined where nothing is wrong. */
export function logoFault({ name, size, type }: File, refusal?: unknown): string | undefined {
  const code = refusal instanceof ApiProblem ? refusal.code : undefined;
  if (code === "unsupported_type" || !LOGO_TYPES.includes(type)) return t("look.logo.type", { name });
  if (code === "empty_file" || size === 0) return t("look.logo.empty", { name });
  if (code === "too_large" || size > MOST_BYTES) return t("look.logo.large", { name, size: fileSize(SAID_BYTES) });
  if (code === "logo_unreadable") return t("look.logo.unreadable", { name });
  return refusal instanceof Error ? refusal.message : undefined;
}

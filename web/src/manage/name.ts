import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";

/** What to say at the field of a name that was not taken. */
export function nameProblem(error: Error | null): string | undefined {
  if (!error) return undefined;
  if (!(error instanceof ApiProblem)) return t("app.crashed");
  return error.about("name") ?? error.message;
}

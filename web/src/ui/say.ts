import { toast } from "sonner";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";

/** Say that something did not work: the server's own sentence where there is one. */
export function sayError(error: unknown) {
  toast.error(error instanceof ApiProblem ? error.message : t("app.crashed"));
}

/** Say that something worked. */
export function sayDone(text: string) {
  toast.success(text);
}

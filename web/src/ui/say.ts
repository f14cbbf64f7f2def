import { toast } from "sonner";
import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";

/** Say that something did not work: the server's own sentence where there is one. */
export function sayError(error: unknown) {
  toast.error(error instanceof ApiProblem ? error.message : t("app.crashed"));
}

/** Say that something worked; `then` is what can be done about it, such as taking it back. */
export function sayDone(text: string, then?: { label: string; act: () => void }) {
  toast.success(text, then && { action: { label: then.label, onClick: then.act } });
}

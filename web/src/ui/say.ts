import { ApiProblem } from "@/api/problem";
import { t } from "@/i18n";

export interface Said {
  how: "error" | "success";
  text: string;
  /** What can be done about it, such as taking it back. */
  then?: { label: string; act: () => void } | undefined;
}

type Show = (said: Said) => void;

let show: Show | undefined;
const unshown: Said[] = [];

/** Say that something did not work: the server's own sentence where there is one. */
export function sayError(error: unknown) {
  say({ how: "error", text: error instanceof ApiProblem ? error.message : t("app.crashed") });
}

/** Say that something worked; `then` is what can be done about it, such as taking it back. */
export function sayDone(text: string, then?: Said["then"]) {
  say({ how: "success", text, then });
}

/** Show what is said from now on, and what was said when nothing could show it. What it returns ends that. */
export function showSaid(showing: Show): () => void {
  show = showing;
  for (const said of unshown.splice(0)) showing(said);
  return () => {
    if (show === showing) show = undefined;
  };
}

function say(said: Said) {
  if (show) show(said);
  else unshown.push(said); // what shows it is fetched after the page
}

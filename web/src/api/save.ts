import { answer } from "@/api/client";

/** Let a browser keep what a call answers (ask for it with `parseAs: "blob"`), by the name that the server gave. */
export async function saveFile(call: Promise<{ data?: Blob; error?: unknown; response: Response }>) {
  const name = call.then(({ response }) => filenameOf(response.headers.get("Content-Disposition")));
  const blob = await answer(call);
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = (await name) ?? "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it after the click
}

function filenameOf(disposition: string | null): string | undefined {
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1];
}

import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { type Said, showSaid } from "@/ui/say";

/** Shows what is said in a corner of the page. The only module that knows how: it is fetched after the page. */
export function Toasts({ theme }: { theme: "light" | "dark" }) {
  useEffect(() => showSaid(showToast), []); // after the Toaster's own effect: only then does it listen
  return <Toaster theme={theme} richColors closeButton position="bottom-right" />;
}

function showToast({ how, text, then }: Said) {
  toast[how](text, then && { action: { label: then.label, onClick: then.act } });
}

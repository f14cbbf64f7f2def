import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { t } from "@/i18n";
import { cx } from "@/ui/cx";
import { INPUT } from "@/ui/parts";

/** Searches the list by name. The key `/` leads here from anywhere on the page, Escape empties it. */
export function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <div className="relative min-w-48 flex-1">
      <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label={t("list.search")}
        aria-keyshortcuts="/"
        placeholder={t("list.search.hint")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        className={cx(INPUT, "pl-9")}
      />
    </div>
  );
}

/** Whether a key pressed there is meant for what is there: a field, or a dialog over the page. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return Boolean(target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog]"));
}

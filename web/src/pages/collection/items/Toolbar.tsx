import { Search, X } from "lucide-react";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { ALL, type Counts, type Filter, isAll } from "@/pages/collection/items/filtering";
import { STATUSES } from "@/pages/collection/items/records";
import { wordOf } from "@/pages/collection/items/texts";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { INPUT } from "@/ui/parts";

const SELECT = INPUT.replace("w-full", "max-w-full sm:max-w-64");

interface ToolbarProps {
  filter: Filter;
  counts: Counts;
  onFilter: (filter: Filter) => void;
}

/** Which items are shown; each choice says how many there are of it just now. */
export function Toolbar({ filter, counts, onFilter }: ToolbarProps) {
  const set = (change: Partial<Filter>) => onFilter({ ...filter, ...change });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <StatusChoice filter={filter} counts={counts} set={set} />
      <FlagChoice filter={filter} counts={counts} set={set} />
      <OrderChoice filter={filter} counts={counts} set={set} />
      <div className="relative min-w-48 flex-1">
        <Search aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
        <input
          type="search"
          aria-label={t("items.filter.words")}
          placeholder={t("items.filter.words")}
          maxLength={200}
          value={filter.words}
          onChange={(event) => set({ words: event.target.value })}
          className={cx(INPUT, "pl-9")}
        />
      </div>
      {filter.ids && (
        <Button small icon={X} onClick={() => set({ ids: null })}>
          {t("items.filter.ids", { count: filter.ids.length })}
        </Button>
      )}
      {!filter.ids && !isAll({ ...filter, status: null }) && (
        <Button small kind="quiet" icon={X} onClick={() => onFilter(ALL)}>
          {t("items.filter.clear")}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  filter: Filter;
  counts: Counts;
  set: (change: Partial<Filter>) => void;
}

function StatusChoice({ filter, counts, set }: ChoiceProps) {
  return (
    <fieldset className="flex flex-wrap gap-1 rounded-lg border border-line bg-surface p-1">
      <legend className="sr-only">{t("items.filter")}</legend>
      {[null, ...STATUSES].map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={filter.status === status}
          onClick={() => set({ status })}
          className={cx(
            "min-h-8 rounded-md px-2.5 text-sm font-medium",
            filter.status === status ? "bg-accent-soft text-accent" : "text-muted hover:bg-raised",
          )}
        >
          {t(status ? `items.status.${status}` : "items.filter.all")}{" "}
          <span className="tabular-nums">
            {t("items.count", { count: status ? counts.status[status] : counts.all })}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

function FlagChoice({ filter, counts, set }: ChoiceProps) {
  const codes = [...new Set([...counts.flags.keys(), ...(filter.flag ? [filter.flag] : [])])].sort();
  if (codes.length === 0) return null;
  return (
    <select
      aria-label={t("items.flag")}
      value={filter.flag ?? ""}
      onChange={(event) => set({ flag: event.target.value || null })}
      className={SELECT}
    >
      <option value="">{t("items.filter.anyFlag")}</option>
      {codes.map((code) => (
        <option key={code} value={code}>
          {t("items.filter.count", { name: wordOf("items.flag", code), count: counts.flags.get(code) ?? 0 })}
        </option>
      ))}
    </select>
  );
}

function OrderChoice({ filter, counts, set }: ChoiceProps) {
  const orders = useShown().documents.filter(({ type }) => type === "purchase_order");
  if (orders.length < 2) return null;
  return (
    <select
      aria-label={t("items.filter.document")}
      value={filter.document ?? ""}
      onChange={(event) => set({ document: event.target.value || null })}
      className={SELECT}
    >
      <option value="">{t("items.filter.anyDocument")}</option>
      {orders.map(({ id, filename }) => (
        <option key={id} value={id}>
          {t("items.filter.count", { name: filename, count: counts.documents.get(id) ?? 0 })}
        </option>
      ))}
    </select>
  );
}

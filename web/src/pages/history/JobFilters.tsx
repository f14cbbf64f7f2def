import { useId } from "react";
import { t } from "@/i18n";
import { type Collection, PROCESSES } from "@/live/records";
import type { Filters } from "@/pages/history/jobs";
import { newestFirst } from "@/pages/list/rows";
import { look } from "@/process/status";
import { SelectField } from "@/ui/parts";

const STATUSES = ["processing", "paused", "completed", "failed", "cancelled"] as const;

interface Shown {
  filters: Filters;
  /** Those to choose from; undefined where the page is about one. */
  collections: Collection[] | undefined;
  onChange: (changes: Filters) => void;
}

/** Which jobs are shown: of a collection, of a process, in a state, one's own or everybody's. */
export function JobFilters({ filters, collections, onChange }: Shown) {
  const why = useId();
  const mineOnly = !filters.collection_id;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {collections && (
        <SelectField
          label={t("history.collection")}
          value={filters.collection_id ?? ""}
          onChange={(event) => onChange({ collection_id: event.target.value || undefined, owner: undefined })}
        >
          <option value="">{t("history.any")}</option>
          {newestFirst(collections, "").map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={t("history.process")}
        value={filters.process ?? ""}
        onChange={(event) => onChange({ process: PROCESSES.find((name) => name === event.target.value) })}
      >
        <option value="">{t("history.any")}</option>
        {PROCESSES.map((name) => (
          <option key={name} value={name}>
            {t(`process.${name}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("history.status")}
        value={filters.status ?? ""}
        onChange={(event) => onChange({ status: STATUSES.find((name) => name === event.target.value) })}
      >
        <option value="">{t("history.any")}</option>
        {STATUSES.map((name) => (
          <option key={name} value={name}>
            {t(look(name).title)}
          </option>
        ))}
      </SelectField>
      <div>
        <SelectField
          label={t("history.owner")}
          disabled={mineOnly}
          aria-describedby={mineOnly ? why : undefined}
          value={mineOnly ? "me" : (filters.owner ?? "")}
          onChange={(event) => onChange({ owner: event.target.value === "me" ? "me" : undefined })}
        >
          <option value="">{t("history.owner.all")}</option>
          <option value="me">{t("history.owner.me")}</option>
        </SelectField>
        {mineOnly && (
          <p id={why} className="mt-1 text-xs text-muted">
            {t("history.owner.why")}
          </p>
        )}
      </div>
    </div>
  );
}

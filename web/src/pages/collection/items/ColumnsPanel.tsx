import { useMutation } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { t } from "@/i18n";
import { sureness } from "@/i18n/format";
import { isLive, statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { sayColumn } from "@/pages/collection/items/calls";
import { GenerateButton } from "@/pages/collection/items/GenerateItems";
import { useLiveChoices } from "@/pages/collection/items/live";
import type { Order, Role, Table } from "@/pages/collection/items/records";
import { columnsOf, ROLES, type ShownColumn, wordOn } from "@/pages/collection/items/roles";
import { wordOf } from "@/pages/collection/items/texts";
import { useProcessCalls } from "@/process/calls";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Badge, INPUT } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** What the columns of an order were taken for; a person corrects them, for the next run. */
export function ColumnsPanel({ order }: { order: Order }) {
  const { collection } = useShown();
  const live = useLiveChoices(collection.id, order.id);
  const choices = live.state === "live" ? live.data.choices : [];
  const say = useMutation({
    scope: { id: `columns ${order.id}` }, // one after the other: each writes all of them
    mutationFn: (column: { grid: number; column: number; role: Role | null }) =>
      sayColumn(collection.id, order.id, column),
    onError: sayError,
  });
  const calls = useProcessCalls("item_generation");
  if (order.tables.length === 0) return <p className="mt-2 text-muted">{t("columns.none")}</p>;
  return (
    <div className="mt-3 flex flex-col gap-4">
      <p className="text-muted">
        {t("columns.what")} {t("columns.later")}
      </p>
      {order.tables.map((table, n) => (
        <ColumnTable
          key={table.grid}
          table={table}
          number={order.tables.length > 1 ? n + 1 : undefined}
          columns={columnsOf(table, choices)}
          saving={say.isPending ? say.variables : undefined}
          onSay={(column, role) => say.mutate({ grid: table.grid, column, role })}
        />
      ))}
      {choices.length > 0 && !isLive(statusOf(collection, "item_generation")) && <GenerateButton calls={calls} again />}
    </div>
  );
}

interface TableProps {
  table: Table;
  number: number | undefined;
  columns: readonly ShownColumn[];
  saving: { grid: number; column: number; role: Role | null } | undefined;
  onSay: (column: number, role: Role | null) => void;
}

/** A table of an order: its headers, what each column holds, who says so, and some of its values. */
export function ColumnTable({ table, number, columns, saving, onSay }: TableProps) {
  const named = columns.map((column) => ({
    ...column,
    name: column.header || t("columns.unnamed", { number: column.column + 1 }),
  }));
  const title = number ? t("columns.table", { number }) : t("columns.title");
  return (
    <div className="flex flex-col gap-1">
      {number && <h4 className="font-medium">{title}</h4>}
      {table.transposed && <p className="text-muted">{t("columns.transposed")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <section aria-label={title} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
        <table className="text-left text-xs">
          <thead className="bg-raised align-top">
            <tr>
              {named.map(({ column, name }) => (
                <th key={column} scope="col" className="max-w-48 min-w-44 px-2 pt-2 font-semibold">
                  {name}
                </th>
              ))}
            </tr>
            <tr>
              {named.map((column) => (
                <td key={column.column} className="px-2 py-2">
                  <RoleChoice
                    column={column}
                    saving={saving?.grid === table.grid && saving.column === column.column ? saving : undefined}
                    onSay={(role) => onSay(column.column, role)}
                  />
                </td>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="align-top">
              {named.map(({ column, samples }) => (
                <td key={column} className="border-t border-line px-2 py-2 text-muted">
                  <ul aria-label={t("columns.samples")}>
                    {samples.map((sample) => (
                      <li key={sample} className="max-w-48 truncate" title={sample}>
                        {sample}
                      </li>
                    ))}
                  </ul>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </div>
  );
}

interface ChoiceProps {
  column: ShownColumn & { name: string };
  saving: { role: Role | null } | undefined;
  onSay: (role: Role | null) => void;
}

function RoleChoice({ column, saving, onSay }: ChoiceProps) {
  const { name, role, chosen, size, source, confidence } = column;
  const shown = saving ? (saving.role ?? role) : (chosen ?? role);
  return (
    <div className="flex flex-col gap-1">
      <select
        aria-label={t("columns.role", { column: name })}
        value={shown}
        aria-busy={saving ? true : undefined}
        onChange={(event) => onSay(wordOn(column, event.target.value as Role))}
        className={cx(INPUT, "min-h-8! px-2! text-xs!", chosen && "border-accent!")}
      >
        {ROLES.map((each) => (
          <option key={each} value={each}>
            {wordOf("role", each)}
            {each === "size_quantity" && role === each && size ? ` (${size})` : ""}
          </option>
        ))}
      </select>
      {chosen ? (
        <span className="flex items-center gap-1">
          <Badge tone="accent">{t("columns.corrected")}</Badge>
          <IconButton icon={Undo2} label={t("columns.reset.of", { column: name })} onClick={() => onSay(null)} />
        </span>
      ) : (
        <span className="text-muted">
          {[source && wordOf("columns.source", source), confidence > 0 && sureness(confidence)]
            .filter(Boolean)
            .join(", ")}
        </span>
      )}
    </div>
  );
}

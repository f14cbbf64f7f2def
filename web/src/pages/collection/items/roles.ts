import type { Choices, Column, Role, Table } from "@/pages/collection/items/records";

/** What a column may hold, in the order of the choice. */
export const ROLES = [
  "style_number",
  "sku",
  "barcode",
  "name",
  "color",
  "color_code",
  "category",
  "size",
  "size_quantity",
  "quantity",
  "unit_cost",
  "retail_price",
  "discount",
  "tax",
  "total",
  "line_number",
  "ignored",
] as const satisfies readonly Role[];

/** Every role has its place: one that the server gets in addition does not compile here. */
export type AllRoles = Exclude<Role, (typeof ROLES)[number]> extends never ? true : never;
export const ALL_ROLES: AllRoles = true;

/** A column as it is shown: with what a person said of it since, if anybody did. */
export interface ShownColumn extends Column {
  chosen: Role | null;
}

export function columnsOf(table: Table, choices: Choices["choices"]): ShownColumn[] {
  return table.columns.map((column) => ({
    ...column,
    chosen: choices.find(({ grid, column: at }) => grid === table.grid && at === column.column)?.role ?? null,
  }));
}

/** What to send when a person chooses a role: none where that is what the machine itself says. */
export function wordOn(column: Column, role: Role): Role | null {
  return role === column.role && column.source !== "person" ? null : role;
}

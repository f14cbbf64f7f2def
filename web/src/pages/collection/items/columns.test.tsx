import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { en } from "@/i18n/en";
import { ColumnTable } from "@/pages/collection/items/ColumnsPanel";
import { Choices, Table } from "@/pages/collection/items/records";
import { columnsOf, ROLES } from "@/pages/collection/items/roles";

const TABLE = Table.parse({
  grid: 2,
  columns: [
    { column: 0, header: "Art.", role: "style_number", confidence: 0.97, source: "header", samples: ["A1", "A2"] },
    { column: 1, header: "Qty", role: "ignored", confidence: 0.4, source: "values", samples: ["3"] },
    { column: 3, header: "", role: "total", confidence: 1, source: "person" },
  ],
});

function show(choices: Choices["choices"] = []) {
  const onSay = vi.fn();
  const { choices: stored } = Choices.parse({ choices });
  render(
    <ColumnTable
      table={TABLE}
      number={undefined}
      columns={columnsOf(TABLE, stored)}
      saving={undefined}
      onSay={onSay}
    />,
  );
  return onSay;
}

function choiceOf(name: string) {
  return screen.getByRole<HTMLSelectElement>("combobox", { name });
}

test("each column says what it was taken for, by whom, and shows its values", () => {
  show();
  expect(choiceOf("What “Art.” holds").value).toBe("style_number");
  expect(screen.getByText("its header, 97 % sure")).toBeTruthy();
  expect(screen.getByText("A2")).toBeTruthy();
  expect(choiceOf("What “Column 4” holds").value).toBe("total");
});

test("every role can be chosen, by a plain name of its own", () => {
  show();
  const options = within(choiceOf("What “Qty” holds")).getAllByRole("option");
  expect(options.map((option) => (option as HTMLOptionElement).value)).toEqual([...ROLES]);
  expect(new Set(ROLES.map((role) => en[`role.${role}`])).size).toBe(ROLES.length);
});

test("a choice is said at once; what the machine says itself takes an earlier word back", async () => {
  const onSay = show([{ grid: 2, column: 0, role: "sku" }]);
  await userEvent.selectOptions(choiceOf("What “Qty” holds"), "quantity");
  expect(onSay).toHaveBeenLastCalledWith(1, "quantity");
  await userEvent.selectOptions(choiceOf("What “Art.” holds"), "style_number");
  expect(onSay).toHaveBeenLastCalledWith(0, null);
});

test("what a person said is marked and can be taken back; words on other tables are not of this one", async () => {
  const onSay = show([
    { grid: 2, column: 1, role: "quantity" },
    { grid: 1, column: 0, role: "name" },
  ]);
  expect(choiceOf("What “Qty” holds").value).toBe("quantity");
  expect(choiceOf("What “Art.” holds").value).toBe("style_number");
  expect(screen.getAllByText("Corrected")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Take the correction of “Qty” back" }));
  expect(onSay).toHaveBeenCalledWith(1, null);
});

test("a role that a person said before the last run stays a person's", async () => {
  const onSay = show([{ grid: 2, column: 3, role: "tax" }]);
  await userEvent.selectOptions(choiceOf("What “Column 4” holds"), "total");
  expect(onSay).toHaveBeenCalledWith(3, "total");
});

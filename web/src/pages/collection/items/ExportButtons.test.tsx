import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ExportButtons } from "@/pages/collection/items/ExportButtons";
import { ALL, type Filter } from "@/pages/collection/items/filtering";
import { problem, serve, show } from "@/test/server";

it.each([
  ["all", ALL, "Export CSV", ""],
  ["what words let through", { ...ALL, words: " linen coat " }, "Export the 7 shown as CSV", "?words=linen%20coat"],
  ["lines that a total names", { ...ALL, ids: ["a", "b"] }, "Export the 7 shown as CSV", "?ids=a%2Cb"],
  [
    "a status, a flag and an order",
    { ...ALL, status: "matched", flag: "odd", document: "po" },
    "Export the 7 shown as CSV",
    "?status=matched&flag=odd&document_id=po",
  ],
] as [string, Filter, string, string][])(
  "a file holds what is shown, and says so: %s",
  async (_, filter, name, query) => {
    const sent = serve(() => problem(409, "busy", "Later."));
    show(<ExportButtons collectionId="c" filter={filter} count={7} />);
    await userEvent.click(screen.getByRole("button", { name }));
    await waitFor(() => expect(sent.map(({ call }) => call)).toEqual([`GET /api/collections/c/items.csv${query}`]));
  },
);

import { describe, expect, it } from "vitest";
import { named, newestFirst } from "@/pages/list/rows";
import { collection } from "@/test/collections";

const at = new Date();

describe("the list", () => {
  it("begins with the newest", () => {
    const rows = newestFirst([collection({ id: "01A" }), collection({ id: "01C" }), collection({ id: "01B" })], "me");
    expect(rows.map(({ id }) => id)).toEqual(["01C", "01B", "01A"]);
  });

  it("shows a collection that is being deleted to its owner only, who may have to finish it", () => {
    const rows = [collection({ deleted_at: at }), collection({ owner_uid: "noa", deleted_at: at })];
    expect(newestFirst(rows, "me")).toEqual([rows[0]]);
  });

  it.each([
    ["elan", ["Holiday, Élan boutiques"]],
    ["BOUT hol", ["Holiday, Élan boutiques"]],
    ["  ", ["Holiday, Élan boutiques", "Autumn 2026"]],
    ["2027", []],
  ])("finds by %j", (search, found) => {
    const rows = [collection({ name: "Holiday, Élan boutiques" }), collection()];
    expect(named(rows, search).map(({ name }) => name)).toEqual(found);
  });
});

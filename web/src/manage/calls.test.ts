import { expect, it } from "vitest";
import { deleteWhole } from "@/manage/calls";
import { problem, serve } from "@/test/server";

it("calls again until nothing of the collection is left", async () => {
  const sent = serve((_, nth) => (nth < 3 ? [202, { deleted: false, message: "Call again." }] : [204]));
  await deleteWhole("c1");
  expect(sent.map(({ call }) => call)).toEqual(Array(3).fill("DELETE /api/collections/c1"));
});

it("takes a collection that is gone already for deleted: an answer may have been lost", async () => {
  serve(() => problem(404, "collection_not_found", "There is no such collection."));
  await expect(deleteWhole("c1")).resolves.toBeUndefined();
});

it("says what another refusal says", async () => {
  serve(() => problem(403, "not_owner", "Only its owner can delete this collection."));
  await expect(deleteWhole("c1")).rejects.toThrow("Only its owner can delete this collection.");
});

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { DeleteDialog, lostWith } from "@/manage/DeleteDialog";
import { NameForm } from "@/manage/NameForm";
import { ShareDialog } from "@/manage/ShareDialog";
import { collection, running } from "@/test/collections";
import { problem, serve, show } from "@/test/server";

const MEMBERS = {
  members: [
    { uid: "me", email: "me@example.com", name: null, owner: true },
    { uid: "noa", email: "noa@example.com", name: "Noa", owner: false },
  ],
};
const SHARED = collection({ member_uids: ["me", "noa"] });

function shareDialog(uid: string) {
  show(<ShareDialog collection={SHARED} uid={uid} open onOpenChange={() => {}} />);
}

describe("who sees a collection", () => {
  it("lets the owner add and remove, and not leave", async () => {
    const sent = serve((call) => (call.startsWith("DELETE") ? [204] : [200, MEMBERS]));
    shareDialog("me");
    await userEvent.click(await screen.findByRole("button", { name: "Remove Noa" }));
    expect(sent.map(({ call }) => call)).toContain("DELETE /api/collections/c1/members?uid=noa");
    expect(screen.queryByRole("button", { name: "Leave" })).toBeNull();
  });

  it("lets a member leave, and neither add nor remove", async () => {
    serve(() => [200, MEMBERS]);
    shareDialog("noa");
    expect(await screen.findByRole("button", { name: "Leave" })).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button", { name: /^Remove/ })).toBeNull();
  });

  it("says at the field why somebody cannot be added, and keeps what was typed", async () => {
    serve((call) => (call.startsWith("POST") ? problem(404, "no_such_user", "Nobody signs in so.") : [200, MEMBERS]));
    shareDialog("me");
    const field = await screen.findByRole<HTMLInputElement>("textbox");
    await userEvent.type(field, "ada@example.com{Enter}");
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByText("Nobody signs in so.").id).toBe(field.getAttribute("aria-describedby"));
    expect(field.value).toBe("ada@example.com");
  });

  it("does not send what is no address", async () => {
    const sent = serve(() => [200, MEMBERS]);
    shareDialog("me");
    await userEvent.type(await screen.findByRole("textbox"), "noa{Enter}");
    expect(sent.filter(({ call }) => call.startsWith("POST"))).toEqual([]);
    expect(screen.getByText("This is not an e-mail address.")).toBeTruthy();
  });
});

describe("renaming", () => {
  it("saves by Enter and leaves it by Escape", async () => {
    const sent = serve(() => [200, {}]);
    const done = vi.fn();
    show(<NameForm collection={collection()} onDone={done} />);
    await userEvent.clear(screen.getByRole("textbox"));
    await userEvent.type(screen.getByRole("textbox"), " Spring 2027 {Enter}");
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
    expect(sent[0]?.body).toMatchObject({ name: "Spring 2027" });
    await userEvent.type(screen.getByRole("textbox"), "{Escape}");
    expect(done).toHaveBeenCalledTimes(2);
  });

  it("says at the field what is wrong with the name", async () => {
    serve(() => problem(422, "invalid_request", "…", [{ field: "name", message: "a name must be one line." }]));
    show(<NameForm collection={collection()} onDone={() => {}} />);
    await userEvent.type(screen.getByRole("textbox"), "!{Enter}");
    expect(await screen.findByText("a name must be one line.")).toBeTruthy();
  });
});

describe("deleting", () => {
  it("names what is lost with a full collection", () => {
    const full = collection({
      categories: [
        { name: "Knitwear", count: 2 },
        { name: "Shoes", count: 1 },
      ],
      item_counts: { count: 31 },
      member_uids: ["me", "noa"],
      ...running({ status: "processing" }),
    });
    const lost = lostWith(full).join("; ");
    for (const part of ["3 products", "31 items", "Document processing is cancelled", "1 other person"]) {
      expect(lost).toContain(part);
    }
  });

  it("names nothing that is not there", () => {
    expect(lostWith(collection())).toEqual(["all its linesheets and purchase orders", "the history of its runs"]);
  });

  it("deletes only after yes", async () => {
    const sent = serve(() => [204]);
    const begun = vi.fn();
    show(<DeleteDialog collection={collection()} open onOpenChange={() => {}} onBegun={begun} />);
    expect(sent).toEqual([]);
    const dialog = within(screen.getByRole("alertdialog", { name: "Delete “Autumn 2026”?" }));
    await userEvent.click(dialog.getByRole("button", { name: "Delete the collection" }));
    expect(begun).toHaveBeenCalled();
    await waitFor(() => expect(sent).toHaveLength(1));
  });
});

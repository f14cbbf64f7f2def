import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { Modal } from "@/ui/Dialog";

function Page({ closable = true }: { closable?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        New
      </button>
      <Modal open={open} onOpenChange={closable ? setOpen : undefined} title="A new one">
        {/* biome-ignore lint/a11y/noAutofocus: what opens a dialog leads into its first field */}
        <input aria-label="Name" autoFocus />
        <button type="button" onClick={() => setOpen(false)}>
          Done
        </button>
      </Modal>
    </>
  );
}

const open = () => userEvent.click(screen.getByRole("button", { name: "New" }));

it("leads into its field, and gives focus back when Escape closes it", async () => {
  render(<Page />);
  await open();
  expect(document.activeElement).toBe(screen.getByLabelText("Name"));
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "New" })));
});

it("that must be answered has no way out but its own", async () => {
  render(<Page closable={false} />);
  await open();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("button", { name: "Close" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "New" })));
});

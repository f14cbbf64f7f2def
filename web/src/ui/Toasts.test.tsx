import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { sayDone } from "@/ui/say";
import { Toasts } from "@/ui/Toasts";

it("shows what was said before it came, and what is said after", async () => {
  const takeBack = vi.fn();
  sayDone("Deleted", { label: "Undo", act: takeBack });
  render(<Toasts theme="light" />);
  await screen.findByText("Deleted");
  sayDone("Saved");
  await screen.findByText("Saved");
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(takeBack).toHaveBeenCalledOnce();
  expect(screen.getAllByText("Saved")).toHaveLength(1);
});

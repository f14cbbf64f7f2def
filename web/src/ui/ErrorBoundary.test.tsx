import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { lazily } from "@/ui/lazily";

const reload = vi.fn();
const comeBack = () => window.dispatchEvent(new Event("online"));

beforeEach(() => {
  reload.mockReset();
  vi.spyOn(console, "error").mockReturnValue(undefined); // React tells of each caught error
});

function show(fetchIt: () => Promise<() => React.ReactNode>) {
  const Part = lazily(fetchIt);
  return render(
    <ErrorBoundary reload={reload}>
      <Suspense fallback="Loading…">
        <Part />
      </Suspense>
    </ErrorBoundary>,
  );
}

it("shows a part once its code has come", async () => {
  show(async () => () => "The part");
  expect(await screen.findByText("The part")).toBeDefined();
});

it("says that code did not come, and reloads when the browser is back online", async () => {
  show(() => Promise.reject(new TypeError("Failed to fetch")));
  expect((await screen.findByRole("alert")).textContent).toContain("could not be fetched");
  expect(reload).not.toHaveBeenCalled();
  comeBack();
  expect(reload).toHaveBeenCalledTimes(1);
});

it("reloads nothing by itself once the person has gone elsewhere", async () => {
  const { unmount } = show(() => Promise.reject(new TypeError("Failed to fetch")));
  await screen.findByRole("alert");
  unmount();
  comeBack();
  expect(reload).not.toHaveBeenCalled();
});

it("says that something went wrong, and reloads when asked alone", async () => {
  show(async () => () => {
    throw new Error("a bug");
  });
  expect((await screen.findByRole("alert")).textContent).toContain("Something went wrong");
  comeBack();
  expect(reload).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(reload).toHaveBeenCalledTimes(1);
});

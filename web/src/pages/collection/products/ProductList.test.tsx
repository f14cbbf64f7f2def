import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { CatalogueContext, useNewCatalogue } from "@/pages/collection/products/catalogue";
import { groupsOf } from "@/pages/collection/products/groups";
import type { View } from "@/pages/collection/products/kept";
import { ProductList } from "@/pages/collection/products/ProductList";
import { product } from "@/pages/collection/products/test/product";

const CATEGORIES = ["Group 1", "Group 2", "Group 3", "Group 4", "Group 5", "Group 6"];
const PRODUCTS = Array.from({ length: 540 }, (_, n) =>
  product(`${n + 1}`, { category: CATEGORIES[Math.floor(n / 90)] ?? null, images: [] }),
);

beforeEach(() => {
  const box = { x: 0, y: 0, left: 0, top: 0, right: 1100, bottom: 40_000, width: 1100, height: 40_000 };
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue({ ...box, toJSON: () => box });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
      unobserve() {}
    },
  );
  vi.spyOn(document.documentElement, "scrollHeight", "get").mockReturnValue(41_000);
  vi.stubGlobal("scrollTo", ({ top }: { top: number }) => {
    Object.assign(window, { scrollY: top, pageYOffset: top });
    window.dispatchEvent(new Event("scroll"));
  });
  Object.assign(window, { scrollY: 0, pageYOffset: 0 });
});

function List({ view }: { view: View }) {
  const catalogue = useNewCatalogue("c", { products: PRODUCTS, categories: CATEGORIES }, { open() {}, focus() {} });
  return (
    <CatalogueContext value={catalogue}>
      <ProductList groups={groupsOf(PRODUCTS, CATEGORIES, "reading")} view={view} />
    </CatalogueContext>
  );
}

function show(view: View) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <List view={view} />
    </QueryClientProvider>,
  );
}

function drawn(container: HTMLElement) {
  return [...container.querySelectorAll<HTMLElement>("[data-product]")].map((link) => link.dataset.product);
}

test.each<View>(["grid", "table"])("of 540 products a %s draws only what is in view", (view) => {
  const { container } = show(view);
  const grid = screen.getByRole("grid");
  expect(Number(grid.getAttribute("aria-rowcount"))).toBe(view === "grid" ? 6 + 90 : 1 + 6 + 540);
  expect(drawn(container).slice(0, 3)).toEqual(["1", "2", "3"]);
  expect(drawn(container).length).toBeLessThanOrEqual(60);
});

test("keys go far beyond what is drawn, and one product takes the Tab key", async () => {
  const user = userEvent.setup();
  const { container } = show("table");
  act(() => container.querySelector<HTMLElement>("[data-product]")?.focus());
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(document.activeElement?.textContent).toBe("Jacket 3");
  await user.keyboard("{End}");
  expect(document.activeElement?.textContent).toBe("Jacket 540");
  expect(drawn(container).length).toBeLessThanOrEqual(60);
  expect(container.querySelectorAll('[data-product][tabindex="0"]')).toHaveLength(1);
});

test("a closed category is its heading alone", async () => {
  const { container } = show("table");
  await userEvent.click(screen.getByRole("button", { name: /^Group 1/, expanded: true }));
  expect(drawn(container)[0]).toBe("91");
  expect(screen.getByRole("button", { name: /^Group 1/, expanded: false })).toBeTruthy();
});

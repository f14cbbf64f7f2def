import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { CatalogueContext, useNewCatalogue } from "@/pages/collection/products/catalogue";
import { PriceEditor } from "@/pages/collection/products/detail/PriceEditor";
import { TextEditor } from "@/pages/collection/products/detail/TextEditor";
import { ColoursEditor } from "@/pages/collection/products/detail/TokensEditor";
import type { Product } from "@/pages/collection/products/shape";
import { product } from "@/pages/collection/products/test/product";

const sent: unknown[] = [];
let refusal: { field: string; message: string } | undefined;

beforeEach(() => {
  sent.length = 0;
  refusal = undefined;
  sessionStorage.clear();
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(await request.json());
    if (!refusal) return Response.json(product("1", sent.at(-1) as Partial<Product>));
    const body = { code: "invalid_request", detail: "Not so.", status: 422, errors: [refusal] };
    return Response.json(body, { status: 422 });
  });
});

const row = { lit: false, onHover: () => {} };

function Editors({ shown }: { shown: Product }) {
  const catalogue = useNewCatalogue("c", { products: [shown], categories: ["Coats"] }, { open() {}, focus() {} });
  return (
    <CatalogueContext value={catalogue}>
      <TextEditor product={shown} field="name" {...row} />
      <PriceEditor product={shown} field="wholesale_price" {...row} />
      <ColoursEditor product={shown} field="colors" {...row} />
    </CatalogueContext>
  );
}

function show(first: Product) {
  const client = new QueryClient();
  const page = (shown: Product) => (
    <QueryClientProvider client={client}>
      <Editors shown={shown} />
    </QueryClientProvider>
  );
  const { rerender } = render(page(first));
  return { user: userEvent.setup(), change: (next: Product) => rerender(page(next)) };
}

function field(name: string) {
  return screen.getByLabelText<HTMLInputElement>(name);
}

test("Enter saves, Escape brings back what was there, an empty field is none", async () => {
  const { user } = show(product("1"));
  await user.clear(field("Name"));
  await user.type(field("Name"), "Parka{Escape}");
  expect(field("Name").value).toBe("Jacket 1");
  await user.clear(field("Name"));
  await user.type(field("Name"), " Parka {Enter}");
  await waitFor(() => expect(sent).toEqual([{ name: "Parka" }]));
  await user.clear(field("Name"));
  await user.tab();
  await waitFor(() => expect(sent.at(-1)).toEqual({ name: null }));
});

test("what is typed stays when somebody else corrects the field, and it says so", async () => {
  const { user, change } = show(product("1"));
  await user.type(field("Name"), " long");
  change(product("1", { name: "Anorak", edited: ["name"], machine: { name: "Jacket 1" } }));
  expect(field("Name").value).toBe("Jacket 1 long");
  expect(screen.getByText(/Somebody else changed this to “Anorak”/)).toBeTruthy();
  await user.type(field("Name"), "{Escape}");
  expect(field("Name").value).toBe("Anorak");
  expect(screen.queryByText(/Somebody else/)).toBeNull();
});

test("a field that nobody types in shows what others correct", () => {
  const { change } = show(product("1"));
  change(product("1", { name: "Anorak" }));
  expect(field("Name").value).toBe("Anorak");
});

test("what the server refuses stays in its field, with the reason", async () => {
  refusal = { field: "name", message: "this is too long." };
  const { user } = show(product("1"));
  await user.type(field("Name"), "!{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("this is too long.");
  expect(field("Name").value).toBe("Jacket 1!");
  expect(field("Name").getAttribute("aria-invalid")).toBe("true");
});

test("a price is sent as a decimal, a word is not sent at all", async () => {
  const { user } = show(product("1"));
  await user.clear(field("Wholesale price"));
  await user.type(field("Wholesale price"), "abc{Enter}");
  expect(screen.getByRole("alert").textContent).toMatch(/no price/);
  expect(sent).toEqual([]);
  await user.clear(field("Wholesale price"));
  await user.type(field("Wholesale price"), "1.234,50{Enter}");
  await waitFor(() =>
    expect(sent).toEqual([{ wholesale_price: { amount: "1234.50", currency: "EUR", amount_max: null } }]),
  );
});

test("colours come and go one by one", async () => {
  const { user } = show(product("1"));
  await user.type(field("Colours"), "Ink (INK),");
  const sand = { name: "Sand", code: "SND" };
  await waitFor(() => expect(sent).toEqual([{ colors: [sand, { name: "Ink", code: "INK" }] }]));
  await user.type(field("Colours"), "{Backspace}");
  await waitFor(() => expect(sent.at(-1)).toEqual({ colors: [] }));
});

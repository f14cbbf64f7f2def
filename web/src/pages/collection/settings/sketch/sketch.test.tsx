import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { DEFAULTS, type Look } from "@/pages/collection/settings/look";
import { cardsOf, type Item, type Product, type Stock } from "@/pages/collection/settings/sketch/cards";
import { pagesOf } from "@/pages/collection/settings/sketch/pages";
import { SketchPage } from "@/pages/collection/settings/sketch/SketchPage";
import { Words } from "@/pages/collection/settings/sketch/words";

const product = (id: string, name: string, category: string | null = "Knitwear"): Product => ({
  product_id: id,
  style_number: `S-${id}`,
  name,
  category,
  description: "Soft and warm",
  wholesale_price: { amount: "1238.5", currency: "EUR", amount_max: null },
  retail_price: { amount: "88", currency: "EUR", amount_max: null },
  colors: [{ name: "Forest", code: null }],
  sizes: ["S", "M"],
  materials: "Wool",
  images: [],
});

const line = (id: string, product_id: string | null, color: string, sizes: Record<string, number>): Item => ({
  item_id: id,
  product_id,
  sku: null,
  style_number: null,
  name: null,
  category: null,
  retail_price: null,
  color,
  sizes,
  quantity: Object.values(sizes).reduce((sum, count) => sum + count, 0),
  unit_cost: "10",
  total: null,
  currency: "EUR",
  images: [],
});

const stock = (more: Partial<Stock>): Stock => ({ items: [], products: [], categories: [], whole: true, ...more });

function cards(more: Partial<Stock>, look: Partial<Look> = {}) {
  const whole = { ...DEFAULTS, ...look };
  return cardsOf(stock(more), whole, new Words(whole.language));
}

function draw(look: Partial<Look>, items: Item[] = []) {
  const whole = { ...DEFAULTS, ...look };
  const words = new Words(whole.language);
  const pages = pagesOf(cardsOf(stock({ items, products: [product("1", "Cardigan")] }), whole, words), whole);
  render(
    <QueryClientProvider client={new QueryClient()}>
      {pages.slice(1, 2).map((page) => (
        <SketchPage
          key={page.kind}
          page={page}
          count={1}
          look={whole}
          words={words}
          title="Autumn"
          logo={undefined}
          collectionId="c"
        />
      ))}
    </QueryClientProvider>,
  );
  return screen.getByRole("img", { name: "Sketch of a page with Cardigan" }).textContent;
}

test("a page shows the chosen fields and prices, in their order, and no others", () => {
  const said = draw({ fields: ["materials", "style_number"], prices: ["retail"] });
  expect(said).toMatch(/Cardigan.*Materials: Wool.*Style: S-1.*Retail: 88.00\sEUR/);
  for (const other of ["Forest", "Soft and warm", "1,238", "Sizes"]) expect(said).not.toContain(other);
});

test("the deck's own words and amounts are in its language", () => {
  const said = draw({ language: "de", fields: ["colors"], prices: ["wholesale"] });
  expect(said).toMatch(/Farben: Forest.*Großhandel: 1\.238,50\sEUR/);
});

test("a price that is among the fields is not shown twice", () => {
  const said = draw({ fields: ["unit_cost"], prices: ["unit_cost"] }, [line("1", "1", "Red", { S: 2 })]);
  expect(said?.match(/Unit cost: 10.00\sEUR/g)).toHaveLength(1);
});

test("lines of one product are one card, with the pieces of all its colours", () => {
  const items = [line("1", "1", "Red", { S: 2, M: 1 }), line("2", "1", "Blue", { S: 3 }), line("3", null, "Red", {})];
  const [tee, other] = cards({ items, products: [product("1", "Tee")] });
  expect(tee?.values).toMatchObject({ colors: "Red, Blue", quantity: "6", total: "60.00\u00a0EUR" });
  expect(tee?.values.sizes).toBe("S\u00a0×\u00a05 · M\u00a0×\u00a01");
  expect(other?.name).toBe("–");
});

test("sections follow the order of categories, what has none comes last, and names count as numbers do", () => {
  const products = [
    product("1", "B 10"),
    product("2", "No home", null),
    product("3", "A", "Shoes"),
    product("4", "B 9"),
  ];
  const shown = cards({ products, categories: ["Shoes", "Knitwear"] }, { sort_by: "name" });
  expect(shown.map(({ name, group }) => `${group}: ${name}`)).toEqual([
    "Shoes: A",
    "Knitwear: B 9",
    "Knitwear: B 10",
    "Other: No home",
  ]);
});

test("long sections are opened by a page of their own, short ones share theirs", () => {
  const many = (count: number, category: string) =>
    Array.from({ length: count }, (_, n) => product(`${category}${n}`, "Tee", category));
  const kinds = (products: Product[], per_page: Look["per_page"]) => {
    const look = { ...DEFAULTS, per_page };
    return pagesOf(cards({ products }, look), look).map(({ kind }) => kind);
  };
  expect(kinds([...many(2, "Knit"), ...many(2, "Shoes")], 1)).toEqual([
    "cover",
    "section",
    "cards",
    "cards",
    "section",
    "cards",
  ]);
  expect(kinds([...many(2, "Knit"), ...many(2, "Shoes")], 4)).toEqual(["cover", "cards"]);
});

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { type Result, useCorrect } from "@/pages/collection/products/data";
import { product } from "@/pages/collection/products/test/product";

let answers: (() => void)[] = [];
let online = true;

beforeEach(() => {
  answers = [];
  online = true;
  vi.stubGlobal("fetch", async (request: Request) => {
    const body = await request.json();
    await new Promise<void>((go) => answers.push(go));
    if (!online) throw new TypeError("Failed to fetch");
    return Response.json(product("1", { ...body, description: "as the server has it" }));
  });
});

function Name() {
  const { data } = useQuery<Result>({ queryKey: ["products", "c"], enabled: false });
  const correct = useCorrect("c");
  const [shown] = data?.products ?? [];
  const save = () => correct.mutate({ productId: "1", body: { name: "Parka" }, shown: { name: "Parka" } });
  return (
    <button type="button" onClick={save}>
      {shown?.name}: {shown?.description}
    </button>
  );
}

function show() {
  const client = new QueryClient();
  client.setQueryData<Result>(["products", "c"], { products: [product("1")], categories: [] });
  render(
    <QueryClientProvider client={client}>
      <Name />
    </QueryClientProvider>,
  );
  return userEvent.click(screen.getByRole("button"));
}

test("a correction is shown at once, then as the server has it", async () => {
  await show();
  await screen.findByText("Parka:");
  await waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.();
  await screen.findByText("Parka: as the server has it");
});

test("a correction that never arrives is not shown as if it had", async () => {
  online = false;
  await show();
  await screen.findByText("Parka:");
  await waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.();
  await screen.findByText("Jacket 1:");
});

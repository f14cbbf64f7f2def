import { useEffect, useRef, useState } from "react";
import { ApiProblem } from "@/api/problem";
import { useCatalogue } from "@/pages/collection/products/catalogue";
import type { Correction, Field, Product } from "@/pages/collection/products/shape";
import { sayError } from "@/ui/say";

/** Stores a field's value; `error` is what the server says against it. Resolves to whether it was taken. */
export function useSaveField(product: Product, field: Field) {
  const { correct } = useCatalogue();
  const [error, setError] = useState<string>();
  const there = useRef(true);
  useEffect(() => {
    there.current = true;
    return () => {
      there.current = false;
    };
  }, []);

  async function send(body: Correction, shown?: Partial<Product>): Promise<boolean> {
    setError(undefined);
    try {
      await correct.mutateAsync({ productId: product.product_id, body, ...(shown && { shown }) });
      return true;
    } catch (failure) {
      if (there.current) setError(errorOf(failure, field) ?? "");
      if (!there.current || errorOf(failure, field) === undefined) sayError(failure);
      return false;
    }
  }

  return {
    error,
    complain: setError,
    save: (value: Product[Field]) => {
      const edited = [...new Set([...product.edited, field])];
      const machine = { [field]: product[field], ...product.machine };
      return send({ [field]: value }, { [field]: value, edited, machine });
    },
    reset: () => send({ reset: [field] }),
  };
}

/** The server's sentence about a field, or about the whole where it names none. */
function errorOf(failure: unknown, field: Field): string | undefined {
  if (!(failure instanceof ApiProblem)) return undefined;
  const named = failure.document?.errors.filter((error) => error.field.split(".")[0] === field) ?? [];
  return named.length ? named.map(({ message }) => message).join(" ") : failure.message;
}

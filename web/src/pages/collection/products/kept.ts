import { useState } from "react";
import * as z from "zod/mini";
import type { Order } from "@/pages/collection/products/groups";

export type View = "grid" | "table";

const Looks = z.object({ view: z.enum(["grid", "table"]), order: z.enum(["reading", "doubt"]) });
const FIRST = { view: "grid", order: "reading" } as const;

/** How a person likes to look at products, kept in this browser for them alone. */
export function useLooks(
  uid: string,
): [{ view: View; order: Order }, (change: { view?: View; order?: Order }) => void] {
  const key = `products:${uid}`;
  const [looks, setLooks] = useState<{ view: View; order: Order }>(() => read(key));
  return [
    looks,
    (change) => {
      const next = { ...looks, ...change };
      setLooks(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
  ];
}

function read(key: string) {
  try {
    return Looks.parse(JSON.parse(localStorage.getItem(key) ?? ""));
  } catch {
    return FIRST;
  }
}

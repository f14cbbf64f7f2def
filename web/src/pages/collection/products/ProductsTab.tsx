import { useShown } from "@/pages/collection/context";

export function ProductsTab() {
  const { collection } = useShown();
  return <p>{collection.name}</p>;
}

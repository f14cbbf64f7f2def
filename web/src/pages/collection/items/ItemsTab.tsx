import { useShown } from "@/pages/collection/context";

export function ItemsTab() {
  const { collection } = useShown();
  return <p>{collection.name}</p>;
}

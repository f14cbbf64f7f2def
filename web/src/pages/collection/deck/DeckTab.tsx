import { useShown } from "@/pages/collection/context";

export function DeckTab() {
  const { collection } = useShown();
  return <p>{collection.name}</p>;
}

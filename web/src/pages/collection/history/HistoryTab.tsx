import { useShown } from "@/pages/collection/context";

export function HistoryTab() {
  const { collection } = useShown();
  return <p>{collection.name}</p>;
}

import { useShown } from "@/pages/collection/context";

export function SettingsTab() {
  const { collection } = useShown();
  return <p>{collection.name}</p>;
}

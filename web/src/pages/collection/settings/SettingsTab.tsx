import { useShown } from "@/pages/collection/context";
import { LookForm } from "@/pages/collection/settings/LookForm";
import { SaveStatus } from "@/pages/collection/settings/SaveStatus";
import { Sketch } from "@/pages/collection/settings/sketch/Sketch";
import { useSettings } from "@/pages/collection/settings/useSettings";

/** How the decks of this collection look; a sketch beside it shows what each change does. */
export function SettingsTab() {
  const { collection } = useShown();
  const settings = useSettings(collection);
  return (
    <div className="flex flex-col gap-5 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] lg:items-start">
      <div className="flex min-w-0 flex-col gap-4">
        <LookForm collection={collection} settings={settings} />
      </div>
      <div className="max-lg:contents lg:sticky lg:top-20 lg:flex lg:min-w-0 lg:flex-col lg:gap-3">
        <div className="min-w-0 max-lg:order-first">
          <Sketch collection={collection} look={settings.look} />
        </div>
        <SaveStatus settings={settings} />
      </div>
    </div>
  );
}

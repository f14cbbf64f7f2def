import { Presentation } from "lucide-react";
import { Link } from "wouter";
import { t } from "@/i18n";
import { useConnection } from "@/live/connection";
import { statusOf } from "@/live/records";
import { useShown } from "@/pages/collection/context";
import { useSettings } from "@/pages/collection/settings/useSettings";
import type { ProcessCalls } from "@/process/calls";
import { ProcessPanel } from "@/process/ProcessPanel";
import { Button } from "@/ui/Button";
import { Card, Notice } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** Makes a deck as the settings say, and shows how far it is. */
export function GenerateDeck() {
  const { collection } = useShown();
  return (
    <Card aria-label={t("process.deck_generation")} className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        {t("deck.what")}{" "}
        <Link href={`/collections/${collection.id}/settings`} className="font-medium text-accent underline">
          {t("deck.settings")}
        </Link>
      </p>
      <ProcessPanel
        process="deck_generation"
        success={!collection.stale.deck_generation && <Notice plain tone="good" role="status" title={t("deck.made")} />}
        start={(calls) => <StartButton calls={calls} />}
      />
    </Card>
  );
}

function StartButton({ calls: { start } }: { calls: ProcessCalls }) {
  const { collection } = useShown();
  const again = statusOf(collection, "deck_generation").status === "completed";
  return (
    <div>
      <Button
        kind={again && !collection.stale.deck_generation ? "secondary" : "primary"}
        icon={Presentation}
        busy={start.isPending}
        why={useObstacle()}
        onClick={() => start.mutate(undefined, { onError: sayError })}
      >
        {t(start.isPending ? "deck.starting" : again ? "deck.generate.again" : "deck.generate")}
      </Button>
    </div>
  );
}

/** Why no deck can be made just now; undefined where nothing is in the way. */
function useObstacle(): string | undefined {
  const { collection } = useShown();
  const { saving } = useSettings(collection);
  if (useConnection() !== "connected") return t("deck.why.offline");
  return saving.state === "saved" ? undefined : t("deck.why.unsaved");
}

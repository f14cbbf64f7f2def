import { Presentation } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { DeckList } from "@/pages/collection/deck/DeckList";
import { DeckViewer } from "@/pages/collection/deck/DeckViewer";
import { type Deck, useLiveDecks } from "@/pages/collection/deck/decks";
import { GenerateDeck } from "@/pages/collection/deck/GenerateDeck";
import { Empty, Notice, Waiting } from "@/ui/parts";

/** Decks are made here, looked at, downloaded, and deleted. */
export function DeckTab() {
  const { collection } = useShown();
  const decks = useLiveDecks(collection.id);
  return (
    <div className="flex flex-col gap-5">
      <GenerateDeck />
      {decks.state === "connecting" && <Waiting />}
      {decks.state === "broken" && <Notice tone="bad">{t("app.broken")}</Notice>}
      {decks.state === "live" && <Decks decks={decks.data} />}
    </div>
  );
}

/** The newest deck, or the one that was chosen since it came. */
function Decks({ decks }: { decks: Deck[] }) {
  const [chosen, choose] = useState<{ id: string; newest: string }>();
  const newest = decks[0];
  if (!newest)
    return (
      <Empty icon={Presentation} title={t("deck.none")}>
        <p className="text-muted">{t("deck.none.what")}</p>
      </Empty>
    );
  const shown = decks.find(({ id }) => chosen?.newest === newest.id && chosen.id === id) ?? newest;
  return (
    <>
      <DeckViewer key={shown.id} deck={shown} isNewest={shown === newest} />
      <DeckList decks={decks} shown={shown} onShow={({ id }) => choose({ id, newest: newest.id })} />
    </>
  );
}

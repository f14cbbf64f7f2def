import { Eye, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { t } from "@/i18n";
import { dateTime } from "@/i18n/format";
import { useShown } from "@/pages/collection/context";
import { DeckDownloads } from "@/pages/collection/deck/DeckDownloads";
import { type Deck, timeOf, useDeleteDeck } from "@/pages/collection/deck/decks";
import { SettingsUsed } from "@/pages/collection/deck/SettingsUsed";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Dialog";
import { Badge, Card } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

const FOCUS_MS = 100; // the dialog has then given focus back to a button that is gone

interface DeckListProps {
  decks: Deck[];
  shown: Deck;
  onShow: (deck: Deck) => void;
}

/** Every deck of the collection, newest first: what it was made with, its files, and the way to be rid of it. */
export function DeckList({ decks, shown, onShow }: DeckListProps) {
  const { collection } = useShown();
  const [asked, ask] = useState<Deck>();
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = useDeleteDeck(collection.id);
  const said = { title: asked?.title ?? "", date: asked ? dateTime(timeOf(asked.id)) : "" };
  return (
    <Card aria-label={t("decks.title")}>
      <h2 ref={heading} tabIndex={-1} className="mb-2 font-semibold">
        {t("decks.title")}
      </h2>
      <ul className="flex flex-col divide-y divide-line">
        {decks.map((deck) => (
          <DeckRow key={deck.id} deck={deck} shown={deck === shown} onShow={onShow} onDelete={ask} />
        ))}
      </ul>
      <Confirm
        open={asked !== undefined}
        onOpenChange={(open) => !open && ask(undefined)}
        title={t("decks.delete.ask")}
        what={t("decks.delete.what", said)}
        doIt={t("do.delete")}
        leaveIt={t("decks.delete.keep")}
        busy={remove.isPending}
        busyText={t("decks.deleting")}
        onConfirm={() =>
          asked &&
          remove.mutate(asked.id, {
            onSuccess: () => {
              sayDone(t("decks.deleted"));
              setTimeout(() => heading.current?.focus(), FOCUS_MS);
            },
            onError: sayError,
            onSettled: () => ask(undefined),
          })
        }
      />
    </Card>
  );
}

interface RowProps {
  deck: Deck;
  shown: boolean;
  onShow: (deck: Deck) => void;
  onDelete: (deck: Deck) => void;
}

function DeckRow({ deck, shown, onShow, onDelete }: RowProps) {
  const { collection } = useShown();
  const date = dateTime(timeOf(deck.id));
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium break-words">{deck.title}</p>
          <p className="text-sm text-muted">
            {date} · {t("count.pages", { count: deck.page_count })} · {t("count.products", { count: deck.card_count })}
          </p>
        </div>
        {shown ? (
          <Badge tone="accent">{t("decks.showing")}</Badge>
        ) : (
          <Button
            small
            icon={Eye}
            aria-label={`${t("decks.show")}: ${t("decks.of", { title: deck.title, date })}`}
            onClick={() => onShow(deck)}
          >
            {t("decks.show")}
          </Button>
        )}
        <div className="-ml-2.5 flex flex-wrap items-center sm:ml-0">
          <DeckDownloads collectionId={collection.id} deck={deck} quiet />
          <IconButton
            icon={Trash2}
            label={t("decks.delete", { title: deck.title, date })}
            onClick={() => onDelete(deck)}
          />
        </div>
      </div>
      <SettingsUsed deck={deck} />
    </li>
  );
}

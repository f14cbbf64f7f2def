import type { deck as en } from "@/i18n/en/deck";
import type { Translated } from "@/i18n/translated";

export const deck: Translated<typeof en> = {
  "deck.generate": "Deck erstellen",
  "deck.generate.again": "Neues Deck erstellen",
  "deck.starting": "Wird gestartet…",
  "deck.why.offline": "Es besteht keine Verbindung zum Server. Versuchen Sie es wieder, wenn Sie online sind.",
  "deck.why.unsaved": "Ihre Änderungen an den Deck-Einstellungen sind noch nicht gespeichert.",
  "deck.made": "Das Deck ist fertig.",
  "deck.settings": "Ändern",
  "deck.what":
    "Das Deck entsteht nach den Deck-Einstellungen: Folien zum Bearbeiten, ein PDF zum Versenden und Bilder, um es hier anzusehen.",

  "deck.none": "Noch kein Deck",
  "deck.none.what": "Sobald eines erstellt ist, können Sie hier darin blättern.",
  "deck.shown": "Deck „{title}“",
  "deck.newest": "neuestes",
  "deck.gone": "Zu diesem Deck gibt es keine Bilder. Laden Sie es herunter, um es anzusehen.",

  "pager.previous": "Vorige Seite",
  "pager.next": "Nächste Seite",
  "pager.isFirst": "Das ist die erste Seite.",
  "pager.isLast": "Das ist die letzte Seite.",
  "pager.at": "Seite {page} von {count}",
  "pager.goto": "Seite {page}",
  "pager.pages": "Seiten",
  "pager.full": "Vollbild",
  "pager.full.leave": "Vollbild verlassen",
  "pager.keys": "Mit den Pfeiltasten blättern Sie; Pos1 und Ende führen zur ersten und zur letzten Seite.",
  "pager.loading": "Seite {page} wird geladen…",
  "pager.failed": "Diese Seite kann gerade nicht gezeigt werden.",

  "deck.download.pptx": "PowerPoint",
  "deck.download.pdf": "PDF",
  "deck.download.label": "„{title}“ als {format} herunterladen",
  "deck.downloading": "Wird heruntergeladen…",

  "decks.title": "Decks",
  "decks.show": "Zeigen",
  "decks.showing": "Wird oben gezeigt",
  "decks.of": "„{title}“, {date}",
  "decks.used": "Verwendete Einstellungen",
  "decks.notSet": "nicht gesetzt",
  "decks.logo.yes": "mit Logo",
  "decks.logo.no": "ohne",
  "decks.content.items": "aus den Positionen der Bestellung",
  "decks.content.products": "aus den Produkten",
  "decks.delete": "Das Deck „{title}“ vom {date} löschen",
  "decks.delete.ask": "Dieses Deck löschen?",
  "decks.delete.what":
    "„{title}“ vom {date} und seine Dateien werden endgültig gelöscht, für alle. Sonst ändert sich nichts.",
  "decks.delete.keep": "Behalten",
  "decks.deleting": "Wird gelöscht…",
  "decks.deleted": "Das Deck ist gelöscht.",
};

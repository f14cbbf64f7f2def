import type { list as en } from "@/i18n/en/list";
import type { Translated } from "@/i18n/translated";

export const list: Translated<typeof en> = {
  "list.empty": "Es gibt noch keine Kollektion",
  "list.empty.what":
    "Eine Kollektion enthält die Linesheets und die Bestellung einer Saison oder eines Kunden, und was daraus entsteht: Produkte, Positionen und Decks.",
  "list.empty.do": "Die erste Kollektion anlegen",
  "list.search": "Kollektionen nach Namen suchen",
  "list.search.hint": "Nach Namen suchen (Taste /)",
  "list.found": { one: "{count} gefunden", other: "{count} gefunden" },
  "list.none": "Keine Kollektion enthält „{search}“ im Namen.",
  "list.select": "„{name}“ auswählen",
  "list.selectAll": "Alle gezeigten auswählen",
  "list.selected": { one: "{count} ausgewählt", other: "{count} ausgewählt" },
  "list.selected.hidden": { one: "({count} nicht gezeigt)", other: "({count} nicht gezeigt)" },
  "list.clear": "Auswahl aufheben",
  "list.since": "seit {day}",
  "list.shared": "Mit Ihnen geteilt",
  "list.sharedBy": "Geteilt von {name}",
  "list.sharedWith": { one: "Mit {count} Person geteilt", other: "Mit {count} Personen geteilt" },
  "list.document_processing": "Dokumente",
  "list.item_generation": "Positionen",
  "list.deck_generation": "Deck",

  "batch.process": "Was gestartet werden soll",
  "batch.start": { one: "Für {count} Kollektion starten", other: "Für {count} Kollektionen starten" },
  "batch.tooMany": "Höchstens {most} lassen sich auf einmal starten. Wählen Sie weniger aus.",
  "batch.title": { one: "{process} für {count} Kollektion", other: "{process} für {count} Kollektionen" },
  "batch.accepted": { one: "{count} angenommen", other: "{count} angenommen" },
  "batch.refused": { one: "{count} abgelehnt", other: "{count} abgelehnt" },
  "batch.entry.refused": "Nicht gestartet",
  "batch.unknown": "Eine Kollektion, die Sie nicht mehr sehen",
  "batch.unreached": "Der Server ist nicht rechtzeitig dazu gekommen.",
  "batch.again": { one: "{count} noch einmal starten", other: "Diese {count} noch einmal starten" },

  "count.documents": { one: "{count} Dokument", other: "{count} Dokumente" },
  "count.collections": { one: "{count} Kollektion", other: "{count} Kollektionen" },
};

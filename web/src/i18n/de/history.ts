import type { history as en } from "@/i18n/en/history";
import type { Translated } from "@/i18n/translated";

export const history: Translated<typeof en> = {
  "history.collection": "Kollektion",
  "history.process": "Vorgang",
  "history.status": "Stand",
  "history.owner": "Gestartet von",
  "history.any": "Alle",
  "history.owner.all": "Allen",
  "history.owner.me": "Mir",
  "history.owner.why": "Wählen Sie eine Kollektion, um zu sehen, was andere darin gestartet haben.",
  "history.empty": "Noch ist nichts gelaufen",
  "history.empty.what": "Hier steht jeder Lauf, mit der Dauer jeder seiner Phasen.",
  "history.none": "Kein Lauf passt zu diesen Filtern",
  "history.clear": "Alle zeigen",
  "history.gone": "Die Kollektion wurde gelöscht, oder sie ist nicht mit Ihnen geteilt",
  "history.by": "Gestartet von {name}",
  "history.byYou": "Von Ihnen gestartet",
  "history.took": "dauerte {time}",
  "history.warnings": { one: "{count} Hinweis", other: "{count} Hinweise" },
  "history.phases": "Dauer jeder Phase",
  "history.phase": "Phase",
  "history.time": "Dauer",
  "history.notRun": "nicht gelaufen",
  "history.causes": {
    one: "{count} Versuch kam nicht zu Ende",
    other: "{count} Versuche kamen nicht zu Ende",
  },
  "history.interruption": "unterbrochen",
  "history.error": "Fehler",
  "history.cancelledByYou": "Von Ihnen abgebrochen",
  "history.cancelledByOther": "Von einem anderen Mitglied abgebrochen",
  "history.reopened": {
    one: "Einmal wiederholt, nachdem er fehlgeschlagen war",
    other: "{count}-mal wiederholt, nachdem er fehlgeschlagen war",
  },
  "history.id": "Lauf {id}",

  "count.decks": { one: "{count} Deck", other: "{count} Decks" },
};

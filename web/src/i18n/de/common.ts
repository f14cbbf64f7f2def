import type { common as en } from "@/i18n/en/common";
import type { Translated } from "@/i18n/translated";

export const common: Translated<typeof en> = {
  "app.name": "Phasework",
  "app.tagline": "Aus Linesheets und Bestellungen werden Produkte, zugeordnete Positionen und ein Verkaufsdeck.",
  "app.skip": "Zum Inhalt springen",
  "app.loading": "Wird geladen…",
  "app.connecting": "Verbindung wird aufgebaut…",
  "app.broken":
    "Diese Seite kann das Gespeicherte nicht zeigen. Vielleicht ist sie älter als die Daten: bitte neu laden.",
  "app.crashed": "Auf dieser Seite ist etwas schiefgegangen. Was gespeichert war, ist sicher.",
  "app.notFetched":
    "Dieser Teil der Seite konnte nicht geladen werden. Er kommt, sobald Sie wieder verbunden sind; sonst laden Sie die Seite neu.",
  "app.reload": "Neu laden",
  "app.notFound": "Diese Seite gibt es nicht.",
  "app.notFound.what": "Die Adresse ist vielleicht vertippt, oder was hier war, wurde gelöscht.",
  "app.home": "Alle Kollektionen",

  "nav.collections": "Kollektionen",
  "nav.history": "Verlauf",
  "nav.settings": "Einstellungen",
  "nav.account": "Konto",
  "nav.signOut": "Abmelden",
  "nav.theme.dark": "Dunkle Darstellung verwenden",
  "nav.theme.light": "Helle Darstellung verwenden",
  "nav.language": "Sprache",

  "connection.offline":
    "Sie sind offline. Was Sie sehen, kann veraltet sein; es geht von selbst weiter, sobald Sie wieder verbunden sind.",
  "connection.lost": "Die Verbindung ist abgebrochen. Neuer Versuch…",

  "problem.offline":
    "Der Server ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es dann noch einmal.",
  "problem.unreadable": "Der Server hat mit dem Status {status} geantwortet.",

  "signIn.title": "Anmelden",
  "signIn.up": "Konto anlegen",
  "signIn.email": "E-Mail",
  "signIn.password": "Passwort",
  "signIn.name": "Name",
  "signIn.do": "Anmelden",
  "signIn.doUp": "Konto anlegen",
  "signIn.toUp": "Noch kein Konto? Eines anlegen",
  "signIn.toIn": "Sie haben ein Konto? Anmelden",
  "signIn.forgot": "Passwort vergessen?",
  "signIn.sent": "Wenn {email} ein Konto hat, ist eine E-Mail mit einem Link unterwegs.",
  "signIn.needsEmail": "Geben Sie zuerst Ihre E-Mail ein.",
  "signIn.demo": "Als {email} anmelden",
  "signIn.demo.what": "Dies ist eine lokale Umgebung: nichts verlässt diesen Rechner.",
  "signIn.wrong": "E-Mail und Passwort gehören nicht zusammen. Prüfen Sie beide, oder legen Sie ein Konto an.",
  "signIn.exists": "Zu dieser E-Mail gibt es schon ein Konto. Melden Sie sich an.",
  "signIn.weak": "Das Passwort braucht mindestens 6 Zeichen.",
  "signIn.badEmail": "Das ist keine E-Mail-Adresse.",
  "signIn.tooMany": "Zu viele Versuche. Warten Sie einige Minuten, oder setzen Sie das Passwort zurück.",
  "signIn.offline":
    "Der Anmeldedienst ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es dann noch einmal.",
  "signIn.disabled": "Dieses Konto ist gesperrt. Wenden Sie sich an den Betreiber dieser Seite.",
  "signIn.failed": "Die Anmeldung hat nicht geklappt ({code}). Versuchen Sie es noch einmal.",
  "signIn.expired": "Ihre Anmeldung ist abgelaufen",
  "signIn.expired.what":
    "Melden Sie sich wieder an, um weiterzumachen. Nichts, was Sie eingegeben haben, geht verloren.",
  "signIn.instead": "Stattdessen abmelden",

  "do.cancel": "Abbrechen",
  "do.close": "Schließen",
  "do.save": "Speichern",
  "do.delete": "Löschen",
  "do.retry": "Noch einmal versuchen",
  "do.undo": "Rückgängig",
  "do.more": "Mehr zeigen",
  "do.download": "Herunterladen",

  "said.saved": "Gespeichert",
  "said.required": "Erforderlich",
  "said.optional": "Freiwillig",
  "said.details": "Einzelheiten",
  "said.confidence": "zu {percent} % sicher",
  "said.page": "Seite {page}",
  "said.sheet": "{sheet}, Zeile {row}",

  "picture.none": "Kein Bild",
  "picture.failed": "Bild nicht verfügbar",

  "count.products": { one: "{count} Produkt", other: "{count} Produkte" },
  "count.categories": { one: "{count} Kategorie", other: "{count} Kategorien" },
  "count.items": { one: "{count} Position", other: "{count} Positionen" },
  "count.pages": { one: "{count} Seite", other: "{count} Seiten" },
};

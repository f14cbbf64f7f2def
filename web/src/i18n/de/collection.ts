import type { collection as en } from "@/i18n/en/collection";
import type { Translated } from "@/i18n/translated";

export const collection: Translated<typeof en> = {
  "tab.info": "Kollektion",
  "tab.products": "Produkte",
  "tab.settings": "Deck-Einstellungen",
  "tab.items": "Positionen",
  "tab.deck": "Deck erstellen",
  "tab.history": "Verlauf",
  "tab.all": "Teile dieser Kollektion",
  "tab.locked": "{tab} ist gesperrt",
  "tab.locked.mark": "gesperrt",
  "tab.needs.products": "Verarbeiten Sie zuerst die Dokumente: dies öffnet sich, sobald Kategorien gefunden sind.",
  "tab.needs.items": "Erstellen Sie zuerst die Positionen: dies öffnet sich, sobald es welche gibt.",
  "tab.goto": "Zu {tab}",

  "collection.missing": "Diese Kollektion gibt es nicht, oder sie ist nicht mit Ihnen geteilt.",
  "collection.missing.what":
    "Bitten Sie den Besitzer, sie mit {email} zu teilen, oder gehen Sie zurück zu Ihren Kollektionen.",
};

import type { settings as en } from "@/i18n/en/settings";
import type { Translated } from "@/i18n/translated";

export const settings: Translated<typeof en> = {
  "settings.mail": "E-Mails",
  "settings.mail.want": "Schreiben Sie mir, wenn ein Lauf, den ich gestartet habe, fertig oder fehlgeschlagen ist",
  "settings.mail.to": "E-Mails gehen an {address}.",
  "settings.mail.nowhere": "Noch kann keine E-Mail kommen.",
  "settings.mail.not": "Was Sie selbst abbrechen, wird nie gemeldet.",
  "settings.mail.none": "Ihr Konto hat keine E-Mail-Adresse, daher kann keine E-Mail kommen.",
  "settings.mail.unconfirmed": "{email} ist noch nicht bestätigt",
  "settings.mail.unconfirmed.what":
    "Damit niemand E-Mails bekommt, die für andere gedacht sind, wird nur an bestätigte Adressen geschrieben. Folgen Sie dem Link in der E-Mail, die Sie beim Anlegen des Kontos bekommen haben.",
  "settings.mail.resend": "Diese E-Mail noch einmal senden",
  "settings.mail.look": "Ich habe sie bestätigt",
  "settings.mail.sent": "Eine E-Mail mit einem Link ist unterwegs an {email}. Sehen Sie auch im Spam-Ordner nach.",
  "settings.mail.notSent": "Die E-Mail konnte nicht gesendet werden. Versuchen Sie es gleich noch einmal.",

  "settings.hooks": "Webhooks",
  "settings.hooks.what":
    "Andere Systeme von Ihnen können aufgerufen werden, wenn ein Lauf endet, den Sie gestartet haben. Es kann zehn geben.",
  "settings.hooks.none": "Es gibt noch keinen Webhook.",
  "settings.hooks.url": "Adresse, die aufgerufen wird",
  "settings.hooks.hint":
    "Ein öffentlicher Server, mit https://. Er bekommt eine signierte POST-Anfrage mit dem, was geschehen ist.",
  "settings.hooks.events": "Aufrufen, wenn ein Lauf",
  "settings.event.job.completed": "fertig ist",
  "settings.event.job.failed": "fehlgeschlagen ist",
  "settings.event.job.cancelled": "abgebrochen wurde",
  "settings.hooks.add": "Webhook eintragen",
  "settings.hooks.adding": "Wird eingetragen…",
  "settings.hooks.needsUrl": "Geben Sie zuerst die Adresse ein.",
  "settings.hooks.needsEvent": "Wählen Sie mindestens ein Ereignis.",
  "settings.hooks.delete": "Webhook von {url} löschen",
  "settings.hooks.delete.ask": "Diesen Webhook löschen?",
  "settings.hooks.delete.what": "{url} wird nicht mehr aufgerufen, und das Protokoll der Zustellungen geht verloren.",
  "settings.hooks.deleted": "Der Webhook wurde gelöscht.",

  "settings.secret": "Geheimnis",
  "settings.secret.title": "{url} ist eingetragen",
  "settings.secret.what":
    "Mit diesem Geheimnis sind die Aufrufe signiert. Kopieren Sie es jetzt: es wird nicht noch einmal gezeigt. Wer es hat, kann sich für uns ausgeben.",
  "settings.secret.copy": "Geheimnis kopieren",
  "settings.secret.copied": "Kopiert",
  "settings.secret.selected": "Es ist markiert: kopieren Sie es mit der Tastatur.",
  "settings.secret.done": "Ich habe es aufbewahrt",

  "settings.deliveries": "Zustellungen",
  "settings.deliveries.what": "Die neuesten zuerst; 30 Tage lang aufbewahrt.",
  "settings.deliveries.none": "Noch ist nichts zugestellt worden: aufgerufen wird, wenn ein Lauf von Ihnen endet.",
  "settings.deliveries.look": "Erneut nachsehen",
  "settings.delivery.pending": "Unterwegs",
  "settings.delivery.delivered": "Zugestellt",
  "settings.delivery.failed": "Fehlgeschlagen",
  "settings.delivery.attempts": { one: "{count} Versuch", other: "{count} Versuche" },
  "settings.delivery.status": "letzte Antwort {status}",
  "settings.delivery.next": "nächster Versuch {time}",
  "settings.delivery.again": "Noch einmal senden",
  "settings.delivery.goesOn": "Sie ist noch unterwegs: noch einmal senden lässt sie sich, wenn sie zu Ende ist.",
  "settings.delivery.sent": "Wird noch einmal gesendet.",

  "settings.looks": "Darstellung",
  "settings.looks.what": "Gilt für diesen Browser.",
  "settings.theme": "Farben",
  "settings.theme.system": "Wie das System",
  "settings.theme.light": "Hell",
  "settings.theme.dark": "Dunkel",
};

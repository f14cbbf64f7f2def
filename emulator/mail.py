"""Sends the e-mails of `mail/`, as the Firebase extension Trigger Email does on Google Cloud.

A document holds `to` and `message {subject, text, html}`; what became of it is written to its `delivery`: `state`
(PROCESSING, SUCCESS or ERROR; RETRY, set by hand, sends it again), `attempts`, `error` and `info`. With SMTP_HOST set
(SMTP_PORT, by default 25) e-mails go to that server; else each becomes an .eml file in a folder.
"""

from __future__ import annotations

import re
import smtplib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path
from typing import Any

from emulator import web
from emulator.documents import Documents, Stored

SENDER = "Phasework <no-reply@phasework.example>"
LEASE_SECONDS = 60
SMTP_SECONDS = 20
_POLL_SECONDS = 0.5
_UNSAFE = re.compile(r"[^\w.-]+")


class Outbox:
    """A folder in place of a server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __str__(self) -> str:
        return f"{self._folder} (.eml files; set SMTP_HOST to send them)"

    def send(self, name: str, message: EmailMessage) -> dict[str, Any]:
        """Write the message to `{name}.eml`; what the extension's `info` says of it. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{_UNSAFE.sub('_', name)}.eml"
        path.write_bytes(message.as_bytes(policy=SMTP))
        return _info(message, [], f"written to {path}")


@dataclass(frozen=True)
class SmtpServer:
    """A server to which e-mails are handed."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port} (SMTP)"

    def send(self, name: str, message: EmailMessage) -> dict[str, Any]:
        """Hand the message over; what the extension's `info` says. Raises OSError, SMTPException among them."""
        with smtplib.SMTP(self.host, self.port, timeout=SMTP_SECONDS) as server:
            refused = server.send_message(message)
        return _info(message, list(refused), "accepted by the server")


class MailSender:
    """A thread that looks after `mail/` until it is stopped."""

    def __init__(self, firestore: str, project: str, transport: Outbox | SmtpServer, logs: Path) -> None:
        self._mail = Documents(firestore, project, "mail")
        self._transport = transport
        self._log = logs / "mail.log"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail", daemon=True)

    def start(self) -> None:
        self._note(f"e-mails go to {self._transport}")
        self._thread.start()

    def stop(self) -> None:
        """Send what is there, then end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=SMTP_SECONDS + 10)

    def _run(self) -> None:
        last = False
        while not last:
            last = self._stop.wait(_POLL_SECONDS)
            try:
                for stored in [one for one in self._mail.all("delivery") if _due(_delivery(one))]:
                    self._deliver(stored)
            except web.HttpError as error:  # Firestore is being emptied, or ends before us
                self._note(f"failed: {error}")

    def _deliver(self, stored: Stored) -> None:
        """Claim a document, send it, and write down what became of it."""
        name, before, now = stored.name, _delivery(stored), datetime.now(UTC)
        if before.get("state") == "PROCESSING":  # whoever had it did not come back: it may have been sent
            late = {**before, "state": "ERROR", "error": "Message processing lease expired.", "endTime": now}
            self._mail.put(name, "delivery", late, stored.update_time)
            return
        delivery: dict[str, Any] = {
            "state": "PROCESSING",
            "attempts": int(before.get("attempts") or 0) + 1,
            "startTime": now,
            "endTime": None,
            "leaseExpireTime": now + timedelta(seconds=LEASE_SECONDS),
            "error": None,
            "info": None,
        }
        if not self._mail.put(name, "delivery", delivery, stored.update_time):
            return
        try:
            message = composed(self._mail.get(name).fields)
            delivery |= {"state": "SUCCESS", "info": self._transport.send(name, message)}
        except (OSError, ValueError, TypeError) as error:
            delivery |= {"state": "ERROR", "error": f"{type(error).__name__}: {error}"[:1000]}
        self._mail.put(name, "delivery", delivery | {"endTime": datetime.now(UTC), "leaseExpireTime": None})
        self._note(f"{name}: {delivery['state']} {delivery['error'] or ''}")

    def _note(self, line: str) -> None:
        with self._log.open("a") as log:
            log.write(f"{datetime.now():%H:%M:%S} {line}\n")


def composed(fields: Mapping[str, Any]) -> EmailMessage:
    """The message of a document. Raises ValueError or TypeError for one that is none, or would add a header."""
    to, given = fields.get("to"), fields.get("message")
    recipients = [to] if isinstance(to, str) else to
    if not recipients or not isinstance(given, dict) or not (given.get("text") or given.get("html")):
        raise ValueError("an e-mail needs `to`, and a `message` with `text` or `html`")
    message = EmailMessage(policy=SMTP)
    message["From"] = fields.get("from") or SENDER
    message["To"] = ", ".join(recipients)
    message["Subject"] = given.get("subject") or ""
    message["Message-ID"] = make_msgid(domain="phasework.example")
    message["Date"] = datetime.now(UTC)
    if text := given.get("text"):
        message.set_content(text)
    if html := given.get("html"):
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    return message


def _delivery(stored: Stored) -> dict[str, Any]:
    found = stored.fields.get("delivery")
    return found if isinstance(found, dict) else {}


def _due(delivery: Mapping[str, Any]) -> bool:
    if delivery.get("state") == "PROCESSING":
        until = delivery.get("leaseExpireTime")
        return isinstance(until, datetime) and until < datetime.now(UTC)
    return delivery.get("state") in (None, "PENDING", "RETRY")


def _info(message: EmailMessage, rejected: list[str], response: str) -> dict[str, Any]:
    accepted = [address.addr_spec for address in message["To"].addresses if address.addr_spec not in rejected]
    return {
        "messageId": str(message["Message-ID"]),
        "accepted": accepted,
        "rejected": rejected,
        "pending": [],
        "response": response,
    }

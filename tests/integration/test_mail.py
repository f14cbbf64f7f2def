"""The local stack's sender of e-mails, against a real SMTP server and a folder."""

from __future__ import annotations

import email
import email.policy
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from google.cloud.firestore import Client

from emulator.documents import Documents
from emulator.mail import MailSender, Outbox, SmtpServer
from emulator.ports import FreePort
from emulator.stack import Stack

MESSAGE = {"subject": "“Spring” – finished", "text": "540 products.\n", "html": "<p>540 products.</p>"}


class Inbox:
    """What the server was given; it refuses whoever's address begins with `no`."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("no"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content or b"", policy=email.policy.SMTP)  # type: ignore[arg-type]
        self.got.append(message)
        return "250 queued"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    reserved = FreePort()
    yield reserved.number
    reserved.release()


@pytest.fixture
def inbox(port: int) -> Iterator[Inbox]:
    inbox = Inbox()
    controller = Controller(inbox, "127.0.0.1", port)
    controller.start()
    yield inbox
    controller.stop()


@pytest.fixture
def mailer(emulators: Stack, tmp_path: Path) -> Iterator[Callable[[Any], None]]:
    """Starts a sender that is ended with the test."""
    started: list[MailSender] = []

    def start(transport: Any) -> None:
        at = emulators.addresses.firestore
        started.append(MailSender(at, emulators.config.project, transport, tmp_path))
        started[-1].start()

    yield start
    for sender in started:
        sender.stop()


@pytest.fixture
def mails(emulators: Stack) -> Any:
    return Client(project=emulators.config.project).collection("mail")


def delivered(mails: Any, name: str, state: str) -> dict[str, Any]:
    """The `delivery` of a document once it has this state."""
    deadline = time.monotonic() + 10
    while True:
        found = mails.document(name).get().to_dict().get("delivery") or {}
        if found.get("state") == state:
            return dict(found)
        assert time.monotonic() < deadline, found
        time.sleep(0.05)


def test_an_email_reaches_the_server_once(mails: Any, inbox: Inbox, port: int, mailer: Any) -> None:
    mails.document("T1-ended").set({"to": ["ana@example.com"], "message": MESSAGE})
    mailer(SmtpServer("127.0.0.1", port))
    found = delivered(mails, "T1-ended", "SUCCESS")
    assert (found["attempts"], found["error"], found["leaseExpireTime"]) == (1, None, None)
    assert found["info"]["accepted"] == ["ana@example.com"]
    assert found["startTime"] <= found["endTime"]
    time.sleep(1.2)  # two more looks
    (got,) = inbox.got
    assert (got["To"], got["Subject"]) == ("ana@example.com", MESSAGE["subject"])
    assert found["info"]["messageId"] == got["Message-ID"]
    plain, html = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None
    assert plain.get_content().strip() == "540 products."
    assert html is not None
    assert html.get_content().strip() == "<p>540 products.</p>"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": ["nobody@example.com"], "message": MESSAGE}, "550"),
        ({"to": ["a@b.c"], "message": {**MESSAGE, "subject": "Hi\r\nBcc: all@example.com"}}, "ValueError"),
        ({"to": ["a@b.c\r\nBcc: all@example.com"], "message": MESSAGE}, "ValueError"),
        ({"to": [], "message": MESSAGE}, "needs `to`"),
        ({"to": [7], "message": MESSAGE}, "TypeError"),
        ({"to": ["a@b.c"], "message": "hello"}, "needs `to`"),
    ],
)
def test_what_cannot_be_sent_says_why(
    mails: Any, inbox: Inbox, port: int, mailer: Any, fields: dict[str, Any], said: str
) -> None:
    mails.document("bad").set(fields)
    mails.document("good").set({"to": "ana@example.com", "message": {"subject": "", "html": "<p>Hi</p>"}})
    mailer(SmtpServer("127.0.0.1", port))
    assert said in delivered(mails, "bad", "ERROR")["error"]
    delivered(mails, "good", "SUCCESS")
    assert [message["To"] for message in inbox.got] == ["ana@example.com"]


def test_no_server_is_an_error_and_retry_sends_it_again(mails: Any, mailer: Any, port: int, request: Any) -> None:
    mails.document("m").set({"to": ["ana@example.com"], "message": MESSAGE})
    mailer(SmtpServer("127.0.0.1", port))
    assert "refused" in delivered(mails, "m", "ERROR")["error"]
    inbox = request.getfixturevalue("inbox")
    mails.document("m").update({"delivery.state": "RETRY"})
    assert delivered(mails, "m", "SUCCESS")["attempts"] == 2
    assert len(inbox.got) == 1


def test_an_email_whose_sender_died_is_not_sent_twice(mails: Any, inbox: Inbox, port: int, mailer: Any) -> None:
    now = datetime.now(UTC)
    for name, until in (("late", now - timedelta(seconds=1)), ("early", now + timedelta(hours=1))):
        delivery = {"state": "PROCESSING", "attempts": 1, "leaseExpireTime": until}
        mails.document(name).set({"to": ["ana@example.com"], "message": MESSAGE, "delivery": delivery})
    mailer(SmtpServer("127.0.0.1", port))
    assert delivered(mails, "late", "ERROR")["error"] == "Message processing lease expired."
    assert delivered(mails, "early", "PROCESSING")["attempts"] == 1
    assert inbox.got == []


def test_without_a_server_emails_become_files(mails: Any, mailer: Any, tmp_path: Path) -> None:
    mails.document("T1-ended").set({"to": ["ana@example.com"], "message": MESSAGE})
    mailer(Outbox(tmp_path / "mail"))
    found = delivered(mails, "T1-ended", "SUCCESS")
    read = email.message_from_bytes((tmp_path / "mail" / "T1-ended.eml").read_bytes(), policy=email.policy.default)
    assert read["Subject"] == MESSAGE["subject"]
    assert str(tmp_path) in found["info"]["response"]
    assert "SMTP_HOST" in (tmp_path / "mail.log").read_text()


def test_values_of_every_kind_come_back(emulators: Stack, mails: Any) -> None:
    value = {
        "n": None,
        "yes": True,
        "i": 7,
        "f": 0.5,
        "s": "ü",
        "at": datetime(2027, 1, 2, tzinfo=UTC),
        "l": [{"a": []}],
    }
    mails.document("m").set({"to": []})
    documents = Documents(emulators.addresses.firestore, emulators.config.project, "mail")
    assert documents.put("m", "delivery", value)
    assert documents.get("m").fields["delivery"] == value == mails.document("m").get().to_dict()["delivery"]
    assert not documents.put("gone", "delivery", value)
    assert not documents.put("m", "delivery", {}, "2001-01-01T00:00:00Z")


def test_the_stack_sends_while_it_runs_and_as_it_stops(emulators: Stack, mails: Any, inbox: Inbox, port: int) -> None:
    with emulators.functions(frozenset({"mail"}), smtp=("127.0.0.1", port)):
        mails.document("one").set({"to": ["ana@example.com"], "message": MESSAGE})
        delivered(mails, "one", "SUCCESS")
        mails.document("two").set({"to": ["ben@example.com"], "message": MESSAGE})
    assert [message["To"] for message in inbox.got] == ["ana@example.com", "ben@example.com"]
    mails.document("three").set({"to": ["cai@example.com"], "message": MESSAGE})
    time.sleep(0.7)
    assert len(inbox.got) == 2

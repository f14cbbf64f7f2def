"""The text of the e-mail about a job that ended: what it says, to whom, and what cannot be smuggled into it."""

from __future__ import annotations

from typing import Any

import pytest

from shared.collections.wording import WORDINGS
from shared.engine.job import Job, JobError, Starter, State
from shared.engine.run import Warning
from shared.notices.ended import Ended
from shared.notices.mail import mail, wants_mail
from shared.notices.wording import Wording, one_line

APP = "https://phasework.example/"
ANA = Starter(email="ana@example.com", name="Ana")
ERROR = JobError(code="encrypted_pdf", message="This PDF is protected. Save it without a password.", phase="Reading")


def job(process: str = "document_processing", **fields: Any) -> Job:
    return Job(
        **{"task_id": "T1", "process": process, "subject": "collections/c1", "owner_uid": "ana", "owner": ANA, **fields}
    )


def made(title: str = "Spring", of: Job | None = None, **changes: Any) -> dict[str, Any] | None:
    of = of or job()
    ended = Ended.of(of, {"state": State.COMPLETED, **changes}, title)
    return mail(ended, Wording.of(of.process, WORDINGS), APP)


def message(*args: Any, **kwargs: Any) -> dict[str, str]:
    fields = made(*args, **kwargs)
    assert fields is not None
    sent: dict[str, str] = fields["message"]
    return sent


def test_a_completed_run_names_collection_counts_and_link() -> None:
    fields = made(counts={"structured_products": 1540})
    assert fields is not None
    assert fields["to"] == ["ana@example.com"]
    assert fields["message"]["subject"] == "Document processing of “Spring” is finished"
    text = fields["message"]["text"]
    assert "Hello Ana," in text
    assert "Document processing of the collection “Spring” is finished: 1,540 products." in text
    assert "https://phasework.example/collections/c1" in text


def test_one_is_not_many() -> None:
    assert "finished: 1 item." in message(of=job("item_generation"), counts={"items": 1})["text"]


def test_a_failed_run_says_why_and_what_to_do() -> None:
    sent = message(state=State.FAILED, error=ERROR.model_dump())
    assert sent["subject"] == "Document processing of “Spring” failed"
    assert "failed at “Reading”. This PDF is protected. Save it without a password." in sent["text"]


def test_warnings_are_told_but_not_hundreds_of_them() -> None:
    many = [Warning(code="odd", message=f"Page {n} is odd.") for n in range(300)]
    text = message(of=job(warnings=many))["text"]
    assert "– Page 9 is odd." in text
    assert "Page 10" not in text
    assert "– and 290 more." in text


@pytest.mark.parametrize(("by", "told"), [(None, False), ("ana", False), ("ben", True)])
def test_only_a_cancel_by_another_is_told(by: str | None, told: bool) -> None:
    assert (made(state=State.CANCELLED, cancelled_by=by) is not None) == told


@pytest.mark.parametrize(
    "address", [None, "", "ana", "a@b,c@d", "ana@example.com\nBcc: x@y.z", "<a@b.c>", "a b@c.d", "a@b\r\n"]
)
def test_what_is_no_single_address_gets_nothing(address: str | None) -> None:
    assert made(of=job(owner=Starter(email=address))) is None


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "\u2029", "\x0b"])
def test_a_name_cannot_add_a_header(break_: str) -> None:
    sent = message(f"Spring{break_}Bcc: all@example.com")
    assert sent["subject"] == "Document processing of “Spring Bcc: all@example.com” is finished"


def test_names_are_escaped_in_html() -> None:
    sent = message('<img src=x onerror="alert(1)">', of=job(owner=Starter(email="a@b.c", name="<b>Ana</b>")))
    assert "<img" not in sent["html"]
    assert "<b>" not in sent["html"]
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in sent["html"]


def test_an_error_that_carries_markup_is_escaped() -> None:
    error = ERROR.model_copy(update={"message": "“<script>.pdf” cannot be read."})
    assert "<script>" not in message(state=State.FAILED, error=error.model_dump())["html"]


def test_long_names_are_cut() -> None:
    assert len(message("S" * 5000)["subject"]) <= 200
    assert one_line("x" * 10, 5) == "xxxx…"


def test_a_process_without_words_of_its_own_has_plain_ones() -> None:
    assert message(of=job("qa_scan"))["subject"] == "Qa scan of “Spring” is finished"


def test_people_are_told_unless_they_said_no() -> None:
    assert wants_mail({})
    assert wants_mail({"notifications": {"email": True}})
    assert not wants_mail({"notifications": {"email": False}})


def test_each_end_has_a_name_of_its_own() -> None:
    names = [Ended.of(job(reopened=n), {"state": "failed"}, "").document_id("ended") for n in range(3)]
    assert names == ["T1-ended", "T1-ended-2", "T1-ended-3"]

"""The e-mail about a job that has ended, as the Firebase extension Trigger Email reads it from `mail/{id}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP

from shared.engine.job import State
from shared.notices.ended import Ended
from shared.notices.wording import Wording, one_line

ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f]{1,64}@[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f]{1,255}")
MOST_WARNINGS = 10
OUTCOMES = {State.COMPLETED: "is finished", State.FAILED: "failed", State.CANCELLED: "was cancelled"}


def mail(ended: Ended, wording: Wording, app_url: str) -> dict[str, Any] | None:
    """The document of `mail/`, or None when there is nobody to write to or nothing that they do not know."""
    address = ended.job.owner.email or ""
    cancelled_by_another = ended.by not in (None, ended.job.owner_uid)
    if not ADDRESS.fullmatch(address) or (ended.state == State.CANCELLED and not cancelled_by_another):
        return None
    link = f"{app_url.rstrip('/')}/{ended.job.subject}"
    lines = _lines(ended, wording)
    return {
        "to": [address],
        "message": {
            "subject": one_line(f"{_what(ended, wording, of_the=False)} {OUTCOMES[ended.state]}", 200),
            "text": "\n\n".join([*lines, f"See it here: {link}", _why(app_url)]) + "\n",
            "html": _html(lines, link, _why(app_url)),
        },
        "task_id": ended.job.task_id,
        "about": ended.job.subject,
        "created_at": SERVER_TIMESTAMP,
    }


def _lines(ended: Ended, wording: Wording) -> list[str]:
    """The paragraphs of the body, each one line of plain text."""
    name = one_line(ended.job.owner.name or "")
    lines = [f"Hello {name}," if name else "Hello,", _outcome(ended, wording)]
    if ended.state == State.COMPLETED and ended.warnings:
        lines.append("It went on in spite of this:")
        lines += [f"– {one_line(warning.message, 500)}" for warning in ended.warnings[:MOST_WARNINGS]]
        if (more := len(ended.warnings) - MOST_WARNINGS) > 0:
            lines.append(f"– and {more} more.")
    return lines


def _outcome(ended: Ended, wording: Wording) -> str:
    what = f"{_what(ended, wording, of_the=True)} {OUTCOMES[ended.state]}"
    match ended.state:
        case State.COMPLETED:
            made = wording.said(ended.counts)
            return f"{what}: {made}." if made else f"{what}."
        case State.FAILED if ended.error:
            return f"{what} at “{ended.error.phase}”. {one_line(ended.error.message, 1000)}"
    return f"{what} by another member. The results of the last finished run still stand."


def _what(ended: Ended, wording: Wording, *, of_the: bool) -> str:
    thing = f"the {wording.thing} " if of_the and wording.thing else ""
    title = one_line(ended.title)
    return f"{wording.name} of {thing}“{title}”" if title else wording.name


def _why(app_url: str) -> str:
    return f"You get this because you started it. To get no more of these, change it at {app_url.rstrip('/')}/settings."


def _html(lines: list[str], link: str, why: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    href = escape(link, quote=True)
    return (
        f'<!doctype html><html lang="en"><body>{paragraphs}'
        f'<p><a href="{href}">See it here</a></p><p><small>{escape(why)}</small></p></body></html>'
    )


def wants_mail(user: Mapping[str, Any]) -> bool:
    """Whether a person (`users/{uid}`) is told by e-mail; they are unless they said no."""
    return bool((user.get("notifications") or {}).get("email", True))

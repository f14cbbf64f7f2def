"""What is written in the very batch that ends a job, so that whoever is to be told is told once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.cloud.firestore import Client, WriteBatch

from shared.engine.job import Job
from shared.engine.store import Also, Fields
from shared.notices.deliveries import deliveries
from shared.notices.ended import Ended
from shared.notices.mail import mail, wants_mail
from shared.notices.wording import Wording


class Notifier:
    """A hook of `JobStore.endings`: reads whom to tell, and adds the e-mail and the calls of webhooks to the batch."""

    def __init__(self, db: Client, wordings: Mapping[str, Wording], app_url: str) -> None:
        self._db = db
        self._wordings = wordings
        self._app_url = app_url

    def __call__(self, job: Job, changes: Fields) -> Also:
        """The writes for a job that ends by these changes; none when its subject was deleted."""
        subject, user = self._db.document(job.subject), self._db.document(f"users/{job.owner_uid}")
        found = {
            s.reference.path: s.to_dict()
            for s in self._db.get_all([subject, user], ["name", "notifications", "webhooks"])
        }
        about = found[subject.path]
        if about is None:
            return _nothing
        ended = Ended.of(job, changes, str(about.get("name") or ""))
        person = found[user.path] or {}
        written = self._mail(ended, person) | deliveries(ended, person)

        def write(batch: WriteBatch) -> None:
            for path, fields in written.items():
                batch.create(self._db.document(path), fields)

        return write

    def _mail(self, ended: Ended, user: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        wording = Wording.of(ended.job.process, self._wordings)
        fields = mail(ended, wording, self._app_url) if wants_mail(user) else None
        return {f"mail/{ended.document_id('ended')}": fields} if fields else {}


def _nothing(batch: WriteBatch) -> None:
    """What was worked on is gone, and with it whatever there was to say."""

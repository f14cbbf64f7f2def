"""Who wants to be called when a job of theirs ends: `webhooks/{id}`, and a list of them in `users/{uid}`.

The list is what a job's end reads (with the person's other wishes, in one read), and what bounds their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from google.api_core.exceptions import AlreadyExists, FailedPrecondition
from google.cloud.firestore import DELETE_FIELD, SERVER_TIMESTAMP, Client, DocumentReference
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel
from ulid import ULID

from shared.notices.errors import NoticeError
from shared.notices.signatures import new_secret

MOST = 10
MAX_TRIES = 8
PAGE = 400

Event = Literal["job.completed", "job.failed", "job.cancelled"]
EVENTS: tuple[Event, ...] = ("job.completed", "job.failed", "job.cancelled")


class Webhook(BaseModel):
    """Where to call, for which events. The secret is shown once, to whom it was made for."""

    webhook_id: str
    owner_uid: str
    url: str
    events: list[Event]
    secret: str
    created_at: datetime | None = None


class Webhooks:
    """Registers webhooks; 10 a person."""

    def __init__(self, db: Client) -> None:
        self._db = db

    def register(self, uid: str, url: str, events: Iterable[Event]) -> Webhook:
        """A new webhook, with its secret. Raises NoticeError when there are as many as there may be."""
        webhook = Webhook(
            webhook_id=f"wh{ULID()}", owner_uid=uid, url=url, events=sorted(set(events)), secret=new_secret()
        )
        user = self._user(uid)
        for _ in range(MAX_TRIES):
            snapshot = user.get()
            if len(registered(snapshot.to_dict() or {})) >= MOST:
                raise NoticeError("too_many_webhooks", f"There are {MOST} webhooks already. Delete one first.")
            batch = self._db.batch()
            batch.create(self._webhook(webhook.webhook_id), webhook.model_dump() | {"created_at": SERVER_TIMESTAMP})
            if snapshot.exists:  # unless somebody else registered one meanwhile
                unchanged = self._db.write_option(last_update_time=snapshot.update_time)
                batch.update(user, {f"webhooks.{webhook.webhook_id}": webhook.events}, option=unchanged)
            else:
                batch.create(user, {"webhooks": {webhook.webhook_id: webhook.events}})
            try:
                created = batch.commit()[0].transform_results[0].timestamp_value
            except (FailedPrecondition, AlreadyExists):
                continue
            return webhook.model_copy(update={"created_at": created})
        raise NoticeError("too_many_webhooks", "Webhooks are being registered all at once. Try again in a moment.")

    def all(self, uid: str) -> list[Webhook]:
        """A person's webhooks, oldest first."""
        references = [self._webhook(name) for name in sorted(registered(self._user(uid).get().to_dict() or {}))]
        found = {s.id: s for s in self._db.get_all(references) if s.exists}
        return [Webhook.model_validate(found[r.id].to_dict()) for r in references if r.id in found]

    def get(self, uid: str, webhook_id: str) -> Webhook:
        """One webhook of this person. Raises NoticeError."""
        webhook = self.find(webhook_id)
        if webhook is None or webhook.owner_uid != uid:
            raise NoticeError("webhook_not_found", "There is no such webhook, or it is not yours.")
        return webhook

    def find(self, webhook_id: str) -> Webhook | None:
        """A webhook, whosever it is."""
        fields = self._webhook(webhook_id).get().to_dict()
        return Webhook.model_validate(fields) if fields else None

    def remove(self, uid: str, webhook_id: str) -> None:
        """Forget a webhook and what was delivered to it. Raises NoticeError."""
        self.get(uid, webhook_id)
        batch = self._db.batch()
        batch.update(self._user(uid), {f"webhooks.{webhook_id}": DELETE_FIELD})
        batch.delete(self._webhook(webhook_id))
        batch.commit()
        of_it = FieldFilter("webhook_id", "==", webhook_id)
        deliveries = self._db.collection("deliveries").where(filter=of_it).select([])
        while found := list(deliveries.limit(PAGE).stream()):
            batch = self._db.batch()
            for snapshot in found:
                batch.delete(snapshot.reference)
            batch.commit()

    def _user(self, uid: str) -> DocumentReference:
        return self._db.document(f"users/{uid}")

    def _webhook(self, webhook_id: str) -> DocumentReference:
        return self._db.document(f"webhooks/{webhook_id}")


def registered(user: Mapping[str, Any]) -> dict[str, list[Event]]:
    """The events of each webhook of a person, by its id, from `users/{uid}`."""
    return dict(user.get("webhooks") or {})

"""Carries deliveries out: attempts, waits and causes are in Firestore; a task of the queue only says when to look."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from google.api_core.exceptions import FailedPrecondition, GoogleAPIError, NotFound
from google.cloud.firestore import SERVER_TIMESTAMP, Client, DocumentReference
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel, ValidationError

from shared.cloud.config import Settings
from shared.engine.answers import Answer
from shared.engine.queue import PhaseQueue, backoff
from shared.notices.deliveries import MAX_ATTEMPTS, Delivery, Failure, Stand
from shared.notices.errors import NoticeError, SendFailed
from shared.notices.sending import Sender
from shared.notices.signatures import HEADER, signed
from shared.notices.webhooks import Webhook, Webhooks

LEASE = timedelta(seconds=60)
LONGEST_WAIT_SECONDS = 3600.0
KEPT = timedelta(days=30)
SWEPT_AT_ONCE = 400

log = logging.getLogger(__name__)


class DeliveryCall(BaseModel):
    """The body of a task: which delivery is due."""

    delivery_id: str


@dataclass(frozen=True)
class Read:
    """A delivery as it was read, and the server's clock."""

    delivery: Delivery
    reference: DocumentReference
    update_time: datetime
    read_time: datetime


class Deliverer:
    """Handles the queue's calls for deliveries, and sets lost ones going again."""

    def __init__(self, db: Client, queue: PhaseQueue, sender: Sender, settings: Settings) -> None:
        self._db = db
        self._queue = queue
        self._sender = sender
        self._webhooks = Webhooks(db)
        self._settings = settings

    def begin(self, task_id: str) -> None:
        """Make the tasks for what a job's end has just written. What fails here, the sweeper makes good."""
        for read in self._where("task_id", task_id):
            if read.delivery.state == Stand.PENDING:
                self._push(read.delivery)

    def handle(self, call: DeliveryCall) -> Answer:
        """One attempt, if one is due: 200 for whatever is recorded, 409 while another worker is at it."""
        read = self._read(call.delivery_id)
        if read is None or read.delivery.state != Stand.PENDING:
            return Answer(200, "there is nothing to deliver")
        delivery, now = read.delivery, read.read_time
        if delivery.lease_until and delivery.lease_until > now:
            return Answer(409, "another worker delivers this")
        if delivery.retry_at and delivery.retry_at > now:
            self._push(delivery)  # whoever recorded this may have died before it made the task
            return Answer(200, "not yet")
        webhook = self._webhooks.find(delivery.webhook_id)
        claimed = self._write(read, {"lease_until": now + LEASE, "attempts": delivery.attempts + 1})
        if claimed is None:
            return Answer(409, "another worker was faster")
        return self._attempt(claimed, webhook)

    def redeliver(self, delivery: Delivery) -> Delivery:
        """Send a delivery once more that was delivered or has failed, with new attempts. Raises NoticeError."""
        read = self._read(delivery.delivery_id)
        if read is None:
            raise NoticeError("delivery_not_found", "There is no such delivery any more.")
        if read.delivery.state == Stand.PENDING:
            raise NoticeError("delivery_pending", "This is being delivered already. Wait until it has ended.")
        again = {"state": Stand.PENDING, "attempts": 0, "retry_at": None, "dispatch": read.delivery.dispatch + 1}
        begun = self._write(read, again | {"dispatched_at": SERVER_TIMESTAMP})
        if begun is None:
            raise NoticeError("delivery_pending", "This is being delivered already. Wait until it has ended.")
        self._push(begun.delivery)
        return begun.delivery

    def sweep(self) -> dict[str, int]:
        """Replace the tasks of deliveries that nobody works at though they are due; forget old ones. Counts."""
        redispatched = sum(self._redispatch(read) for read in list(self._where("state", Stand.PENDING)))
        return {"deliveries_redispatched": redispatched, "deliveries_forgotten": self._forget()}

    # ---- one attempt

    def _attempt(self, claimed: Read, webhook: Webhook | None) -> Answer:
        delivery = claimed.delivery
        try:
            if webhook is None:
                raise SendFailed("webhook_deleted", "The webhook was deleted meanwhile.")
            status = self._send(webhook, delivery, claimed.read_time)
        except SendFailed as failed:
            return self._failed(claimed, failed, final=webhook is None)
        done = {"state": Stand.DELIVERED, "delivered_at": SERVER_TIMESTAMP, "status": status, "retry_at": None}
        self._write(claimed, done | {"lease_until": None})
        return Answer(200, "delivered")

    def _send(self, webhook: Webhook, delivery: Delivery, now: datetime) -> int:
        body = delivery.body.encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Phasework-Webhooks/1",
            "Phasework-Id": delivery.delivery_id,
            "Phasework-Event": delivery.event,
            "Phasework-Attempt": str(delivery.attempts),
            HEADER: signed(webhook.secret, body, int(now.timestamp())),
        }
        return self._sender.post(webhook.url, body, headers)

    def _failed(self, claimed: Read, failed: SendFailed, *, final: bool) -> Answer:
        delivery, now = claimed.delivery, claimed.read_time
        cause = Failure(code=failed.code, message=failed.message[:500], status=failed.status, at=now)
        changes: dict[str, Any] = {
            "failures": [f.model_dump() for f in [*delivery.failures, cause][-MAX_ATTEMPTS:]],
            "status": failed.status,
            "lease_until": None,
        }
        if final or delivery.attempts >= MAX_ATTEMPTS:
            self._write(claimed, changes | {"state": Stand.FAILED, "retry_at": None})
            return Answer(200, f"failed: {failed.code}")
        wait = backoff(delivery.attempts, self._settings.webhook_backoff_seconds, random.random(), LONGEST_WAIT_SECONDS)
        changes |= {"retry_at": now + wait, "dispatch": delivery.dispatch + 1, "dispatched_at": SERVER_TIMESTAMP}
        recorded = self._write(claimed, changes)
        if recorded:
            self._push(recorded.delivery)
        return Answer(200, f"will be tried again: {failed.code}")

    # ---- lost ones and old ones

    def _redispatch(self, read: Read) -> bool:
        delivery, now = read.delivery, read.read_time
        due = (at for at in (delivery.lease_until, delivery.retry_at, delivery.dispatched_at) if at)
        if now - max(due, default=now - LEASE) < timedelta(seconds=self._settings.redispatch_seconds):
            return False
        changes = {"dispatch": delivery.dispatch + 1, "dispatched_at": SERVER_TIMESTAMP}
        renamed = self._write(read, changes)  # the tombstone of the old name would swallow the task
        if renamed:
            self._push(renamed.delivery)
        return renamed is not None

    def _forget(self) -> int:
        before = self._db.document("deliveries/clock").get([]).read_time - KEPT
        old = self._db.collection("deliveries").where(filter=FieldFilter("created_at", "<=", before)).select([])
        found = list(old.limit(SWEPT_AT_ONCE).stream())
        batch = self._db.batch()
        for snapshot in found:
            batch.delete(snapshot.reference)
        batch.commit()
        return len(found)

    # ---- Firestore and the queue

    def _read(self, delivery_id: str) -> Read | None:
        return next(_read([self._db.document(f"deliveries/{delivery_id}").get()]), None)

    def _where(self, field: str, value: str) -> Iterator[Read]:
        return _read(self._db.collection("deliveries").where(filter=FieldFilter(field, "==", value)).stream())

    def _write(self, read: Read, changes: dict[str, Any]) -> Read | None:
        """Change a delivery unless somebody else did since it was read; None when it is theirs, or gone."""
        unchanged = self._db.write_option(last_update_time=read.update_time)
        try:
            written = read.reference.update(changes, option=unchanged)
        except (FailedPrecondition, NotFound):
            return None
        known = {name: value for name, value in changes.items() if value is not SERVER_TIMESTAMP}
        after = Delivery.model_validate(read.delivery.model_dump() | known)
        updated: Any = written.update_time
        return Read(after, read.reference, updated, read.read_time)

    def _push(self, delivery: Delivery) -> None:
        try:
            self._queue.create(delivery.task_name, DeliveryCall(delivery_id=delivery.delivery_id), delivery.retry_at)
        except GoogleAPIError:
            log.exception("no task for delivery %s yet", delivery.delivery_id)


def _read(snapshots: Iterable[Any]) -> Iterator[Read]:
    for s in snapshots:
        if not s.exists:
            continue
        try:
            yield Read(Delivery.model_validate(s.to_dict()), s.reference, s.update_time, s.read_time)
        except ValidationError:  # spoilt by hand: it must not keep the sweeper from the others
            log.exception("delivery %s cannot be read", s.id)

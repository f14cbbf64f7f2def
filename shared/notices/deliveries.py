"""One call of one webhook: `deliveries/{task_id}-{webhook_id}`, made in the batch that ends the job."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from google.cloud.firestore import SERVER_TIMESTAMP
from pydantic import BaseModel, Field

from shared.notices.ended import Ended
from shared.notices.webhooks import registered

MAX_ATTEMPTS = 8
MOST_WARNINGS = 20  # ten of these stand in the batch that ends a job


class Stand(StrEnum):
    """Where a delivery stands: `pending` while attempts go on, `failed` when all of them are spent."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Failure(BaseModel):
    """An attempt that failed: why, and the status of the answer, if one came."""

    code: str
    message: str
    status: int | None = None
    at: datetime


class Delivery(BaseModel):
    """What is sent, and how that went. `body` is sent as it is here at each attempt.

    lease_until: while it lies ahead a worker is at it. dispatch: raised with every new task.
    """

    delivery_id: str
    webhook_id: str
    owner_uid: str
    task_id: str
    about: str
    event: str
    body: str
    state: Stand = Stand.PENDING
    attempts: int = 0
    failures: list[Failure] = Field(default_factory=list)
    status: int | None = None
    dispatch: int = 0
    lease_until: datetime | None = None
    retry_at: datetime | None = None
    dispatched_at: datetime | None = None
    created_at: datetime | None = None
    delivered_at: datetime | None = None

    @property
    def task_name(self) -> str:
        """Name of the task that carries it now."""
        return f"{self.delivery_id}-{self.dispatch}"


def deliveries(ended: Ended, user: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Path -> fields of a delivery for each webhook of the job's owner that wants this event."""
    event = f"job.{ended.state}"
    made = {}
    for webhook_id, events in registered(user).items():
        if event in events:
            delivery_id = ended.document_id(webhook_id)
            delivery = Delivery(
                delivery_id=delivery_id,
                webhook_id=webhook_id,
                owner_uid=ended.job.owner_uid,
                task_id=ended.job.task_id,
                about=ended.job.subject,
                event=event,
                body=_body(delivery_id, event, ended),
            )
            made[f"deliveries/{delivery_id}"] = delivery.model_dump() | {
                "created_at": SERVER_TIMESTAMP,
                "dispatched_at": SERVER_TIMESTAMP,
            }
    return made


def _body(delivery_id: str, event: str, ended: Ended) -> str:
    error = (
        ended.error.model_dump(include={"code", "message", "phase", "retryable", "document_id"})
        if ended.error
        else None
    )
    return json.dumps(
        {
            "id": delivery_id,
            "event": event,
            "job": {
                "task_id": ended.job.task_id,
                "process": ended.job.process,
                "subject": ended.job.subject,
                "title": ended.title,
                "status": ended.state,
                "counts": dict(ended.counts),
                "warnings": [warning.model_dump() for warning in ended.warnings[:MOST_WARNINGS]],
                "warnings_total": len(ended.warnings),
                "error": error,
            },
        },
        ensure_ascii=False,
    )

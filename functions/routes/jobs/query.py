"""The Firestore query behind a page of the history. Every combination has its index: firestore.indexes.json."""

from __future__ import annotations

from typing import Any

from google.cloud.firestore import Client, Query
from google.cloud.firestore_v1.base_query import FieldFilter

from functions.routes.jobs.models import JobsQuery
from shared.engine.job import first_id


def jobs_query(db: Client, uid: str, asked: JobsQuery) -> Any:
    """The jobs that were asked for, in order, from the page's first on. Who may see them was looked at before."""
    equal = {
        "owner_uid": uid if asked.owner == "me" or not asked.collection_id else None,
        "subject": f"collections/{asked.collection_id}" if asked.collection_id else None,
        "process": asked.process,
        "state": asked.status,
    }
    found: Any = db.collection("jobs")
    for field, value in equal.items():
        if value is not None:
            found = found.where(filter=FieldFilter(field, "==", value))
    if asked.since:
        found = found.where(filter=FieldFilter("task_id", ">=", first_id(asked.since)))
    if asked.until:
        found = found.where(filter=FieldFilter("task_id", "<", first_id(asked.until)))
    direction = Query.DESCENDING if asked.order == "newest" else Query.ASCENDING
    found = found.order_by("task_id", direction=direction)
    return found.start_after({"task_id": asked.page_token}) if asked.page_token else found

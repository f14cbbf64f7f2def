"""What was told, or is still to be told, of something that is deleted."""

from __future__ import annotations

from collections.abc import Iterator

from google.cloud.firestore import Client
from google.cloud.firestore_v1.base_query import FieldFilter

PAGE = 400


def notices_about(db: Client, subject: str) -> Iterator[None]:
    """Delete the e-mails and the webhooks' deliveries about a subject; yields after each page."""
    for name in ("mail", "deliveries"):
        about = db.collection(name).where(filter=FieldFilter("about", "==", subject)).select([])
        while found := list(about.limit(PAGE).stream()):
            batch = db.batch()
            for snapshot in found:
                batch.delete(snapshot.reference)
            batch.commit()
            yield

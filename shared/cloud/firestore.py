"""The Firestore client."""

from __future__ import annotations

from google.cloud import firestore

from shared.cloud.config import Settings


def firestore_client(settings: Settings) -> firestore.Client:
    """A client of the project's default database, or of the emulator where one is set."""
    return firestore.Client(project=settings.google_cloud_project)

"""The bucket, and URLs that let a browser read one object of it for a few minutes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from google.cloud.storage import Bucket, Client
from pydantic import BaseModel

from shared.cloud.config import Settings
from shared.cloud.signing import Identity, KeyFile, TokenIdentity

SIGNERS = 8  # on Cloud Functions each signature is a call of its own


class Link(BaseModel):
    """Where a file can be read: `url` works without a token until `expires_at`."""

    url: str
    expires_at: datetime


def storage_bucket(settings: Settings) -> Bucket:
    """The project's bucket, in the emulator where one is set."""
    return Client(project=settings.google_cloud_project).bucket(settings.storage_bucket)


class UrlSigner:
    """Makes V4 signed URLs: by a key file on the local stack, by IAM's signBlob on Cloud Functions (no key there)."""

    def __init__(self, bucket: Bucket, settings: Settings) -> None:
        self._bucket = bucket
        self._good_for = timedelta(seconds=settings.signed_url_seconds)
        key, host = settings.storage_signing_key, settings.storage_emulator_host
        self._identity: Identity = KeyFile(key, host) if key else TokenIdentity()

    def link(self, path: str, *, download_as: str | None = None) -> Link:
        """A URL to read one object, for `SIGNED_URL_SECONDS`; `download_as` is the file name a browser saves it by."""
        expires_at = self._expiry()
        options = {"response_disposition": f'attachment; filename="{download_as}"'} if download_as else {}
        return Link(url=self._signed(path, **options), expires_at=expires_at)

    def links(self, paths: Sequence[str]) -> tuple[list[str], datetime]:
        """URLs to read objects, in their order, and when the first of them stops working."""
        expires_at = self._expiry()
        with ThreadPoolExecutor(SIGNERS) as pool:
            return list(pool.map(self._signed, paths)), expires_at

    def _expiry(self) -> datetime:
        """When a URL that is signed from now on stops working, at the earliest: signatures count whole seconds."""
        return datetime.now(UTC).replace(microsecond=0) + self._good_for

    def _signed(self, path: str, **options: Any) -> str:
        return str(
            self._bucket.blob(path).generate_signed_url(
                version="v4", expiration=self._good_for, method="GET", **options, **self._identity.options()
            )
        )

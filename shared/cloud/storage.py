"""The bucket, and URLs that let a browser read or write one object of it for a few minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

import google.auth
from google.auth.transport.requests import Request
from google.cloud.storage import Bucket, Client
from google.oauth2 import service_account

from shared.cloud.config import Settings


def storage_bucket(settings: Settings) -> Bucket:
    """The project's bucket, in the emulator where one is set."""
    return Client(project=settings.google_cloud_project).bucket(settings.storage_bucket)


class UrlSigner:
    """Makes V4 signed URLs: by a key file on the local stack, by IAM's signBlob on Cloud Functions (no key there)."""

    def __init__(self, bucket: Bucket, settings: Settings) -> None:
        self._bucket = bucket
        self._settings = settings

    def url(
        self,
        path: str,
        method: Literal["GET", "PUT", "RESUMABLE"] = "GET",
        *,
        content_type: str | None = None,
        download_as: str | None = None,
    ) -> str:
        """A URL for one object, good for `SIGNED_URL_SECONDS`; `content_type` must be sent with a PUT made by it."""
        options: dict[str, Any] = self._identity()
        if download_as:
            options["response_disposition"] = f'attachment; filename="{download_as}"'
        return str(
            self._bucket.blob(path).generate_signed_url(
                version="v4",
                expiration=timedelta(seconds=self._settings.signed_url_seconds),
                method=method,
                content_type=content_type,
                **options,
            )
        )

    def _identity(self) -> dict[str, Any]:
        if self._settings.storage_signing_key:
            key = service_account.Credentials.from_service_account_file(self._settings.storage_signing_key)
            return {"credentials": key, "api_access_endpoint": self._settings.storage_emulator_host}
        credentials: Any
        credentials, _ = google.auth.default()
        credentials.refresh(Request())
        return {"service_account_email": credentials.service_account_email, "access_token": credentials.token}

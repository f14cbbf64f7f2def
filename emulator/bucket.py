"""The objects behind the Storage emulator: gcp-storage-emulator's store, kept in memory."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any
from urllib.parse import quote

from gcp_storage_emulator.handlers import buckets
from gcp_storage_emulator.storage import Storage


class MemoryStorage(Storage):  # type: ignore[misc]  # the package has no types
    """A store that keeps object names exactly, hands out unguessable upload sessions, and forgets what is deleted."""

    def __init__(self, bucket: str) -> None:
        super().__init__(use_memory_fs=True)
        self._default_bucket = bucket
        self._create_default_bucket()

    def wipe(self, keep_buckets: bool = True) -> None:
        """Delete every object, upload session and bucket, then make the empty default bucket again."""
        super().wipe(keep_buckets=False)
        self._create_default_bucket()

    def create_file(
        self, bucket_name: str, file_name: str, content: bytes, file_obj: dict[str, Any], file_id: str | None = None
    ) -> None:
        """Keep an object; clients read it by its `mediaLink`, in which the package leaves the name as it is."""
        base = file_obj["mediaLink"].split("/download/storage/v1/")[0]
        link = f"{base}/download/storage/v1/b/{bucket_name}/o/{quote(file_name, safe='')}"
        file_obj["mediaLink"] = f"{link}?generation={file_obj['generation']}&alt=media"
        super().create_file(bucket_name, file_name, content, file_obj, file_id)

    def create_resumable_upload(self, bucket_name: str, file_name: str, file_obj: dict[str, Any]) -> str:
        """A session whose id is a secret, as on Cloud Storage: whoever holds it may upload that one object."""
        guessable = super().create_resumable_upload(bucket_name, file_name, file_obj)
        session = secrets.token_urlsafe(32)
        self.resumable[session] = self.resumable.pop(guessable)
        return session

    def _create_default_bucket(self) -> None:
        buckets.create_bucket(self._default_bucket, self)
        # Deleted objects would otherwise stay in memory for a week.
        self.buckets[self._default_bucket]["softDeletePolicy"] = {"retentionDurationSeconds": "0"}

    def _object_path(self, bucket_name: str, file_name: str) -> str:
        # Names are not paths in Cloud Storage: "a//b", "a/./b" and "a/../b" are three objects.
        return f"{bucket_name}/{hashlib.sha256(file_name.encode()).hexdigest()}"

    def _write_config_to_file(self) -> None:
        # The listing of all objects as JSON, after every write: of no use in memory.
        return

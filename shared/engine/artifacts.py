"""Files of runs in Cloud Storage: checkpoints that phases hand on, and everything they save."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from google.api_core.exceptions import NotFound
from google.cloud.storage import Blob, Bucket
from pydantic import BaseModel

from shared.engine.job import Job

M = TypeVar("M", bound=BaseModel)
PARALLEL = 8


class Artifacts:
    """Reads, writes and deletes objects of one bucket; paths are relative to it."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    @staticmethod
    def prefix(job: Job, generation: int) -> str:
        """Where one claim of a job writes: a zombie's files never lie among its successor's."""
        return f"{job.prefix}{generation}/"

    def upload(self, path: str, content: bytes | Path, content_type: str) -> None:
        blob = self.bucket.blob(path)
        if isinstance(content, Path):
            blob.upload_from_filename(str(content), content_type=content_type)
        else:
            blob.upload_from_string(content, content_type=content_type)

    def download(self, path: str, target: Path) -> None:
        """Raises FileNotFoundError when there is no such object."""
        try:
            self.bucket.blob(path).download_to_filename(str(target))
        except NotFound as error:
            target.unlink(missing_ok=True)
            raise FileNotFoundError(path) from error

    def save_model(self, path: str, model: BaseModel) -> None:
        self.upload(path, model.model_dump_json().encode(), "application/json")

    def load_model(self, path: str, model: type[M]) -> M:
        return model.model_validate_json(self.bucket.blob(path).download_as_bytes())

    def copy(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Copy objects within the bucket, (from, to)."""
        with ThreadPoolExecutor(PARALLEL) as pool:
            list(pool.map(lambda p: self.bucket.copy_blob(self.bucket.blob(p[0]), self.bucket, p[1]), pairs))

    def delete_prefix(self, prefix: str) -> int:
        """Delete every object below a prefix; how many there were."""
        return self.delete_some(prefix, None)

    def delete_some(self, prefix: str, limit: int | None) -> int:
        """Delete at most `limit` objects below a prefix; how many there were, 0 when none is left."""
        blobs = list(self.bucket.list_blobs(prefix=prefix, max_results=limit))
        with ThreadPoolExecutor(PARALLEL) as pool:
            list(pool.map(self._delete, blobs))
        return len(blobs)

    @staticmethod
    def _delete(blob: Blob) -> None:
        with suppress(NotFound):  # somebody else cleans the same run
            blob.delete()

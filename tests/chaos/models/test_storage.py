"""What the engine rests on in Cloud Storage: one suite over the emulator and over the simulation's model of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from google.api_core.exceptions import NotFound

from shared.cloud.config import settings
from shared.cloud.storage import storage_bucket
from tests.chaos.models.storage import Bucket


@pytest.fixture(params=["model", "emulator"])
def bucket(request: pytest.FixtureRequest) -> Any:
    if request.param == "model":
        return Bucket()
    request.getfixturevalue("emulators").empty()
    return storage_bucket(settings())


def names(bucket: Any, prefix: str) -> list[str]:
    return [blob.name for blob in bucket.list_blobs(prefix=prefix, max_results=None)]


def test_what_is_kept_can_be_read(bucket: Any, tmp_path: Path) -> None:
    bucket.blob("runs/a/1").upload_from_string(b"one", content_type="text/plain")
    (tmp_path / "two").write_bytes(b"two")
    bucket.blob("runs/a/2").upload_from_filename(str(tmp_path / "two"), content_type="text/plain")
    bucket.blob("runs/a/1").upload_from_string(b"one again", content_type="text/plain")
    assert bucket.blob("runs/a/1").download_as_bytes() == b"one again"
    bucket.blob("runs/a/2").download_to_filename(str(tmp_path / "got"))
    assert (tmp_path / "got").read_bytes() == b"two"


def test_lists_go_by_prefix(bucket: Any) -> None:
    for name in ("runs/a/2", "runs/a/1", "runs/ab/3", "other/4"):
        bucket.blob(name).upload_from_string(b"x", content_type="text/plain")
    assert names(bucket, "runs/a/") == ["runs/a/1", "runs/a/2"]
    assert names(bucket, "runs/a") == ["runs/a/1", "runs/a/2", "runs/ab/3"]
    assert names(bucket, "nothing/") == []


def test_copies(bucket: Any) -> None:
    bucket.blob("runs/a/1").upload_from_string(b"one", content_type="text/plain")
    bucket.copy_blob(bucket.blob("runs/a/1"), bucket, "published/1")
    assert bucket.blob("published/1").download_as_bytes() == b"one"
    assert names(bucket, "runs/") == ["runs/a/1"]
    with pytest.raises(NotFound):
        bucket.copy_blob(bucket.blob("runs/a/2"), bucket, "published/2")


def test_what_is_not_there(bucket: Any, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        bucket.blob("runs/nothing").download_as_bytes()
    with pytest.raises(NotFound):
        bucket.blob("runs/nothing").download_to_filename(str(tmp_path / "got"))
    with pytest.raises(NotFound):
        bucket.blob("runs/nothing").delete()


def test_deletes(bucket: Any) -> None:
    bucket.blob("runs/a/1").upload_from_string(b"one", content_type="text/plain")
    for blob in bucket.list_blobs(prefix="runs/"):
        blob.delete()
    assert names(bucket, "runs/") == []

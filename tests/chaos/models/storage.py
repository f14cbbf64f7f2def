"""A Cloud Storage bucket as the engine uses it: objects by name, each call over a wire."""

from __future__ import annotations

from pathlib import Path

from google.api_core.exceptions import NotFound

from tests.chaos.models.firestore import Wire, straight


class Bucket:
    """As google.cloud.storage.Bucket. `objects` is what is kept."""

    def __init__(self, objects: dict[str, bytes] | None = None, wire: Wire = straight) -> None:
        self.objects = {} if objects is None else objects
        self.wire = wire

    def blob(self, name: str) -> Blob:
        return Blob(self, name)

    def list_blobs(self, prefix: str, max_results: int | None = None) -> list[Blob]:
        def apply() -> list[Blob]:
            return [Blob(self, name) for name in sorted(self.objects) if name.startswith(prefix)][:max_results]

        return self.wire(f"list {prefix}", apply, writes=False)

    def copy_blob(self, blob: Blob, destination: Bucket, new_name: str) -> Blob:
        def apply() -> Blob:
            destination.objects[new_name] = blob.content()
            return Blob(destination, new_name)

        return self.wire(f"copy {blob.name} to {new_name}", apply, writes=True)


class Blob:
    """As google.cloud.storage.Blob."""

    def __init__(self, bucket: Bucket, name: str) -> None:
        self.bucket = bucket
        self.name = name

    def upload_from_string(self, content: bytes | str, content_type: str = "") -> None:
        data = content.encode() if isinstance(content, str) else content

        def apply() -> None:
            self.bucket.objects[self.name] = data

        self.bucket.wire(f"upload {self.name}", apply, writes=True)

    def upload_from_filename(self, path: str, content_type: str = "") -> None:
        self.upload_from_string(Path(path).read_bytes(), content_type)

    def download_as_bytes(self) -> bytes:
        return self.bucket.wire(f"download {self.name}", self.content, writes=False)

    def download_to_filename(self, path: str) -> None:
        Path(path).write_bytes(self.download_as_bytes())

    def delete(self) -> None:
        def apply() -> None:
            self.content()
            del self.bucket.objects[self.name]

        self.bucket.wire(f"delete {self.name}", apply, writes=True)

    def content(self) -> bytes:
        try:
            return self.bucket.objects[self.name]
        except KeyError:
            raise NotFound(f"No such object: {self.name}") from None

"""Pictures that a run has found so far, for people to look at while they wait. They are gone when the run ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from google.api_core.exceptions import NotFound
from pydantic import BaseModel

from shared.collections.models import ExtractedImages, Picture
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.artifacts import Artifacts
from shared.engine.job import Job

FOUND_IN_PHASE = DOCUMENT_PROCESSING.models().index(ExtractedImages)


class FoundPicture(BaseModel):
    """A picture of a document; `thumbnail_path` lies among the run's own files."""

    image_id: str
    document_id: str
    width: int
    height: int
    thumbnail_path: str


def previews(artifacts: Artifacts, job: Job, limit: int) -> list[FoundPicture]:
    """The first `limit` pictures of a live job, by the checkpoints it has recorded; none before its first."""
    try:
        return list(islice(_found(artifacts, job), limit))
    except NotFound:  # the run ended, and was cleaned, while we read
        return []


def _found(artifacts: Artifacts, job: Job) -> Iterator[FoundPicture]:
    recorded = [c.path for c in job.checkpoints if c.phase == FOUND_IN_PHASE and job.process == "document_processing"]
    for path in recorded:
        for document in artifacts.load_model(path, ExtractedImages).documents:
            for line in artifacts.bucket.blob(document.pictures.path).download_as_text().splitlines():
                picture = Picture.model_validate_json(line)
                yield FoundPicture(
                    image_id=picture.image_id,
                    document_id=document.document_id,
                    width=picture.width,
                    height=picture.height,
                    thumbnail_path=picture.thumbnail.path,
                )

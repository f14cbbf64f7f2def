"""Phase 1: every picture of every document as a file of its own, and where each one stands."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymupdf

from shared.collections.linesheet.opened import opened
from shared.collections.models import (
    DocumentImages,
    ExtractedImages,
    LinesheetDocument,
    LinesheetJob,
    PagePlacements,
    Picture,
    Placement,
)
from shared.engine.errors import PhaseError
from shared.engine.run import Run, save_lines
from shared.reading.pdf import pages
from shared.reading.pictures import PictureFile, RawPicture, UnreadablePicture, finish, flattened, plain, take
from shared.reading.placements import Placed, address, forget_fonts, jpeg_of, pixels_of, placements, xrefs_of

WORKERS = 2
BATCH = 48  # pictures encoded together, fewer where they are large: bounds memory
BATCH_BYTES = 24_000_000


def extract_images(run: Run, job: LinesheetJob) -> ExtractedImages:
    """Store each distinct picture once, with a thumbnail, and list where on which page it is placed."""
    if not job.documents:
        raise PhaseError("no_linesheet", "There is no linesheet in this collection. Upload one and process it again.")
    found = []
    for document in job.documents:
        with run.document(document.document_id), opened(run, document) as pdf:
            found.append(_document(run, document, pdf))
    return ExtractedImages(documents=found)


def _document(run: Run, document: LinesheetDocument, pdf: pymupdf.Document) -> DocumentImages:
    with Pictures(run, document) as pictures:
        placed = save_lines(
            run, f"images/{document.document_id}/placements.jsonl", _pages(run, document, pdf, pictures)
        )
        pictures.drain()
        rows = run.save(f"images/{document.document_id}/pictures.jsonl", pictures.rows, "application/x-ndjson")
        return DocumentImages(
            document_id=document.document_id,
            page_count=pdf.page_count,
            picture_count=len(pictures.seen),
            pictures=rows,
            placements=placed,
        )


def _pages(
    run: Run, document: LinesheetDocument, pdf: pymupdf.Document, pictures: Pictures
) -> Iterator[PagePlacements]:
    for page in pages(pdf):
        number = page.number + 1
        run.progress(number - 1, pdf.page_count, f"Page {number} of {pdf.page_count}")
        pictures.at = (number - 1, pdf.page_count)
        try:
            forget_fonts(page)
            found = placements(page)
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            run.warn("page_unreadable", f"Page {number} of {document.filename} is damaged.", document.document_id)
            found = []
        ids = pictures.image_ids(page, found)
        placed = [
            Placement(image_id=image_id, bbox=spot.bbox, turn=spot.turn)
            for spot, image_id in zip(found, ids, strict=True)
            if image_id is not None
        ]
        box = page.rect
        yield PagePlacements(page=number, width=round(box.width, 1), height=round(box.height, 1), placed=placed)


class Pictures:
    """A document's distinct pictures, encoded in batches by threads.

    Reading waits meanwhile: MuPDF keeps the interpreter's lock for itself, so reading and encoding at once took turns
    for it and were slower than one after the other.
    """

    def __init__(self, run: Run, document: LinesheetDocument) -> None:
        self.run = run
        self.document = document
        self.seen: set[str] = set()
        self.at = (0, 1)  # how far reading is: pages done, and of how many
        self.rows: Path = run.scratch / f"pictures_{len(document.document_id)}_{document.sha256[:12]}.jsonl"
        self._by_xref: dict[int, str | None] = {}
        self._waiting: list[RawPicture] = []
        self._bytes = 0

    def __enter__(self) -> Pictures:
        self._out = self.rows.open("w", encoding="utf-8")
        self._pool = ThreadPoolExecutor(WORKERS)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._out.close()

    def image_ids(self, page: pymupdf.Page, found: list[Placed]) -> list[str | None]:
        """The ids of a page's placed pictures, stored on first sight; None where one's data cannot be read."""
        ids: list[str | None] = []
        xrefs: dict[int, int] | None = None
        for spot in found:
            jpeg = jpeg_of(spot)
            if jpeg is not None:
                ids.append(self._kept(plain(*jpeg)))
                continue
            if xrefs is None:  # looked up only where a picture must be decoded
                xrefs = xrefs_of(page)
            ids.append(self._decoded(page, spot, xrefs.get(address(spot.image), 0)))
        return ids

    def _decoded(self, page: pymupdf.Page, spot: Placed, xref: int) -> str | None:
        if xref and xref in self._by_xref:
            return self._by_xref[xref]
        image_id = None
        try:
            image_id = self._kept(take(page.parent, xref) if xref else flattened(pixels_of(spot)))
        except UnreadablePicture:
            self._unreadable()
        if xref:
            self._by_xref[xref] = image_id
        return image_id

    def _kept(self, raw: RawPicture) -> str:
        if raw.digest not in self.seen:
            self.seen.add(raw.digest)
            self._waiting.append(raw)
            self._bytes += len(raw.jpeg or raw.samples)
            if len(self._waiting) >= BATCH or self._bytes >= BATCH_BYTES:
                self._encode()
        return raw.digest

    def drain(self) -> None:
        """Store all that still waits."""
        self._encode()
        self._out.flush()

    def _encode(self) -> None:
        for future in [self._pool.submit(finish, raw) for raw in self._waiting]:
            try:
                self._store(future.result())
            except UnreadablePicture:
                self._unreadable()
            self.run.progress(*self.at)
        self._waiting.clear()
        self._bytes = 0

    def _store(self, made: PictureFile) -> None:
        base = f"images/{made.digest}"
        file = thumbnail = self.run.save(f"{base}.{made.extension}", made.content, made.content_type)
        if made.thumbnail is not None:
            thumbnail = self.run.save(f"{base}_thumbnail.jpg", made.thumbnail, "image/jpeg")
        picture = Picture(
            image_id=made.digest,
            file=file,
            thumbnail=thumbnail,
            width=made.width,
            height=made.height,
            spread=made.spread,
            white=made.white,
            color=made.color,
        )
        self._out.write(picture.model_dump_json(exclude_defaults=True) + "\n")

    def _unreadable(self) -> None:
        self.run.warn(
            "picture_unreadable",
            f"A picture in {self.document.filename} is damaged and was left out.",
            self.document.document_id,
        )

"""Phase 1: every picture of every document as a file of its own, and where each one stands; words are noted."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from shared.collections.linesheet.opened import opened
from shared.collections.linesheet.scanned import Scans, form_of
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
from shared.engine.run import Lines, Run, save_lines
from shared.reading.book import Book, PageUnreadable, Placed
from shared.reading.geometry import area
from shared.reading.pictures import PictureFile, PictureTooLarge, RawPicture, UnreadablePicture, finish
from shared.reading.text import PageWords

WORKERS = 2
BATCH = 48  # pictures encoded together, fewer where they are large: bounds memory
BATCH_BYTES = 24_000_000
MOST_ON_A_PAGE = 1000  # pictures; a page with more is a mosaic, and each is a file of its own
LONG_BYTES = 200_000  # pixels that take a thread longer than a switch between threads
FEW = 4  # pictures not worth starting a thread


def extract_images(run: Run, job: LinesheetJob) -> ExtractedImages:
    """Store each distinct picture once, with a thumbnail, and list where on which page it is placed."""
    if not job.documents:
        raise PhaseError("no_linesheet", "There is no linesheet in this collection. Upload one and process it again.")
    return ExtractedImages(documents=run.each(job.documents, _document))


def _document(run: Run, document: LinesheetDocument) -> DocumentImages:
    with run.document(document.document_id), opened(run, document) as book:
        return _read(run, document, book)


def _read(run: Run, document: LinesheetDocument, book: Book) -> DocumentImages:
    base = f"images/{document.document_id}"
    scans = Scans(run, document, book.page_count)
    with Pictures(run, document) as pictures, Lines(run, f"{base}/words.jsonl") as words:
        placed = save_lines(run, f"{base}/placements.jsonl", _pages(run, document, book, pictures, words, scans))
        pictures.drain()
        scans.warn()
        return DocumentImages(
            document_id=document.document_id,
            page_count=book.page_count,
            picture_count=len(pictures.seen),
            pictures=run.save(f"{base}/pictures.jsonl", pictures.rows, "application/x-ndjson"),
            placements=placed,
            words=words.saved(),
            scanned=scans.count,
        )


def _pages(
    run: Run, document: LinesheetDocument, book: Book, pictures: Pictures, words: Lines, scans: Scans
) -> Iterator[PagePlacements]:
    for page in book.pages():
        run.progress(page.number - 1, book.page_count, f"Page {page.number} of {book.page_count}")
        pictures.at = (page.number - 1, book.page_count)
        width, height = (round(side, 1) for side in page.size)
        noted, made = (
            PageWords(page=page.number, width=width, height=height),
            PagePlacements(page=page.number, width=width, height=height),
        )
        try:
            placed, noted = page.placed(), page.words()
            scan = scans.read(page, placed, noted)
            if scan is not None:
                placed, noted = scan.placed(), scan.words()
                made.scan = form_of(scan)
            made.placed = pictures.placements(placed)
        except PageUnreadable:
            run.warn("page_unreadable", f"Page {page.number} of {document.filename} is damaged.", document.document_id)
        made.width, made.height = noted.width, noted.height
        words.add(noted)
        yield made


class Pictures:
    """A document's distinct pictures, encoded by threads and stored in batches.

    Pixels are encoded while reading goes on: compressing them lets go of the interpreter's lock for long. Thumbnails of
    JPEGs need it often, and MuPDF keeps it for itself, so these wait for their batch, and reading waits for them.
    """

    def __init__(self, run: Run, document: LinesheetDocument) -> None:
        self.run = run
        self.document = document
        self.seen: set[str] = set()
        self.at = (0, 1)  # how far reading is: pages done, and of how many
        self.rows: Path = run.scratch / f"pictures_{len(document.document_id)}_{document.sha256[:12]}.jsonl"
        self._by_key: dict[Hashable, str | None] = {}
        self._waiting: list[RawPicture | Future[PictureFile]] = []
        self._bytes = 0

    def __enter__(self) -> Pictures:
        self._out = self.rows.open("w", encoding="utf-8")
        self._pool = ThreadPoolExecutor(WORKERS)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._out.close()

    def placements(self, found: list[Placed]) -> list[Placement]:
        """A page's placed pictures, stored on first sight; without those whose data cannot be read."""
        found = self._largest(found)
        ids = [self._image_id(spot) for spot in found]
        return [
            Placement(image_id=image_id, bbox=spot.bbox, turn=spot.turn)
            for spot, image_id in zip(found, ids, strict=True)
            if image_id is not None
        ]

    def _largest(self, found: list[Placed]) -> list[Placed]:
        if len(found) <= MOST_ON_A_PAGE:
            return found
        page = self.at[0] + 1
        self.run.warn(
            "too_many_pictures",
            f"Page {page} of {self.document.filename} holds {len(found)} pictures; "
            f"only the {MOST_ON_A_PAGE} largest were taken.",
            self.document.document_id,
        )
        order = sorted(range(len(found)), key=lambda n: -area(found[n].bbox))
        return [found[n] for n in sorted(order[:MOST_ON_A_PAGE])]

    def _image_id(self, spot: Placed) -> str | None:
        if spot.key is not None and spot.key in self._by_key:
            return self._by_key[spot.key]
        image_id = None
        try:
            image_id = self._kept(spot.take())
        except PictureTooLarge as error:
            self._too_large(str(error))
        except UnreadablePicture:
            self._unreadable()
        if spot.key is not None:
            self._by_key[spot.key] = image_id
        return image_id

    def _kept(self, raw: RawPicture) -> str:
        if raw.digest not in self.seen:
            self.seen.add(raw.digest)
            long = len(raw.samples) > LONG_BYTES
            self._waiting.append(self._pool.submit(finish, raw) if long else raw)
            self._bytes += len(raw.jpeg or raw.samples)
            if len(self._waiting) >= BATCH or self._bytes >= BATCH_BYTES:
                self._encode()
        return raw.digest

    def drain(self) -> None:
        """Store all that still waits."""
        self._encode()
        self._out.flush()

    def _encode(self) -> None:
        few = len(self._waiting) < FEW
        for made in [w if few or isinstance(w, Future) else self._pool.submit(finish, w) for w in self._waiting]:
            try:
                self._store(made.result() if isinstance(made, Future) else finish(made))
            except PictureTooLarge as error:
                self._too_large(str(error))
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

    def _too_large(self, size: str) -> None:
        self.run.warn(
            "picture_too_large",
            f"A picture in {self.document.filename} has {size} and was left out. Save it smaller and upload it again.",
            self.document.document_id,
        )

    def _unreadable(self) -> None:
        self.run.warn(
            "picture_unreadable",
            f"A picture in {self.document.filename} is damaged and was left out.",
            self.document.document_id,
        )

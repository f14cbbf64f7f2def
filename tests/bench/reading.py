"""How fast documents are read, against the plainest loop that reads the same: `reading_ratio`.

The plain loop takes `page.get_text("dict")` and `doc.extract_image(xref)` for each picture of each page. Ours are the
first three phases of document processing, run on a folder, with all that they write: pictures flattened, hashed and
shrunk to thumbnails, words in reading order, and the choice of product pictures. Both run in one process, on the same
file, turn about; a ratio is plain seconds over our seconds, the median of several rounds, and 1 means as fast.

Reading is what is measured, not a disk (the plain loop writes nothing; ours may write two files for each picture), so
the files go to memory where the system has a folder for that.

`python -m tests.bench.reading [FILE...]` prints the figures.
"""

from __future__ import annotations

import dataclasses
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf

from shared.collections.models import LinesheetDocument, LinesheetJob
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.local import run_phases
from shared.engine.pipeline import Results
from shared.engine.run import StoredFile

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
REAL = ROOT.parent / "shared" / "data" / "catalog"  # measured where present, never copied into the project
REAL_NAMES = ("nishman_grid", "aura_watches_imgtable", "leier_tables_hu", "nanban_pricetable")
ROUNDS = 5
MEMORY = Path("/dev/shm")  # Linux: files in memory


def plain_loop(pdf: Path, _folder: Path) -> None:
    """Read every page's text and every picture's bytes, and keep nothing."""
    with pymupdf.open(pdf) as document:
        for page in document:
            page.get_text("dict")
            for picture in page.get_images():
                document.extract_image(picture[0])


def nothing() -> Results:
    """The commit of a pipeline cut short."""
    return Results()


FIRST_THREE = dataclasses.replace(DOCUMENT_PROCESSING, phases=DOCUMENT_PROCESSING.phases[:3], commit=nothing)


def our_phases(pdf: Path, folder: Path) -> None:
    """Run phases 1 to 3 on a folder."""
    file = StoredFile(path=str(pdf.resolve()), size=pdf.stat().st_size, content_type="application/pdf")
    document = LinesheetDocument(document_id="document_1", filename=pdf.name, file=file)
    run_phases(FIRST_THREE, LinesheetJob(documents=[document]), folder)


@contextmanager
def files_in_memory() -> Iterator[None]:
    """Inside, temporary folders lie in memory where the system offers it."""
    before = tempfile.tempdir
    tempfile.tempdir = str(MEMORY) if os.access(MEMORY, os.W_OK) else before
    try:
        yield
    finally:
        tempfile.tempdir = before


def seconds(read: Callable[[Path, Path], None], pdf: Path) -> float:
    """How long one reading takes, nothing of the file being cached by MuPDF. Clearing up afterwards does not count."""
    pymupdf.TOOLS.store_shrink(100)
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder:
        began = time.perf_counter()
        read(pdf, Path(folder))
        return time.perf_counter() - began


def measure(pdf: Path, rounds: int = ROUNDS) -> dict[str, float]:
    """Figures of one file, named after it; each round takes both, and every other round the other first."""
    plain: list[float] = []
    ours: list[float] = []
    pairs = [(plain_loop, plain), (our_phases, ours)]
    seconds(our_phases, pdf)  # imports and first pages of memory are not what is measured
    for number in range(rounds):
        for read, times in pairs if number % 2 == 0 else reversed(pairs):
            times.append(seconds(read, pdf))
    return {
        f"{pdf.stem}_reading_ratio": round(statistics.median(p / o for p, o in zip(plain, ours, strict=True)), 3),
        f"{pdf.stem}_plain_seconds": round(statistics.median(plain), 4),
        f"{pdf.stem}_reading_seconds": round(statistics.median(ours), 4),
    }


def reading(files: Iterable[Path] = (), rounds: int = ROUNDS) -> dict[str, float]:
    """Flat figures of the files (by default the sample and the real ones).

    `reading_ratio` is that of the file we are slowest on, for a bar is a bar for every file. `pooled_reading_ratio`
    takes all files as one long document: the plain loop's seconds over ours, summed.
    """
    chosen = list(files) or [p for p in (SAMPLE, *(REAL / f"{name}.pdf" for name in REAL_NAMES)) if p.exists()]
    figures: dict[str, float] = {}
    with files_in_memory():
        for pdf in chosen:
            figures |= measure(pdf, rounds)
    plain, ours = (
        sum(v for k, v in figures.items() if k.endswith(end)) for end in ("_plain_seconds", "_reading_seconds")
    )
    lowest = min(v for k, v in figures.items() if k.endswith("_ratio"))
    return {"reading_ratio": lowest, "pooled_reading_ratio": round(plain / ours, 3)} | figures


if __name__ == "__main__":
    print(json.dumps(reading(map(Path, sys.argv[1:])), indent=1))

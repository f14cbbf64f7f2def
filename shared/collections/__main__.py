"""Read linesheets on this machine: the very phases of the service, on files, without any emulator.

python -m shared.collections LINESHEET... --out DIR [--json]
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from shared.cloud.config import ConfigError, ai_settings
from shared.collections.models import LinesheetDocument, LinesheetJob
from shared.collections.output import result_of
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.errors import PhaseError
from shared.engine.local import Report, run_phases
from shared.engine.run import StoredFile
from shared.reading.documents import READ, SHEET_NAMES, inspect_document
from shared.reading.errors import ReadingError, UnsupportedType
from shared.reading.sniff import content_type_of, kind_of

NAMED = (".pdf", *SHEET_NAMES)  # what is wrong with a file of such a name is said of that form
BAD_INPUT = 2
BAR_WIDTH = 30


def main(arguments: list[str] | None = None) -> int:
    """Read the files named on the command line; the exit status."""
    options = _parser().parse_args(arguments)
    out: Path = options.out
    try:
        memory = ai_settings().ai_cache_dir
        documents = _numbered([_document(Path(name)) for name in options.linesheets])
        job = LinesheetJob(documents=documents, category_hint=options.category_hint)
        with tempfile.TemporaryDirectory(prefix="phasework-") as work:
            made, times, warnings = run_phases(DOCUMENT_PROCESSING, job, Path(work), _reporter(), memory)
            shutil.rmtree(out / "images", ignore_errors=True)
            result = result_of(Path(work), out, made, times, warnings)
    except (PhaseError, ReadingError) as error:
        print(error.message, file=sys.stderr)
        return BAD_INPUT
    except ConfigError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    text = result.model_dump_json(indent=1)
    (out / "result.json").write_text(text + "\n", encoding="utf-8")
    print(text if options.json else f"{len(result.products)} products in {out / 'result.json'}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.collections", description="Read linesheets.")
    parser.add_argument(
        "linesheets",
        nargs="+",
        metavar="LINESHEET",
        help="a PDF, an Excel workbook, a CSV file, or a JPEG, PNG or TIFF of a linesheet",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where result.json and images/ go")
    parser.add_argument("--json", action="store_true", help="also print the result")
    parser.add_argument("--category-hint", metavar="NAMES", help="category names, separated by commas")
    return parser


def _numbered(documents: list[LinesheetDocument]) -> list[LinesheetDocument]:
    """The same file named twice is two documents."""
    for number, document in enumerate(documents):
        before = sum(earlier.sha256 == document.sha256 for earlier in documents[:number])
        document.document_id += f"_{before + 1}" if before else ""
    return documents


def _document(path: Path) -> LinesheetDocument:
    """Check a file as the API does at upload. Raises ReadingError."""
    try:
        kind = kind_of(path)
        if kind not in (*READ, "empty") and path.suffix.lower() not in NAMED:
            raise UnsupportedType(kind)
        inspect_document(path)
        content_type = content_type_of(path, kind)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadingError(message=f"{path}: {error.strerror}.") from error
    except ReadingError as error:
        error.message = f"{path.name}: {error.message}"
        raise
    return LinesheetDocument(
        document_id=f"document_{digest[:12]}",  # by content, so that product ids do not depend on the call
        filename=path.name,
        content_type=content_type,
        sha256=digest,
        file=StoredFile(path=str(path.resolve()), size=path.stat().st_size, content_type=content_type),
    )


def _reporter() -> Report:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda phase, fraction, message: None
    names = [phase.name for phase in DOCUMENT_PROCESSING.phases]

    def report(phase: int, fraction: float, message: str) -> None:
        percent = DOCUMENT_PROCESSING.percentage(phase, fraction)
        bar = "█" * (percent * BAR_WIDTH // 100)
        last = phase == len(names) and fraction >= 1
        line = f"{bar:░<{BAR_WIDTH}} {percent:3d}%  {phase} of {len(names)}  {names[phase - 1]}  {message}"
        print(f"\r\x1b[K{'' if last else line}", end="", file=sys.stderr, flush=True)

    return report


if __name__ == "__main__":
    sys.exit(main())

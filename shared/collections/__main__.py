"""Read linesheets and orders and make decks on this machine: the very phases of the service, without any emulator.

python -m shared.collections [LINESHEET...] [--po ORDER]... [--deck] --out DIR [--json]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from shared.cloud.config import ConfigError, ai_settings
from shared.collections.files import linesheet_documents, order_documents
from shared.collections.output import Writer
from shared.engine.errors import PhaseError
from shared.engine.local import Report
from shared.engine.pipeline import Pipeline
from shared.reading.errors import ReadingError

BAD_INPUT = 2
BAR_WIDTH = 30


def main(arguments: list[str] | None = None) -> int:
    """Work on the files named on the command line; the exit status."""
    options = _parser().parse_args(arguments)
    if not options.linesheets and not options.po:
        _parser().error("name a linesheet, or an order with --po")
    out: Path = options.out
    try:
        memory = ai_settings().ai_cache_dir
        linesheets, orders = linesheet_documents(options.linesheets), order_documents(options.po)
        with tempfile.TemporaryDirectory(prefix="phasework-") as work:
            writer = Writer(Path(work), out, memory, _reporter)
            if linesheets:
                writer.process_documents(linesheets, options.category_hint)
            if orders:
                writer.generate_items(orders)
            if options.deck:
                writer.generate_deck(_title(options.linesheets or options.po))
    except (PhaseError, ReadingError) as error:
        print(error.message, file=sys.stderr)
        return BAD_INPUT
    except ConfigError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    text = writer.output.model_dump_json(indent=1)
    (out / "result.json").write_text(text + "\n", encoding="utf-8")
    print(text if options.json else f"{writer.told()} in {out / 'result.json'}")
    return 0


def _title(names: list[str]) -> str:
    """A deck's title where there is no collection: the first file's name, as words."""
    return Path(names[0]).stem.replace("_", " ").replace("-", " ").strip().capitalize()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.collections", description="Read linesheets and orders.")
    parser.add_argument(
        "linesheets",
        nargs="*",
        metavar="LINESHEET",
        help="a PDF, an Excel workbook, a CSV file, or a JPEG, PNG or TIFF of a linesheet",
    )
    parser.add_argument(
        "--po",
        action="append",
        default=[],
        metavar="ORDER",
        help="a purchase order, of the same forms; more than once for several",
    )
    parser.add_argument("--deck", action="store_true", help="also make a deck of what was read")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where result.json, images/ and the deck go"
    )
    parser.add_argument("--json", action="store_true", help="also print the result")
    parser.add_argument("--category-hint", metavar="NAMES", help="category names, separated by commas")
    return parser


def _reporter(pipeline: Pipeline) -> Report:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda phase, fraction, message: None
    names = [phase.name for phase in pipeline.phases]

    def report(phase: int, fraction: float, message: str) -> None:
        percent = pipeline.percentage(phase, fraction)
        bar = "█" * (percent * BAR_WIDTH // 100)
        last = phase == len(names) and fraction >= 1
        line = f"{bar:░<{BAR_WIDTH}} {percent:3d}%  {phase} of {len(names)}  {names[phase - 1]}  {message}"
        print(f"\r\x1b[K{'' if last else line}", end="", file=sys.stderr, flush=True)

    return report


if __name__ == "__main__":
    sys.exit(main())

"""How well scans are read: the sample and generated layouts as pictures, each scanned in another way.

python -m tests.accuracy.scans [NAME...]

Each document takes the next of the scanners below, so that all of them are used. Bars: product recall of 0.85.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time

from tests.accuracy.documents import ROOT, find
from tests.accuracy.reading import read
from tests.accuracy.score import score
from tests.data.layouts import HOLDOUT, LAYOUTS
from tests.data.make_sample import NAME
from tests.data.scans import Scanner, scanned_pdf, scanned_truth

RECALL = 0.85
FIGURES = ("product_recall", "product_precision", "prices", "pictures", "names", "styles", "seconds_per_page")
SCANNERS = (
    Scanner(dpi=150),
    Scanner(dpi=200, grey=True, skew=2.5),
    Scanner(dpi=150, turn=90),
    Scanner(dpi=200, turn=180, skew=-2),
    Scanner(dpi=150, grey=True, turn=270, skew=3),
    Scanner(dpi=200, noise=6),
)


def judge(name: str, scanner: Scanner) -> dict[str, float]:
    """Scan a document, read it, and give its figures, with the seconds for a page."""
    document = find(name)
    assert document.truth is not None
    folder = ROOT / "build" / "scans"
    folder.mkdir(parents=True, exist_ok=True)
    pdf = scanned_pdf(document.file, folder / f"{name}.pdf", scanner)
    began = time.monotonic()
    result = read(pdf, folder / name)
    seconds = (time.monotonic() - began) / document.truth.pages
    return score(scanned_truth(document.truth, document.file, scanner), result) | {"seconds_per_page": seconds}


def main(arguments: list[str]) -> int:
    """Read the named scans, or all; the exit status says whether all are read well enough."""
    everything = [NAME, *LAYOUTS, *HOLDOUT]
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.scans", description="How well scans are read.")
    parser.add_argument("names", nargs="*", metavar="NAME", default=everything)
    chosen = parser.parse_args(arguments).names
    print(f"{'document':<18}" + "".join(f"{name:>18}" for name in FIGURES))
    low = []
    for name, scanner in zip(everything, itertools.cycle(SCANNERS), strict=False):
        if name in chosen:
            figures = judge(name, scanner)
            print(f"{name:<18}" + "".join(f"{figures.get(f, 1):>18.3f}" for f in FIGURES), flush=True)
            if figures["product_recall"] < RECALL:
                low.append(name)
    print(f"Recall under {RECALL}: {', '.join(low)}" if low else f"Product recall is at least {RECALL} everywhere.")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

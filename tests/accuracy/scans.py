"""How well scans are read: the sample and generated layouts as pictures, each scanned in another way.

python -m tests.accuracy.scans [NAME...] [--show]

Each document takes the next of the scanners below, so that all of them are used. Bars: product recall of 0.85.
"""

from __future__ import annotations

import argparse
import itertools
import sys

from tests.accuracy.__main__ import BUILD, COLUMNS, judge
from tests.accuracy.documents import Document, find
from tests.data.layouts import HOLDOUT, LAYOUTS
from tests.data.make_sample import NAME
from tests.data.scans import Scanner, scanned_pdf, scanned_truth

RECALL = 0.85
SCANNERS = (
    Scanner(dpi=150),
    Scanner(dpi=200, grey=True, skew=2.5),
    Scanner(dpi=150, turn=90),
    Scanner(dpi=200, turn=180, skew=-2),
    Scanner(dpi=150, grey=True, turn=270, skew=3),
    Scanner(dpi=200, noise=6),
)


def scan_of(name: str, scanner: Scanner) -> Document:
    """A document as scanned, made anew."""
    document = find(name)
    assert document.truth is not None
    folder = BUILD / "scans"
    folder.mkdir(parents=True, exist_ok=True)
    pdf = scanned_pdf(document.pdf, folder / f"{name}.pdf", scanner)
    return Document(f"scan_{name}", pdf, scanned_truth(document.truth, document.pdf, scanner))


def main(arguments: list[str]) -> int:
    """Read the named scans, or all; the exit status says whether all are read well enough."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.scans", description="How well scans are read.")
    parser.add_argument("names", nargs="*", metavar="NAME", default=[NAME, *LAYOUTS, *HOLDOUT])
    parser.add_argument("--show", action="store_true", help="say what exactly was read wrong")
    chosen = parser.parse_args(arguments)
    print(f"{'document':<22} {'products':>8} " + " ".join(f"{title:>10}" for _, title in COLUMNS) + "  seconds")
    low = []
    everything = [NAME, *LAYOUTS, *HOLDOUT]
    for name, scanner in zip(everything, itertools.cycle(SCANNERS), strict=False):
        if name in chosen.names:
            figures, _ = judge(scan_of(name, scanner), chosen.show)
            if figures.get("product_recall", 0.0) < RECALL:
                low.append(name)
    print(f"Recall under {RECALL}: {', '.join(low)}" if low else f"Product recall is at least {RECALL} everywhere.")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`make accuracy`: read every document with the product's own command line and say how much was right.

python -m tests.accuracy [NAME...] [--seed N] [--show]     the names "holdout" and "generated" stand for
                                                        all held-out layouts and for the generated set

Writes build/accuracy.json: `{document}_{figure}` for each figure, and `missed`, the number of bars missed.
Exit status 1, with the bars missed, if a document misses one. Absent documents are reported as skipped.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.accuracy.documents import ROOT, Document, find, names
from tests.accuracy.faults import faults
from tests.accuracy.score import missed, score
from tests.data import generated, layouts

BUILD = ROOT / "build"
COLUMNS = (
    ("product_recall", "recall"),
    ("product_precision", "precision"),
    ("prices", "prices"),
    ("pictures", "pictures"),
    ("categories", "categories"),
    ("names", "names"),
    ("styles", "styles"),
    ("colours", "colours"),
    ("sizes", "sizes"),
    ("materials", "materials"),
    ("view_recall", "views"),
)


def read(document: Document) -> dict[str, Any]:
    """The result.json of `python -m shared.collections`; raises RuntimeError with what it said if it failed."""
    out = BUILD / "accuracy" / document.name
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "shared.collections", str(document.pdf), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(" ".join(done.stderr.split())[-300:] or f"exit status {done.returncode}")
    result: dict[str, Any] = json.loads((out / "result.json").read_text(encoding="utf-8"))
    return result


def judge(document: Document, show: bool = False) -> tuple[dict[str, float], list[str]]:
    """The figures of one document and the bars it misses; prints its row, and with `show` what is wrong."""
    assert document.truth is not None
    began = time.monotonic()
    try:
        result = read(document)
        figures = score(document.truth, result)
    except (RuntimeError, subprocess.TimeoutExpired, OSError, json.JSONDecodeError) as error:
        print(f"{document.name:<22} could not be read: {error}")
        return {}, [f"{document.name}: could not be read"]
    row = " ".join(f"{figures[key]:>10.3f}" if key in figures else f"{'-':>10}" for key, _ in COLUMNS)
    note = "  (information only)" if document.truth.informational else ""
    print(
        f"{document.name:<22} {len(document.truth.products):>8} {row} {time.monotonic() - began:>7.1f}{note}",
        flush=True,
    )
    if show:
        print("".join(f"    {fault}\n" for fault in faults(document.truth, result)), end="")
    return figures, missed(document.truth, figures)


def main(arguments: list[str]) -> int:
    """Judge the named documents, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="What is read right, by document.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a document; all by default: " + ", ".join(names()))
    parser.add_argument("--seed", type=int, default=1, help="other products in the generated layouts (default 1)")
    parser.add_argument("--show", action="store_true", help="say what exactly was read wrong")
    chosen = parser.parse_args(arguments)
    for group, members in {"holdout": layouts.HOLDOUT, "generated": generated.GENERATED}.items():
        if group in chosen.names:
            chosen.names = [*(n for n in chosen.names if n != group), *members]
    if unknown := set(chosen.names) - set(names()):
        parser.error(f"no such document: {', '.join(sorted(unknown))}")
    flat: dict[str, float] = {}
    misses: list[str] = []
    print(f"{'document':<22} {'products':>8} " + " ".join(f"{title:>10}" for _, title in COLUMNS) + "  seconds")
    for name in chosen.names or names():
        document = find(name, chosen.seed)
        if document.truth is None:
            print(f"{name:<22} skipped: {document.pdf.name} is not on this machine")
            continue
        figures, under = judge(document, chosen.show)
        flat |= {f"{name}_{key}": round(value, 4) for key, value in figures.items()}
        misses += under
    write(BUILD / "accuracy.json", flat | {"missed": len(misses)})
    print("\n".join(["", "Bars missed:", *misses]) if misses else "\nEvery bar is reached.")
    return 1 if misses else 0


def write(path: Path, figures: dict[str, float]) -> None:
    """Write the figures as one flat object."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Purchase orders of many forms, each made with its truth and the linesheet's products from a seed.

`build("book_rows", 2)` makes build/orders/book_rows-2.xlsx and .json beside it (kept while the generators are the
same) and returns both. Written by someone who had not seen how orders are read.
"""

from __future__ import annotations

import hashlib
import random
from functools import cache
from pathlib import Path

from tests.data.orders.registry import HOLDOUT, LAYOUTS
from tests.data.orders.truth import OrderTruth

ROOT = Path(__file__).parents[3]

__all__ = ["HOLDOUT", "LAYOUTS", "build"]


@cache
def _generators() -> str:
    """A fingerprint of the code that makes the files."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()[:16]


def build(name: str, seed: int = 1, folder: Path = ROOT / "build" / "orders") -> tuple[Path, OrderTruth]:
    """The file and the truth of one order, made if the generators changed since. KeyError for an unknown name."""
    folder.mkdir(parents=True, exist_ok=True)
    made = LAYOUTS[name] if name in LAYOUTS else HOLDOUT[name]
    file, truth_file, stamp = (folder / f"{name}-{seed}{end}" for end in (f".{made.ending}", ".json", ".stamp"))
    if not (stamp.exists() and file.exists() and stamp.read_text() == _generators()):
        made.make(name, file, seed, random.Random(f"{name}-{seed}")).write(truth_file)
        stamp.write_text(_generators())
    return file, OrderTruth.read(truth_file)

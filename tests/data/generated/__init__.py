"""Linesheets whose layout, language, labels, money and pictures vary independently, each with its truth, by seed.

`build("grid_three", 2)` makes build/generated/grid_three-2.pdf and .json beside it (kept while the generators are the
same) and returns both. Written by someone who had not seen the reader.
"""

from __future__ import annotations

import hashlib
import random
from functools import cache
from pathlib import Path

from tests.data.generated.registry import GENERATED
from tests.data.truth import Truth

ROOT = Path(__file__).parents[3]

__all__ = ["GENERATED", "build"]


@cache
def _generators() -> str:
    """A fingerprint of the code that makes the files."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()[:16]


def build(name: str, seed: int = 1, folder: Path = ROOT / "build" / "generated") -> tuple[Path, Truth]:
    """The file and the truth of one document, made if the generators changed since. KeyError for an unknown name."""
    folder.mkdir(parents=True, exist_ok=True)
    made = GENERATED[name]
    file, truth_file, stamp = (folder / f"{name}-{seed}{end}" for end in (f".{made.ending}", ".json", ".stamp"))
    if not (stamp.exists() and file.exists() and stamp.read_text() == _generators()):
        made.make(name, file, seed, random.Random(f"{name}-{seed}")).write(truth_file)
        stamp.write_text(_generators())
    return file, Truth.read(truth_file)

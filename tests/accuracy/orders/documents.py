"""The orders that are judged: generated ones, those held out, and real ones where they are present."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.data import orders
from tests.data.orders.truth import OrderTruth

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "data" / "po"  # never copied into the project
TRUTHS = Path(__file__).parent / "truth"
PREFIX = "order_"  # of every name, because linesheets have the same

Set = Literal["order_generated", "order_holdout", "order_real"]


@dataclass(frozen=True)
class Document:
    """An order and what it truly says; `truth` is None where the file is absent."""

    name: str
    file: Path
    truth: OrderTruth | None
    set: Set


def generated() -> list[str]:
    """The names of orders that code makes, from a seed; those held out come last."""
    return [PREFIX + name for name in (*orders.LAYOUTS, *orders.HOLDOUT)]


def real() -> list[str]:
    """The names of orders that nobody here made."""
    return [PREFIX + path.stem for path in sorted(TRUTHS.glob("*.json"))]


def names() -> list[str]:
    """Every order's name, in the order they are reported."""
    return [*generated(), *real()]


def find(name: str, seed: int = 1) -> Document:
    """The order of this name, generated if it is a layout. Raises KeyError for a name there is not."""
    bare = name.removeprefix(PREFIX)
    if name in generated():
        file, truth = orders.build(bare, seed)
        return Document(name, file, truth, "order_holdout" if bare in orders.HOLDOUT else "order_generated")
    if name not in real():
        raise KeyError(name)
    file = next(iter(path for path in REAL.glob(f"{bare}.*") if path.suffix != ".json"), REAL / bare)
    found = OrderTruth.read(TRUTHS / f"{bare}.json") if file.exists() else None
    return Document(name, file, found, "order_real")

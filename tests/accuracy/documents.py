"""The documents that are judged: the sample, the generated layouts, and real ones where they are present."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.data import layouts, make_sample
from tests.data.generated import GENERATED
from tests.data.generated import build as build_generated
from tests.data.truth import Truth

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "catalog"  # never copied into the project
TRUTHS = Path(__file__).parent / "truth"
SUFFIXES = (".pdf", ".xlsx", ".xls", ".csv", ".jpg", ".png", ".tiff")

Set = Literal["generated", "real", "scans"]
# Real documents that are held to the bars of one document as well.
ALONE = ("aura_watches_imgtable", "nishman_grid")


@dataclass(frozen=True)
class Document:
    """A linesheet and what it truly says. `truth` is None where the file is absent; `barred`: BARS hold for it."""

    name: str
    file: Path
    truth: Truth | None
    made: bool = True
    barred: bool = False

    @property
    def set(self) -> Set:
        """Scans are a set of their own, wherever they come from."""
        if self.truth and self.truth.scan:
            return "scans"
        return "generated" if self.made else "real"


def generated() -> list[str]:
    """The names of documents that code makes, from a seed."""
    return [make_sample.NAME, *layouts.LAYOUTS, *layouts.HOLDOUT, *GENERATED]


def real() -> list[str]:
    """The names of documents that nobody here made."""
    return [path.stem for path in sorted(TRUTHS.glob("*.json"))]


def names() -> list[str]:
    """Every document's name, in the order they are reported."""
    return [*generated(), *real()]


def find(name: str, seed: int = 1) -> Document:
    """The document of this name, generated if it is a layout. Raises KeyError for a name there is not."""
    if name == make_sample.NAME:
        pdf = make_sample.HERE / f"{name}.pdf"
        return Document(name, pdf, Truth.read(pdf.with_suffix(".json")), barred=True)
    if name in layouts.LAYOUTS or name in layouts.HOLDOUT:
        return Document(name, *layouts.build(name, seed), barred=True)
    if name in GENERATED:
        return Document(name, *build_generated(name, seed))
    if name not in real():
        raise KeyError(name)
    file = real_file(name)
    truth = Truth.read(TRUTHS / f"{name}.json") if file.exists() else None
    return Document(name, file, truth, made=False, barred=name in ALONE)


def real_file(name: str) -> Path:
    """The file of a real document: of its name, whatever its ending."""
    files = (REAL / f"{name}{suffix}" for suffix in SUFFIXES)
    return next((file for file in files if file.exists()), REAL / name)


def weight(name: str, seed: int) -> int:
    """The bytes to be read, to begin with the longest; a document that is yet to be made counts as long."""
    made = [*layouts.ROOT.glob(f"build/*/{name}-{seed}.*"), *REAL.glob(f"{name}.*")]
    return max((path.stat().st_size for path in made), default=1_000_000)

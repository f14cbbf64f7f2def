"""The documents that are judged: the sample, the generated layouts, and real ones where they are present."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.data import generated, layouts, make_sample
from tests.data.truth import Truth

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "catalog"  # never copied into the project
TRUTHS = Path(__file__).parent / "truth"


@dataclass(frozen=True)
class Document:
    """A linesheet and what it truly says. `truth` is None where the file is absent."""

    name: str
    pdf: Path
    truth: Truth | None


def names() -> list[str]:
    """Every document's name, in the order they are reported."""
    return [
        make_sample.NAME,
        *layouts.LAYOUTS,
        *layouts.HOLDOUT,
        *generated.GENERATED,
        *(path.stem for path in sorted(TRUTHS.glob("*.json"))),
    ]


def find(name: str, seed: int = 1) -> Document:
    """The document of this name, generated if it is a layout. Raises KeyError for a name there is not."""
    if name == make_sample.NAME:
        pdf = make_sample.HERE / f"{name}.pdf"
        return Document(name, pdf, Truth.read(pdf.with_suffix(".json")))
    if name in layouts.LAYOUTS or name in layouts.HOLDOUT:
        return Document(name, *layouts.build(name, seed))
    if name in generated.GENERATED:
        return Document(name, *generated.build(name, seed))
    if name not in names():
        raise KeyError(name)
    pdf = REAL / f"{name}.pdf"
    return Document(name, pdf, Truth.read(TRUTHS / f"{name}.json") if pdf.exists() else None)

"""Every generated document by its name, and which values of the axes suit each."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4, LETTER, landscape

from tests.data.generated import cards, tables
from tests.data.generated.axes import TABLE_AXES, choose
from tests.data.generated.draft import Draft
from tests.data.sheet import Sheet
from tests.data.truth import Truth

Allowed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Drawn:
    """A layout that is drawn as a PDF. `allowed` narrows axes; `lying` pages are wider than high."""

    draw: Callable[[Draft], None]
    allowed: Allowed = field(default_factory=dict)
    lying: bool = False
    turned: bool = False
    ending: str = "pdf"

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned."""
        style, _ = choose(rng, self.allowed)
        size = rng.choice((A4, LETTER))
        sheet = Sheet(file, landscape(size) if self.lying else size, f"{style.brand} {style.language.season}", self.turned)
        draft = Draft(sheet, style, rng)
        self.draw(draft)
        sheet.save()
        return draft.finish(name, f"by tests/data/generated, seed {seed}")

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis."""
        return choose(rng, self.allowed)[1]


GENERATED: dict[str, Drawn] = {
    "grid_two": Drawn(cards.grid_two),
    "grid_three": Drawn(cards.grid_three),
    "grid_four": Drawn(cards.grid_four),
    "cards_left": Drawn(cards.cards_left),
    "cards_right": Drawn(cards.cards_right),
    "captions_over": Drawn(cards.captions_over),
    "words_over": Drawn(cards.words_over),
    "table_ruled": Drawn(tables.table_ruled, TABLE_AXES),
    "table_open": Drawn(tables.table_open, TABLE_AXES),
    "table_run_on": Drawn(tables.table_run_on, TABLE_AXES),
    "price_table": Drawn(tables.price_table, TABLE_AXES),
    "table_wrapped": Drawn(tables.table_wrapped, TABLE_AXES | {"codes": ("split",)}),
    "table_lying": Drawn(tables.table_lying, TABLE_AXES, lying=True),
    "cards_turned": Drawn(cards.cards_left, turned=True),
    "table_turned": Drawn(tables.table_lying, TABLE_AXES, lying=True, turned=True),
}

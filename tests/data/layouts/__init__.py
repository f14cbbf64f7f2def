"""Linesheets of many structures, each made with its truth from a seed.

`build("cards_below")` makes build/layouts/cards_below-1.pdf and .json beside it (kept while the generators are the
same) and returns both. Another seed gives other products in the same layout.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.data.layouts.cards import cards_below, cards_turned
from tests.data.layouts.columns import captions_above, price_list, side_tabs, slash_prices
from tests.data.layouts.holdout_everyday import dark_pages, flow_cards, grid_table, label_above
from tests.data.layouts.holdout_lists import italiano, key_values, mayorista, unruled_table
from tests.data.layouts.holdout_looks import apothecary, colourways, gaps, zigzag
from tests.data.layouts.holdout_plain import dense_grid, mono_blocks, plain_grid, ragged_columns
from tests.data.layouts.lists import list_french, list_labels
from tests.data.layouts.pages import colour_rows, one_per_page
from tests.data.layouts.tables import colour_lines, table_rows
from tests.data.layouts.web import web_cards
from tests.data.truth import TrueProduct, Truth
from tests.data.twins import mark_twins

ROOT = Path(__file__).parents[3]
Make = Callable[[Path, int], tuple[list[str], list[TrueProduct], int]]

LAYOUTS: dict[str, Make] = {
    f.__name__: f
    for f in (
        *(cards_below, table_rows, list_labels, list_french, one_per_page),
        *(captions_above, price_list, side_tabs, colour_rows),
        *(cards_turned, colour_lines, slash_prices, web_cards),
    )
}
# Written by someone who had not seen the reader nor the layouts above: `python -m tests.accuracy holdout`.
HOLDOUT: dict[str, Make] = {
    f.__name__: f
    for f in (
        *(plain_grid, mono_blocks, ragged_columns, dense_grid),
        *(unruled_table, key_values, italiano, mayorista),
        *(zigzag, apothecary, colourways, gaps),
        *(grid_table, flow_cards, dark_pages, label_above),
    )
}


@cache
def _generators() -> str:
    """A fingerprint of the code that makes the files."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()[:16]


def build(name: str, seed: int = 1, folder: Path = ROOT / "build" / "layouts") -> tuple[Path, Truth]:
    """The PDF and the truth of one layout, made if the generators changed since."""
    folder.mkdir(parents=True, exist_ok=True)
    pdf, truth_file, stamp = (folder / f"{name}-{seed}{end}" for end in (".pdf", ".json", ".stamp"))
    if not (stamp.exists() and pdf.exists() and stamp.read_text() == _generators()):
        categories, products, pages = (LAYOUTS | HOLDOUT)[name](pdf, seed)
        made = f"by tests/data/layouts, seed {seed}"
        truth = Truth(document=name, made=made, pages=pages, categories=categories, products=products)
        mark_twins(truth, pdf).write(truth_file)
        stamp.write_text(_generators())
    return pdf, Truth.read(truth_file)

"""Every generated document by its name, and which values of the axes suit each."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from reportlab.lib.pagesizes import A4, LETTER, landscape

from tests.data.generated import cards, forms, lists, pages, tables
from tests.data.generated.axes import TABLE_AXES, choose
from tests.data.generated.draft import Draft
from tests.data.generated.moneyform import FORMS
from tests.data.generated.rtl import RightToLeft
from tests.data.generated.scans import Makes, Outlined, Scan
from tests.data.generated.workbooks import Book, plain_rows, sections
from tests.data.sheet import Sheet
from tests.data.truth import Truth


class Made(Makes, Protocol):
    """A generated document; `ending` is its file's."""

    @property
    def ending(self) -> str:
        """Without the dot."""


Allowed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Drawn:
    """A layout that is drawn as a PDF. `allowed` narrows axes; `lying` pages are wider than high."""

    draw: Callable[[Draft], None]
    allowed: Allowed = field(default_factory=dict)
    lying: bool = False
    size: tuple[float, float] | None = None
    turned: bool = False
    ending: str = "pdf"

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> Truth:
        """Write the file; its truth is returned."""
        style, _ = choose(rng, self.allowed)
        size = rng.choice((A4, LETTER))
        size = self.size or (landscape(size) if self.lying else size)
        sheet = Sheet(file, size, f"{style.brand} {style.language.season}", self.turned)
        draft = Draft(sheet, style, rng)
        self.draw(draft)
        sheet.save()
        return draft.finish(name, f"by tests/data/generated, seed {seed}")

    def picked(self, rng: random.Random) -> dict[str, str]:
        """The value of each axis."""
        return choose(rng, self.allowed)[1]


_LISTED = {"colours": ("commas", "slashes", "named_codes", "codes")}
# reportlab cannot write the euro sign nor a dash into a form's field
_FORM = {
    "label_style": ("colon",),
    "order": ("name_first",),
    "spread": ("single",),
    "money": tuple(name for name, form in FORMS.items() if "€" not in form.before + form.after),
}
_PARENT = {"colours": ("commas",), "codes": ("digits", "letters_digits", "dashes")}

_DRAWN: dict[str, Drawn] = {
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
    "text_columns": Drawn(lists.text_columns, _LISTED),
    "dotted_list": Drawn(lists.dotted_list, _LISTED | {"label_style": ("after", "legend", "bare")}),
    "side_captions": Drawn(lists.side_captions),
    "zigzag_rows": Drawn(lists.zigzag),
    "woven_columns": Drawn(lists.woven_columns),
    "staggered": Drawn(lists.staggered),
    "keyed_blocks": Drawn(lists.keyed_blocks, {"label_style": ("colon",)}),
    "prices_first": Drawn(lists.prices_first),
    "one_a_page": Drawn(pages.one_a_page),
    "several_views": Drawn(pages.several_views),
    "lookbook": Drawn(pages.lookbook),
    "spread": Drawn(pages.spread),
    "shared_pictures": Drawn(pages.shared_pictures),
    "colour_tiles": Drawn(pages.colour_tiles, {"codes": ("digits", "letters_digits"), "colours": ("commas",)}),
    "charts_and_terms": Drawn(pages.charts_and_terms),
    "drawings": Drawn(pages.drawings, {"headings": ("yes", "no")}),
    "swatch_rows": Drawn(pages.swatch_rows, {"colours": ("swatches",)}),
    "badge_cards": Drawn(pages.badge_cards, {"pictures": ("coloured", "studio", "textured")}),
    "size_grid": Drawn(forms.size_grid, TABLE_AXES | {"sizes": ("letter_list", "numeric_list")}, lying=True),
    "variant_rows": Drawn(
        forms.variant_rows, _PARENT | {"label_style": ("legend",), "prices": ("both",), "spread": ("single",)}
    ),
    "own_codes": Drawn(forms.own_codes, _PARENT | {"codes": ("digits", "letters_digits")}),
    "filled_form": Drawn(forms.filled_form, _FORM),
    "slides": Drawn(forms.slides, size=(820, 540)),
    "no_prices": Drawn(cards.grid_three, {"prices": ("none",)}),
    "strip_pictures": Drawn(cards.cards_left, {"placing": ("strips",)}),
    "cropped_pictures": Drawn(cards.grid_three, {"placing": ("clipped", "turned")}),
    "cards_on_side": Drawn(cards.cards_left, turned=True),
    "table_turned": Drawn(tables.table_lying, TABLE_AXES, lying=True, turned=True),
}
# of a scan, the edge of a picture with a white ground cannot be seen
_LARGE = {
    "placing": ("whole",),
    "ends": ("bare",),
    "pictures": ("studio", "coloured", "textured", "cmyk"),
    "sizes": ("letter_range", "letter_list", "numeric_list"),
}
_SCANNED: dict[str, Made] = {
    "scan_cards": Scan(Drawn(cards.grid_two, _LARGE), dpi=150, skew=1.2),
    "scan_table": Scan(
        Drawn(tables.table_lying, TABLE_AXES | _LARGE, lying=True), dpi=200, grey=True, skew=0.7, quality=70
    ),
    "scan_list": Scan(
        Drawn(lists.dotted_list, _DRAWN["dotted_list"].allowed), dpi=200, grey=True, skew=1.5, quality=60
    ),
    "scan_lying": Scan(Drawn(lists.side_captions, _LARGE), dpi=200, skew=0.5, lying=True, quality=80),
    "scan_views": Scan(Drawn(pages.several_views, _LARGE), dpi=150, skew=2, noise=9, quality=65),
    "scan_tiff": Scan(Drawn(lists.zigzag, _LARGE), dpi=150, grey=True, skew=0.8, ending="tif"),
    "outlined": Outlined(Drawn(cards.cards_right, _LARGE)),
}
GENERATED: dict[str, Made] = {
    **_DRAWN,
    "rtl_cards": RightToLeft(table=False),
    "rtl_table": RightToLeft(table=True),
    **_SCANNED,
    "book_rows": Book(plain_rows, {"headings": ("no",)}),
    "book_sections": Book(sections, {"headings": ("yes",), "label_style": ("header",)}),
}

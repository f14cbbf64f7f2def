"""Every order by its name, and which languages, moneys and codes suit each."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.data.generated.axes import choose
from tests.data.generated.moneyform import FORMS
from tests.data.orders import books, books_more, exports, holdout_nested, holdout_pages, holdout_sheets, nested, pages
from tests.data.orders.draft import Draft
from tests.data.orders.truth import OrderTruth
from tests.data.orders.words import WORDS

_MONEY = tuple(name for name, form in FORMS.items() if not form.stated)
_AXES = {
    "money": _MONEY,
    "spread": ("single",),
    "codes": ("digits", "zeros", "dashes", "suffix", "split", "letters_digits"),
}
# reportlab cannot write the euro sign nor a dash into a form's field
_ASCII = tuple(name for name in _MONEY if not set(FORMS[name].before + FORMS[name].after) & set("€,"))
_OWN = {"codes": ("digits", "zeros", "dashes")}  # of a style in all its colours
_TWO = tuple(name for name in _MONEY if FORMS[name].places == 2)
_PLAIN = tuple(name for name in _TWO if FORMS[name].scale == 1)


@dataclass(frozen=True)
class Layout:
    """A kind of order. `write` makes the file and notes the truth; `allowed` narrows the axes; `words` the language."""

    write: Callable[[Draft, Path], None]
    ending: str
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: str = ""

    def make(self, name: str, file: Path, seed: int, rng: random.Random) -> OrderTruth:
        """Write the file; its truth is returned."""
        style, _ = choose(rng, _AXES | dict(self.allowed))
        draft = Draft(style, WORDS[self.words or style.language.code], rng)
        self.write(draft, file)
        return draft.finish(name, f"by tests/data/orders, seed {seed}")


LAYOUTS: dict[str, Layout] = {
    "book_rows": Layout(books.write(books.book_rows), "xlsx"),
    "book_matrix": Layout(books.write(books.book_matrix, cached=True), "xlsx"),
    "book_blocks": Layout(books.write(books.book_blocks), "xlsx"),
    "book_skus": Layout(books.write(books.book_skus), "xlsx"),
    "book_sheets": Layout(books.write(books.book_sheets), "xlsx"),
    "book_sections": Layout(books.write(books_more.book_sections), "xlsx", _OWN),
    "book_across": Layout(books.write(books_more.book_across), "xlsx"),
    "xls_erp": Layout(exports.xls_erp, "xls", {"codes": ("zeros", "digits", "letters_digits")}),
    "csv_german": Layout(exports.csv_german, "csv", {"language": ("de",), "money": ("german_euros", "euros_last")}),
    "tsv_sizes": Layout(exports.tsv_sizes, "tsv"),
    "book_form": Layout(books.write(books_more.book_form, cached=True), "xlsx"),
    "csv_pipe": Layout(exports.csv_pipe, "csv", {"money": _PLAIN}),
    "csv_bare": Layout(exports.csv_bare, "csv", {"money": _TWO}),
    "csv_matrix": Layout(exports.csv_matrix, "csv"),
    "tsv_down": Layout(nested.tsv_down, "tsv"),
    "book_merged": Layout(books.write(nested.book_merged), "xlsx", _OWN),
    "pdf_packed": Layout(nested.pdf_packed, "pdf"),
    "pdf_grouped": Layout(nested.pdf_grouped, "pdf"),
    "pdf_styles": Layout(nested.pdf_styles, "pdf", _OWN),
    "pdf_ruled": Layout(pages.pdf_ruled, "pdf"),
    "pdf_open": Layout(pages.pdf_open, "pdf"),
    "pdf_matrix": Layout(pages.pdf_matrix, "pdf"),
    "pdf_wrong": Layout(pages.pdf_wrong, "pdf", {"language": ("en", "de", "fr")}),
    "pdf_discounts": Layout(pages.pdf_discounts, "pdf"),
    "pdf_scan": Layout(pages.scan(pages.pdf_short, "pdf"), "pdf"),
    "pdf_rtl": Layout(pages.pdf_rtl, "pdf", {"language": ("en",), "money": ("dinars",)}),
    "pdf_form": Layout(pages.pdf_form, "pdf", {"money": _ASCII}),
}
HOLDOUT: dict[str, Layout] = {
    "boutique": Layout(books.write(holdout_sheets.boutique), "xlsx", {"language": ("fr", "de", "en")}),
    "ledger": Layout(books.write(holdout_sheets.ledger, cached=True), "xlsx", {"money": _PLAIN}),
    "xls_calzature": Layout(holdout_sheets.xls_calzature, "xls", {"language": ("it",), "money": _PLAIN}),
    "csv_japan": Layout(holdout_sheets.csv_japan, "csv", {"language": ("en",), "money": ("yen",)}, "ja"),
    "records": Layout(holdout_sheets.records, "csv", {"money": _PLAIN}),
    "tsv_pages": Layout(holdout_sheets.tsv_pages, "tsv", {"language": ("nl", "en", "es")}),
    "pdf_store": Layout(holdout_pages.pdf_store, "pdf"),
    "pdf_letter": Layout(holdout_pages.pdf_letter, "pdf"),
    "photo": Layout(pages.scan(holdout_pages.photo, "jpg"), "jpg"),
    "pdf_colours": Layout(holdout_pages.pdf_colours, "pdf", _OWN),
    "pdf_down": Layout(holdout_nested.pdf_down, "pdf"),
    "seasons": Layout(books.write(holdout_nested.seasons), "xlsx"),
    "pdf_note": Layout(holdout_nested.pdf_note, "pdf"),
}

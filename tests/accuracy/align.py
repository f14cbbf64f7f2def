"""Which result is which true product: an optimal one-to-one assignment. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import linear_sum_assignment

from tests.data.truth import Price, TrueProduct

Product = Mapping[str, Any]  # a product as result.json has it

# Worth of a pairing. A pair must be worth something by itself to count; the small ones only choose between equals.
_IDENTITY, _OTHER_IDENTITY, _ALIKE = 1000.0, 400.0, 100.0
_TIE_BREAKERS = (("name", 4.0), ("wholesale_price", 2.0), ("retail_price", 2.0))
_SAME_PLACE = 8.0
_MUCH_ALIKE = 80.0  # of 100: "Greta Cardlgan" is the misread "Greta Cardigan"


@dataclass(frozen=True)
class Pair:
    """A true product and the result that stands for it.

    `found`: the identity that the document prints is right; else they are paired only to say what was misread.
    """

    truth: TrueProduct
    result: Product
    found: bool = True


def plain(words: object) -> str:
    """Words for comparison: white space, case and the way accents are stored are normalised, nothing else."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(words or ""))).strip().casefold()


def names_of(truth: TrueProduct) -> set[str]:
    """The names that are right, in plain words; a name that holds the style number may do without it."""
    names = {plain(name) for name in (truth.name, *truth.also_named)}
    if truth.code_in_name:
        codes = [plain(style) for style in (truth.style_number, *truth.also_styled) if style]
        names |= {_without(name, code) for name in names for code in codes} - {""}
    return names


def _without(name: str, code: str) -> str:
    """A name without its code and what led up to it: "comb (code: 34)" is "comb"."""
    bare = re.sub(r"\(\s*(?:code)?\s*:?\s*\)|\bcode\s*:?\s*$", " ", name.replace(code, " "))
    return " ".join(bare.split()).strip(" -,")


def styles_of(truth: TrueProduct) -> set[str]:
    """The style numbers that are right, in plain words; "" where the result may have none."""
    styles = {plain(style) for style in (truth.style_number, *truth.also_styled)}
    return styles | {""} if truth.code_in_name else styles


def same_product(truth: TrueProduct, result: Product) -> bool:
    """By style number where the document prints one, else by name and page; by either where one holds the other."""
    if truth.style_number and plain(result.get("style_number")) in styles_of(truth) - {""}:
        return True
    if truth.style_number and not truth.code_in_name:
        return False
    wanted = names_of(truth) if not truth.code_in_name else {plain(n) for n in (truth.name, *truth.also_named)}
    return plain(result.get("name")) in wanted and same_place(truth, result)


def same_place(truth: TrueProduct, result: Product) -> bool:
    """On the same page; on a sheet, which may be laid out on several pages, in the same row."""
    source = result.get("source") or {}
    if truth.row is not None and source.get("row") is not None:
        return same_row(truth, source)
    return truth.page == page_of(result)


def same_row(truth: TrueProduct, place: Mapping[str, Any]) -> bool:
    """In the product's row of its sheet; a side that does not name the sheet is believed."""
    sheets = {plain(sheet) for sheet in (truth.sheet, place.get("sheet")) if sheet}
    return truth.row == int(place["row"]) and len(sheets) < 2


def page_of(result: Product) -> int | None:
    """The page (or sheet) a result was read on."""
    page = (result.get("source") or {}).get("page")
    return int(page) if page is not None else None


def _worth(truth: TrueProduct, result: Product) -> float:
    worth = _likeness(truth, result)
    if not worth:
        return 0.0
    worth += _SAME_PLACE if same_place(truth, result) else 0.0
    for field, bonus in _TIE_BREAKERS:
        expected = getattr(truth, field)
        expected = expected.amount if isinstance(expected, Price) else expected
        found = result.get(field)
        found = found.get("amount") if isinstance(found, Mapping) else found
        worth += bonus if plain(expected) == plain(found) else 0.0
    return worth


def _likeness(truth: TrueProduct, result: Product) -> float:
    if same_product(truth, result):
        return _IDENTITY
    if not same_place(truth, result):
        return 0.0
    name, style = plain(result.get("name")), plain(result.get("style_number"))
    if name in names_of(truth):
        return _OTHER_IDENTITY
    alike = max(fuzz.ratio(name, plain(truth.name)), fuzz.ratio(style, plain(truth.style_number)) if style else 0)
    return alike if alike >= _MUCH_ALIKE else 0.0


def align(truths: Sequence[TrueProduct], results: Sequence[Product]) -> list[Pair]:
    """The pairs of the best one-to-one assignment, in the order of the truth."""
    if not truths or not results:
        return []
    worth = np.array([[_worth(t, r) for r in results] for t in truths])
    rows, columns = linear_sum_assignment(worth, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return [Pair(truths[i], results[j], bool(worth[i, j] >= _IDENTITY)) for i, j in chosen if worth[i, j] > 0]

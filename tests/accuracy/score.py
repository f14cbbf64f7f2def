"""How much of a document was read right. Pure functions from a truth and a result.json to figures from 0 to 1.

Every figure is a ratio, and the figure of a set is the sum of its documents' numerators over that of their
denominators: a long document weighs more than a short one. `make accuracy` prints them.

Optional products (a person could as well not take them for products) count nowhere, found or not.

Found. A true product is paired with at most one result (see align.py). It is found when the identity that the
document prints is right: the style number where there is one, else name and page. Pairs that are not found (a
misread style number beside the right name, or the other way round) still say what was misread.

* product_recall: found / true products. product_precision: found / results.
* prices: true products of which wholesale and retail price both are what the document says, in amount (both ends of
  a range) and currency; a price that the document does not print must be absent. A true product without a pair
  counts as wrong, so that leaving out hard products gains nothing.
* pictures: true products whose main picture (the result's first) is one of that product's pictures by page and
  overlap (IoU >= 0.5), or the very same picture at another place (readers store identical pictures once), or, on a
  sheet, looks the same; where the product has none, the result must have none. No pair counts as wrong.
* category_of_products: true products under the heading they stand under, in documents that have headings; no pair
  counts as wrong. Where nothing is printed, a word of the product's own name may be its category.
  category_list (a document's own): the longest run of right names in right order against the longer of the two
  lists. categories (a document's own): the two multiplied.
* names: of the pairs, those with the right name, white space and case apart. styles: of the pairs of which the
  document prints a style number or the result has one, those where they agree.
* colours, sizes: F1 over the multiset of entries of all products, paired or not: 2 x right / (read + true). White
  space and case do not count, nor the order. A colour is its name, and its code where the truth states codes. Where
  no document prints any there is no such figure; what is invented there shows in the calibration.
* materials: the same F1 over pairs of material and share ("55% linen"); a text without shares is one entry.
* places: of the right values of pairs, those whose `fields[name]` is on the right page and whose box holds them. With
  a true box: at least 60 % of it is covered, by a box at most 4 times as large. Else by the PDF's own words at least
  half inside the box (grown by 2 points): they hold the value's words, a price's digits, each colour, the first and
  last size, and not much else. A category stands on its heading's page. On a sheet the row must be right.
* calibration: 1 - Brier, over all values in `fields` that the truth can judge and each main picture: Brier is the
  mean of (confidence - right)², right being 1 or 0. Values of a product that matches no true one are wrong.
* picture_precision, view_recall: of all pictures of pairs, and of all true views. Information.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.accuracy.align import Pair, Product, align, plain
from tests.accuracy.calibration import Claim, claims, one_minus_brier
from tests.accuracy.pictures import Album, pictured
from tests.accuracy.places import TextLayer, place_right
from tests.accuracy.values import (
    RIGHT,
    category_right,
    guessed_category,
    name_right,
    prices_right,
    read_entries,
    style_right,
    true_entries,
)
from tests.data.truth import Part, TrueProduct, Truth

BARS: dict[str, float] = {  # of one document
    "product_recall": 0.97,
    "product_precision": 0.97,
    "prices": 0.97,
    "pictures": 0.95,
    "categories": 0.95,
}
SET_BARS: dict[str, float] = {  # of all documents of a set together
    "product_recall": 0.97,
    "product_precision": 0.97,
    "styles": 0.98,
    "names": 0.95,
    "prices": 0.97,
    "colours": 0.93,
    "sizes": 0.93,
    "materials": 0.93,
    "category_of_products": 0.95,
    "pictures": 0.95,
    "places": 0.97,
    "calibration": 0.93,
}
SCAN_BARS: dict[str, float] = {"product_recall": 0.85}
ALONE = ("categories", "category_list")  # figures that documents have and sets have not
_PART: dict[str, Part] = {"product_recall": "products", "product_precision": "products"}  # else as in Truth.scored
_LISTS: tuple[Literal["colours", "sizes", "materials"], ...] = ("colours", "sizes", "materials")

Ratio = tuple[float, float]
Ratios = Mapping[str, Ratio]


@dataclass
class Judged:
    """A document's result held against its truth."""

    truth: Truth
    results: Sequence[Product]
    pairs: Sequence[Pair]
    album: Album
    claims: Sequence[Claim]
    ratios: dict[str, Ratio]


def judge(truth: Truth, result: Mapping[str, Any], file: Path | None = None) -> Judged:
    """Every ratio that the truth can judge; `file` is the document itself, for places."""
    all_results: Sequence[Product] = result.get("products") or []
    all_pairs, album = align(truth.products, all_results), Album(truth, result)
    taken = {id(pair.result) for pair in all_pairs if pair.truth.optional}
    results = [row for row in all_results if id(row) not in taken]
    pairs = [pair for pair in all_pairs if not pair.truth.optional]
    truth = truth.model_copy(update={"products": [p for p in truth.products if not p.optional]})
    judged = Judged(truth, results, pairs, album, list(claims(truth, results, pairs, album)), {})
    judged.ratios.update(_product_ratios(judged))
    listed = [str(c["name"]) for c in result.get("categories") or []]
    if "categories" in truth.scored:
        judged.ratios.update(_category_ratios(judged, listed))
    if "places" in truth.scored:
        right = [place for _, _, place in placed(judged, TextLayer(file)) if place is not None]
        judged.ratios["places"] = (sum(right), len(right))
    judged.ratios["calibration"] = (one_minus_brier(judged.claims), len(judged.claims))
    return judged


def score(truth: Truth, result: Mapping[str, Any], file: Path | None = None) -> dict[str, float]:
    """Every figure of one document."""
    return figures(judge(truth, result, file).ratios)


def figures(ratios: Ratios) -> dict[str, float]:
    """Numerator over denominator; none where there was nothing to judge, or for lists that are never printed."""
    unprinted = {part for part in _LISTS if not ratios.get(_printed(part), (1, 1))[0]}
    shown = {name: ratio for name, ratio in ratios.items() if name not in {*unprinted, *map(_printed, _LISTS)}}
    return {name: part / whole for name, (part, whole) in shown.items() if whole}


def _printed(part: str) -> str:
    return f"{part}_printed"


def pooled(documents: Sequence[Ratios]) -> dict[str, Ratio]:
    """The ratios of several documents together."""
    sums: dict[str, Ratio] = {}
    for name, (part, whole) in (row for ratios in documents for row in ratios.items()):
        before = sums.get(name, (0, 0))
        if name not in ALONE:
            sums[name] = (before[0] + part, before[1] + whole)
    return sums


def missed(truth: Truth, found: Mapping[str, float]) -> list[str]:
    """The bars this document misses, as sentences; none for an informational document."""
    bars = {name: bar for name, bar in BARS.items() if _PART.get(name, name) in truth.scored}
    return [] if truth.informational else under(truth.document, bars, found)


def under(name: str, bars: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """The bars that are missed, as sentences. What was never judged is no miss."""
    return [f"{name}: {key} is {found[key]:.3f}, under {bar}" for key, bar in bars.items() if found.get(key, 1) < bar]


def _product_ratios(judged: Judged) -> Iterator[tuple[str, Ratio]]:
    truth, pairs = judged.truth, judged.pairs
    true, found = len(truth.products), sum(pair.found for pair in pairs)
    yield "product_recall", (found, true)
    yield "product_precision", (found, len(judged.results)) if judged.results else (float(not true), 1)
    if "prices" in truth.scored:
        yield "prices", (sum(map(prices_right, pairs)), true)
    if "pictures" in truth.scored:
        yield from _picture_ratios(judged)
    if "names" in truth.scored:
        yield "names", (sum(map(name_right, pairs)), len(pairs))
    if "styles" in truth.scored:
        coded = [p for p in pairs if p.truth.style_number or p.result.get("style_number")]
        yield "styles", (sum(map(style_right, coded)), len(coded))
    for part in _LISTS:
        if part in truth.scored:
            yield part, f1(part, truth.products, judged.results, pairs)
            yield _printed(part), (sum(true_entries(part, product).total() for product in truth.products), 1)


def f1(part: str, truths: Sequence[TrueProduct], results: Sequence[Product], pairs: Sequence[Pair]) -> Ratio:
    """Twice the right entries over the read and the true ones."""
    truth_of = {id(pair.result): pair.truth for pair in pairs}
    result_of = {id(pair.truth): pair.result for pair in pairs}
    read = [read_entries(part, truth_of.get(id(result)), result) for result in results]
    true = [true_entries(part, product, result_of.get(id(product))) for product in truths]
    right = sum((true_entries(part, p.truth, p.result) & read_entries(part, p.truth, p.result)).total() for p in pairs)
    return 2 * right, sum(entries.total() for entries in (*read, *true))


def _picture_ratios(judged: Judged) -> Iterator[tuple[str, Ratio]]:
    views = [judged.album.views(pair) for pair in judged.pairs]
    given = [view for product in views for view in product]
    seen = sum(len(set().union(*product)) for product in views)
    yield "pictures", (sum(map(judged.album.right, judged.pairs)), len(judged.truth.products))
    yield "picture_precision", (sum(map(bool, given)), len(given))
    yield "view_recall", (seen, sum(map(pictured, judged.truth.products)))


def _category_ratios(judged: Judged, names: Sequence[str]) -> Iterator[tuple[str, Ratio]]:
    truth = judged.truth
    right, true = sum(map(category_right, judged.pairs)), len(truth.products)
    listed, longer = in_order(truth.categories, names), max(len(truth.categories), len(names))
    if truth.categories:
        yield "category_of_products", (right, true)
    yield "category_list", (listed, longer)
    yield "categories", (right * listed, true * longer) if true and longer else (right or listed, true or longer)


def in_order(expected: Sequence[str], found: Sequence[str]) -> int:
    """The length of the longest common subsequence: names right and in the right order."""
    row = [0] * (len(found) + 1)
    for e in expected:
        before, row = row, [0]
        for j, f in enumerate(found):
            row.append(before[j] + 1 if plain(e) == plain(f) else max(before[j + 1], row[j]))
    return row[-1]


def placed(judged: Judged, text: TextLayer) -> Iterator[tuple[Pair, str, bool | None]]:
    """Each right value of a pair, and whether its place is right (None: nobody can tell)."""
    for pair in judged.pairs:
        for name, (part, right) in RIGHT.items():
            if name == "category" and guessed_category(pair):
                continue
            if part in judged.truth.scored and pair.result.get(name) and right(pair):
                yield pair, name, place_right(pair, name, text)

"""What exactly was read wrong, as a person would want to see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.accuracy.align import Pair, Product, page_of
from tests.accuracy.pictures import pictured
from tests.accuracy.places import TextLayer
from tests.accuracy.score import Judged, placed
from tests.accuracy.values import RIGHT, true_prices
from tests.data.truth import Price, TrueProduct

NOTHING = "nothing"


@dataclass(frozen=True)
class Mistake:
    """One wrong or missing value. `confidence` is the reader's in what it read, None where it read nothing.

    `more` counts the mistakes of the same field in the same document that are not shown.
    """

    field: str
    product: str
    read: str
    there: str
    document: str
    page: int | None
    confidence: float | None
    more: int = 0

    def __str__(self) -> str:
        sure = "" if self.confidence is None else f", {self.confidence:.0%} sure"
        more = f" (and {self.more} more)" if self.more else ""
        page = "" if self.page is None else f" page {self.page}"
        return (
            f"{self.document}{page}: {self.field} of {self.product}: read {self.read}{sure}; there: {self.there}{more}"
        )


def worst(mistakes: Iterable[Mistake], count: int = 10) -> list[Mistake]:
    """The surest wrong values first, then what is missing; one of each kind a document, saying how many more."""
    ranked = sorted(mistakes, key=lambda m: -1.0 if m.confidence is None else m.confidence, reverse=True)
    kinds: dict[tuple[str, str, bool], list[Mistake]] = {}
    for mistake in ranked:
        kinds.setdefault((mistake.document, mistake.field, mistake.confidence is None), []).append(mistake)
    return [replace(alike[0], more=len(alike) - 1) for alike in [*kinds.values()][:count]]


def mistakes(judged: Judged, text: TextLayer) -> Iterator[Mistake]:
    """Each missing and each invented product, then what is wrong with those found."""
    paired = {id(pair.truth) for pair in judged.pairs}
    used = {id(pair.result) for pair in judged.pairs}
    document = judged.truth.document
    for truth in judged.truth.products:
        if id(truth) not in paired:
            yield Mistake("product", called(truth), NOTHING, "a product", document, truth.page, None)
    for result in judged.results:
        if id(result) not in used:
            sure = max((f["confidence"] for f in (result.get("fields") or {}).values()), default=0.0)
            yield Mistake("product", _result(result), "a product", NOTHING, document, page_of(result), sure)
    for pair in judged.pairs:
        yield from _of_pair(judged, pair)
    for pair, name, right in placed(judged, text) if "places" in judged.truth.scored else ():
        if right is False:
            yield _misplaced(judged, pair, name)


def _of_pair(judged: Judged, pair: Pair) -> Iterator[Mistake]:
    truth, page = judged.truth, pair.truth.page
    for name, (part, right) in RIGHT.items():
        if part in truth.scored and not right(pair):
            there = shown(_true_value(pair, name))
            read = shown(pair.result.get(name))
            yield Mistake(name, called(pair.truth), read, there, truth.document, page, _confidence(pair, name))
    if "pictures" in truth.scored and not judged.album.right(pair):
        images: Sequence[Mapping[str, Any]] = pair.result.get("images") or []
        places = [judged.album.where.get(str(image["image_id"])) for image in images[:1]]
        there = f"page {page} {pair.truth.pictures}" if pictured(pair.truth) else NOTHING
        sure = images[0].get("confidence", 0.0) if images else None
        yield Mistake("picture", called(pair.truth), str(*places) or NOTHING, there, truth.document, page, sure)


def _true_value(pair: Pair, name: str) -> object:
    return true_prices(pair)[name] if name.endswith("_price") else getattr(pair.truth, name)


def _confidence(pair: Pair, name: str) -> float | None:
    if not pair.result.get(name):
        return None
    return float(((pair.result.get("fields") or {}).get(name) or {}).get("confidence", 0.0))


def _misplaced(judged: Judged, pair: Pair, name: str) -> Mistake:
    """A right value at a wrong place: nothing is said of how sure the place is."""
    field = (pair.result.get("fields") or {}).get(name) or {}
    read = f"page {field.get('page')} {field.get('bbox')}" if field else NOTHING
    there = str(pair.truth.places.get(name) or shown(pair.result.get(name)))
    return Mistake(f"place of {name}", called(pair.truth), read, there, judged.truth.document, pair.truth.page, None)


def called(product: TrueProduct) -> str:
    """A true product as a person would point to it."""
    return f"{product.style_number} {product.name!r}" if product.style_number else repr(product.name)


def _result(result: Product) -> str:
    style, name = result.get("style_number"), result.get("name")
    return f"{style} {name!r}" if style else repr(name)


def shown(value: object) -> str:
    """A value in words."""
    if isinstance(value, Price):
        value = value.model_dump()
    if isinstance(value, Mapping) and "amount" in value:
        top = f"-{value['amount_max']}" if value.get("amount_max") else ""
        return f"{value['amount']}{top} {value.get('currency') or ''}".strip()
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("code"))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(shown, value)) or NOTHING
    return repr(value) if value else NOTHING

"""How much of a document was read right. Pure functions from a truth and a result.json to figures from 0 to 1.

Definitions, of which `make accuracy` prints the figures:

* product recall, precision: a product is found when one result stands for it, one-to-one (see align.py). Recall is
  found / true products, precision is found / results.
* prices: of the found products, those whose wholesale and retail price both are what the document says, in amount
  and currency; a price that the document does not print must be absent. A true product that was not found counts as
  wrong, so that leaving out hard products gains nothing.
* pictures: true products whose main picture (the result's first) is one of that product's pictures by page and
  overlap (IoU >= 0.5), or the very same picture at another place (readers store identical pictures once); where the
  product has none, the result must have none. Not found counts as wrong.
* categories: the product share (true products in the category of the right name; not found counts as wrong) times
  the list share (the longest run of right names in right order against the longer of the two lists).
* name, style, colours, sizes, materials: of the found products, those equal after normalising white space and case.
  picture_precision and view_recall: of all placed pictures of found products, and of all true views. Information.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.accuracy.align import Pair, Product, align, plain
from tests.data.truth import Box, Price, TrueProduct, Truth

BARS: dict[str, float] = {
    "product_recall": 0.97,
    "product_precision": 0.97,
    "prices": 0.97,
    "pictures": 0.95,
    "categories": 0.95,
}
_PART = {"product_recall": "products", "product_precision": "products"}  # the rest is named as in Truth.scored
ENOUGH_OVERLAP = 0.5

Placement = tuple[int, Box]
Twins = Mapping[str, Sequence[Placement]]


def score(truth: Truth, result: Mapping[str, Any]) -> dict[str, float]:
    """Every figure that the truth can judge."""
    results: Sequence[Product] = result.get("products") or []
    pairs = align(truth.products, results)
    figures = {
        "product_recall": _share(len(pairs), len(truth.products)),
        "product_precision": len(pairs) / len(results) if results else float(not truth.products),
    }
    if "prices" in truth.scored:
        figures["prices"] = _share(sum(map(prices_right, pairs)), len(truth.products))
    if "pictures" in truth.scored:
        figures |= _picture_figures(truth, pairs, placements(result))
    if "categories" in truth.scored:
        figures |= _category_figures(truth, pairs, [str(c["name"]) for c in result.get("categories") or []])
    return figures | _information(pairs)


def missed(truth: Truth, figures: Mapping[str, float]) -> list[str]:
    """The bars this document misses, as sentences; none for an informational document."""
    if truth.informational:
        return []
    bars = {name: bar for name, bar in BARS.items() if _PART.get(name, name) in truth.scored}
    return [
        f"{truth.document}: {name} is {figures.get(name, 0):.3f}, under {bar}"
        for name, bar in bars.items()
        if figures.get(name, 0) < bar
    ]


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0


# prices


def _amount(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def same_price(expected: Price | None, found: Mapping[str, Any] | None) -> bool:
    """Equal in value and currency ("42" is "42.00"); both absent is equal too; a range is no single price."""
    if expected is None or not found:
        return expected is None and not found
    if found.get("amount_max") not in (None, found.get("amount")):
        return False
    same_currency = not expected.currency or plain(found.get("currency")) == plain(expected.currency)
    return same_currency and _amount(found.get("amount")) == Decimal(expected.amount)


def prices_right(pair: Pair) -> bool:
    """Both kinds right. With `either_kind` the one price may stand in either field, the other being empty."""
    wholesale, retail = pair.result.get("wholesale_price"), pair.result.get("retail_price")
    kinds = [(pair.truth.wholesale_price, pair.truth.retail_price)]
    if pair.truth.either_kind:
        kinds.append((pair.truth.retail_price, pair.truth.wholesale_price))
    return any(same_price(w, wholesale) and same_price(r, retail) for w, r in kinds)


# pictures


def placements(result: Mapping[str, Any]) -> dict[str, list[Placement]]:
    """Where each picture stands: `images[]` may name one picture several times (identical pictures are stored once)."""
    found: dict[str, list[Placement]] = {}
    for row in result.get("images") or []:
        if row.get("bbox") and row.get("page"):
            x0, y0, x1, y1 = row["bbox"]
            found.setdefault(str(row["image_id"]), []).append((int(row["page"]), (x0, y0, x1, y1)))
    return found


def overlap(a: Box, b: Box) -> float:
    """Intersection over union of two boxes."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def twins(truth: Truth) -> dict[str, list[Placement]]:
    """Where each picture that occurs several times stands: a reader may store it once, under its first place."""
    found: dict[str, list[Placement]] = {}
    for product in truth.products:
        for twin, box in zip(product.picture_ids, product.pictures, strict=False):
            if twin:
                found.setdefault(twin, []).append((product.page, box))
    return found


def shows(truth: TrueProduct, where: Sequence[Placement], same: Twins) -> set[int]:
    """Which of the product's pictures (by index) stand at one of these places, themselves or as a twin."""
    ids = [*truth.picture_ids, *[""] * len(truth.pictures)]
    places = [[(truth.page, box), *same.get(twin, ())] for box, twin in zip(truth.pictures, ids, strict=False)]
    return {index for index, own in enumerate(places) if any(_meet(a, b) for a in own for b in where)}


def _meet(a: Placement, b: Placement) -> bool:
    return a[0] == b[0] and overlap(a[1], b[1]) >= ENOUGH_OVERLAP


def _assigned(pair: Pair, where: Mapping[str, Sequence[Placement]], same: Twins) -> list[set[int]]:
    images = pair.result.get("images") or []
    return [shows(pair.truth, where.get(str(image["image_id"]), ()), same) for image in images]


def picture_right(pair: Pair, where: Mapping[str, Sequence[Placement]], same: Twins) -> bool:
    """The first picture is one of the product's; a product without pictures has none."""
    views = _assigned(pair, where, same)
    return bool(views and views[0]) if pair.truth.pictures else not views


def _picture_figures(truth: Truth, pairs: Sequence[Pair], where: Mapping[str, Sequence[Placement]]) -> dict[str, float]:
    same = twins(truth)
    views = [_assigned(pair, where, same) for pair in pairs]
    given = [view for product in views for view in product]
    seen = sum(len(set().union(*product)) for product in views)
    right = sum(picture_right(pair, where, same) for pair in pairs)
    return {
        "pictures": _share(right, len(truth.products)),
        "picture_precision": _share(sum(map(bool, given)), len(given)),
        "view_recall": _share(seen, sum(len(p.pictures) for p in truth.products)),
    }


# categories


def in_order(expected: Sequence[str], found: Sequence[str]) -> int:
    """The length of the longest common subsequence: names right and in the right order."""
    row = [0] * (len(found) + 1)
    for e in expected:
        before, row = row, [0]
        for j, f in enumerate(found):
            row.append(before[j] + 1 if plain(e) == plain(f) else max(before[j + 1], row[j]))
    return row[-1]


def _category_figures(truth: Truth, pairs: Sequence[Pair], names: Sequence[str]) -> dict[str, float]:
    right = sum(plain(p.truth.category) == plain(p.result.get("category")) for p in pairs)
    products = _share(right, len(truth.products))
    listed = _share(in_order(truth.categories, names), max(len(truth.categories), len(names)))
    return {"categories": products * listed, "category_of_products": products, "category_list": listed}


# information


def _names(values: object) -> list[str]:
    """Colours and sizes as plain words: a colour may be a name or an object with a name."""
    if not isinstance(values, Sequence) or isinstance(values, str):
        return []
    return [plain(v.get("name") if isinstance(v, Mapping) else v) for v in values]


_INFORMATION: dict[str, Callable[[Pair], bool]] = {
    "names": lambda p: plain(p.truth.name) == plain(p.result.get("name")),
    "styles": lambda p: p.truth.style_number == p.result.get("style_number"),
    "colours": lambda p: sorted(map(plain, p.truth.colors)) == sorted(_names(p.result.get("colors"))),
    "sizes": lambda p: [plain(s) for s in p.truth.sizes] == _names(p.result.get("sizes")),
    "materials": lambda p: plain(p.truth.materials) == plain(p.result.get("materials")),
}


def _information(pairs: Sequence[Pair]) -> dict[str, float]:
    return {name: sum(map(right, pairs)) / len(pairs) for name, right in _INFORMATION.items()} if pairs else {}

"""What exactly was read wrong, as sentences: for the person who mends the reader. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.accuracy.align import Pair, Product, align, page_of, plain
from tests.accuracy.score import Placement, Twins, picture_right, placements, prices_right, twins
from tests.data.truth import Price, TrueProduct, Truth


def faults(truth: Truth, result: Mapping[str, Any]) -> Iterator[str]:
    """Each missing and each invented product, then what is wrong with those found, then the category list."""
    results: list[Product] = list(result.get("products") or [])
    pairs = align(truth.products, results)
    found = {id(p.truth) for p in pairs}
    used = {id(p.result) for p in pairs}
    yield from (f"missing: {_true_name(p)}" for p in truth.products if id(p) not in found)
    yield from (f"invented: {_name(r)}" for r in results if id(r) not in used)
    where, same = placements(result), twins(truth)
    for pair in pairs:
        yield from _of_pair(truth, pair, where, same)
    listed = [str(c["name"]) for c in result.get("categories") or []]
    if "categories" in truth.scored and list(map(plain, listed)) != list(map(plain, truth.categories)):
        yield f"categories: {listed} instead of {truth.categories}"


def _of_pair(truth: Truth, pair: Pair, where: Mapping[str, list[Placement]], same: Twins) -> Iterator[str]:
    name = _true_name(pair.truth)
    if "prices" in truth.scored and not prices_right(pair):
        kinds = ("wholesale_price", "retail_price")
        read = " / ".join(_money(pair.result.get(kind)) for kind in kinds)
        true = " / ".join(_money(getattr(pair.truth, kind)) for kind in kinds)
        yield f"prices: {name}: {read} instead of {true}"
    if "pictures" in truth.scored and not picture_right(pair, where, same):
        places = [where.get(str(i["image_id"])) for i in pair.result.get("images") or []]
        yield f"pictures: {name}: {places} instead of page {pair.truth.page} {pair.truth.pictures}"
    if "categories" in truth.scored and plain(pair.truth.category) != plain(pair.result.get("category")):
        yield f"category: {name}: {pair.result.get('category')!r} instead of {pair.truth.category!r}"


def _true_name(product: TrueProduct) -> str:
    return f"{product.style_number or '-'} {product.name!r} on page {product.page}"


def _name(result: Product) -> str:
    return f"{result.get('style_number') or '-'} {result.get('name')!r} on page {page_of(result)}"


def _money(price: Price | Mapping[str, Any] | None) -> str:
    if price is None:
        return "none"
    fields = price.model_dump() if isinstance(price, Price) else price
    top = f"–{fields['amount_max']}" if fields.get("amount_max") else ""
    return f"{fields.get('amount')}{top} {fields.get('currency')}"

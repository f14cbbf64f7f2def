"""A product being read: values with where they stand and how sure they are."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.collections.models import Color, FieldSource, Money, Product, Source
from shared.reading.geometry import Box, rounded
from shared.reading.marks import PricedText
from shared.reading.sizes import SizeSteps

SURE, LIKELY, GUESSED = 0.98, 0.93, 0.75


def agreeing(confidence: float, share: float) -> float:
    """A guess's confidence by how many of the document's products are set alike, `share` from 0 to 1.

    Alone it is worth less than a guess; where all agree, a little more than likely. A label is surer than either.
    """
    return round(min(confidence + 0.03, confidence - 0.2 + 0.23 * min(max(share, 0.0), 1.0)), 3)


@dataclass
class Value:
    """A value, its box and the probability that it is right; `page` where that is not its product's page."""

    value: Any
    bbox: Box
    confidence: float
    page: int | None = None


@dataclass
class Draft:
    """One product on one page. `bbox` spans its text, `region` all that the layout gives it, pictures included.

    `shown` is the picture that shows it together with others of its table.
    `top` is where its name or style number stands: what a heading must be above.
    """

    page: int
    bbox: Box
    region: Box
    values: dict[str, Value] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    top: float | None = None
    shown: int | None = None

    def put(self, name: str, value: Any, bbox: Box, confidence: float) -> None:
        """Keep a value unless a better one is there already."""
        known = self.values.get(name)
        if value and (known is None or known.confidence < confidence):
            self.values[name] = Value(value, bbox, confidence)

    def place(self, onto: Callable[[Box], Box]) -> None:
        """Move all boxes of this page, such as from the upright page to the displayed one."""
        self.bbox, self.region = onto(self.bbox), onto(self.region)
        for value in self.values.values():
            if value.page in (None, self.page):
                value.bbox = onto(value.bbox)

    def get(self, name: str) -> Any:
        found = self.values.get(name)
        return found.value if found else None


def put_prices(draft: Draft, prices: Sequence[tuple[PricedText, str | None, float]]) -> None:
    """Decide which price is wholesale and which retail: by label, then by size (one buys for less than one sells)."""
    for price, kind, confidence in prices:
        if kind in ("wholesale", "retail"):
            draft.put(f"{kind}_price", money(price), price.bbox, confidence)
    open_prices = [price for price, kind, _ in prices if kind is None or kind == "price"]
    if not open_prices:
        return
    ranked = sorted(open_prices, key=lambda p: float(p.price.amount))
    low, high = ranked[0], ranked[-1]
    if draft.get("wholesale_price"):
        paid = float(draft.get("wholesale_price").amount)
        if float(high.price.amount) > paid:
            draft.put("retail_price", money(high), high.bbox, GUESSED)
    elif draft.get("retail_price"):
        draft.put("wholesale_price", money(low), low.bbox, GUESSED)
    else:
        draft.put("wholesale_price", money(low), low.bbox, LIKELY if len(open_prices) == 1 else GUESSED)
        if 1.1 <= float(high.price.amount) / max(float(low.price.amount), 0.01) <= 8:
            draft.put("retail_price", money(high), high.bbox, GUESSED)


def money(price: PricedText) -> Money:
    """A read price as it is stored."""
    return Money(amount=price.price.amount, currency=price.price.currency, amount_max=price.price.amount_max)


class Identity:
    """Product ids that stay the same when a document is read again: from its style number or name, counted."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self._seen: Counter[str] = Counter()

    def of(self, draft: Draft) -> str:
        key = f"{draft.get('style_number') or ''}|{draft.get('name') or ''}".casefold()
        self._seen[key] += 1
        content = f"{self.document_id}|{key}|{self._seen[key]}"
        return "p_" + hashlib.sha256(content.encode()).hexdigest()[:16]


def product_of(
    draft: Draft,
    document_id: str,
    product_id: str,
    category: Value | None,
    currency: str | None,
    steps: SizeSteps | None = None,
) -> Product:
    """The draft as a product. `currency` is the document's, for prices without one, `steps` its sizes'."""
    about = " ".join(filter(None, (draft.get("name"), category.value if category else None, draft.get("description"))))
    made = Product(
        product_id=product_id,
        style_number=draft.get("style_number"),
        name=draft.get("name"),
        category=category.value if category else None,
        description=draft.get("description"),
        wholesale_price=_priced(draft.get("wholesale_price"), currency),
        retail_price=_priced(draft.get("retail_price"), currency),
        colors=[Color(name=name, code=code) for name, code in draft.get("colors") or []],
        sizes=(steps or SizeSteps()).spelled(draft.get("sizes") or [], about),
        materials=draft.get("materials"),
        source=Source(document_id=document_id, page=draft.page, bbox=rounded(draft.bbox)),
    )
    values = dict(draft.values)
    if category:
        values["category"] = category
    made.fields = {
        name: FieldSource(confidence=round(v.confidence, 2), page=v.page or draft.page, bbox=rounded(v.bbox))
        for name, v in values.items()
    }
    return made


def _priced(money: Money | None, currency: str | None) -> Money | None:
    if money is not None and money.currency is None and currency:
        return money.model_copy(update={"currency": currency})
    return money

"""What a model says of a page's products, held against the page: a value that does not stand there is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from shared.ai.products import PageProduct
from shared.collections.linesheet.draft import Draft
from shared.collections.linesheet.standing import PriceSpot, Spot, Standing, nearest
from shared.collections.models import Money
from shared.reading.geometry import Box, union

ONE_READER = 0.85  # of a value that the model alone reads
MAX_CODE, MAX_LETTERS, MAX_NAME = 40, 12, 200
TINY = 2  # letters and digits: a value so short stands anywhere, so only the product's own lines count


def drafts_of(
    products: Sequence[PageProduct], page: Standing, number: int, pictured: bool, headed: bool
) -> list[Draft]:
    """The products that stand on the page, in reading order.

    Each has a name or style number, and a price, a style number, or at least a page with pictures (`pictured`). A
    category is taken only where the document has no headings that say so better (`headed`).
    """
    used: set[int] = set()
    found: list[tuple[int, Draft]] = []
    for product in products:
        reader = _Reader(product, page, used)
        draft = reader.draft(number, headed)
        if draft is not None and (pictured or _is_product(draft)):
            found.append((reader.start, draft))
    return [draft for _, draft in sorted(found, key=lambda f: f[0])]


def _is_product(draft: Draft) -> bool:
    return any(draft.get(n) for n in ("wholesale_price", "retail_price", "style_number"))


def _may_be_code(text: str) -> bool:
    """Whether a text can be a style number: it has a digit, or is one short word in capitals."""
    if any(map(str.isdigit, text)):
        return len(text) <= MAX_CODE
    return len(text) <= MAX_LETTERS and text.isalpha() and text.isupper()


class _Reader:
    """Looks up one product. `used` holds where products before it have their names and numbers."""

    def __init__(self, product: PageProduct, page: Standing, used: set[int]) -> None:
        self.product, self.page, self.used = product, page, used
        self.own = {n for n in product.lines if 0 <= n < len(page.lines)}
        self.near: Box | None = None
        self.start = 0
        self.boxes: list[Box] = []

    def draft(self, page: int, headed: bool) -> Draft | None:
        """None for a product whose name and number do not stand on the page, or which was there already."""
        code, name = self._identity()
        anchor = code or name
        if anchor is None or anchor.start in self.used:
            return None
        self.used.update(spot.start for spot in (code, name) if spot)
        self.near, self.start = anchor.bbox, anchor.start
        draft = Draft(page, anchor.bbox, anchor.bbox)
        for field, spot in (("style_number", code), ("name", name)):
            self._put(draft, field, spot.text if spot else None, [spot] if spot else [])
        self._prices(draft)
        self._lists(draft)
        for field in ("description", "materials", *(() if headed else ("category",))):
            spot = self._spot(getattr(self.product, field))
            self._put(draft, field, spot.text if spot else None, [spot] if spot else [])
        draft.bbox = draft.region = union(self.boxes)
        draft.top = anchor.bbox[1]
        return draft

    def _identity(self) -> tuple[Spot | None, Spot | None]:
        """Style number and name; of several places those closest to each other."""
        code = self._spot(self.product.style_number, anew=True)
        code = code if code and _may_be_code(code.text) else None
        self.near = code.bbox if code else None
        name = self._spot(self.product.name, anew=True)
        return code, name if name and len(name.text) <= MAX_NAME and any(map(str.isalpha, name.text)) else None

    def _spot(self, value: str | None, anew: bool = False) -> Spot | None:
        spots = self.page.spots(value) if value else []
        if value and sum(map(str.isalnum, value)) <= TINY:
            spots = [spot for spot in spots if spot.lines <= self.own]
        return nearest(spots, self.own, self.near, self.used if anew else ())

    def _prices(self, draft: Draft) -> None:
        taken: list[Spot] = []
        for field in ("wholesale_price", "retail_price"):
            said = getattr(self.product, field)
            found = [p for p in self.page.prices(said) if p.spot not in taken] if said else []
            spot = nearest([p.spot for p in found], self.own, self.near)
            if spot is not None:
                taken.append(spot)
                self._put(draft, field, _money(next(p for p in found if p.spot is spot)), [spot])

    def _lists(self, draft: Draft) -> None:
        sizes = [self._spot(size) for size in self.product.sizes]
        if all(sizes):  # with one that is made up, the others say less than nothing
            there = [spot for spot in sizes if spot]
            self._put(draft, "sizes", list(dict.fromkeys(spot.text for spot in there)), there)
        colors: list[tuple[str | None, str | None]] = []
        spots: list[Spot] = []
        for color in self.product.colors:
            name, code = self._spot(color.name), self._spot(color.code)
            row = (name.text if name else None, code.text if code else None)
            if any(row) and row not in colors:
                colors.append(row)
                spots += [spot for spot in (name, code) if spot]
        self._put(draft, "colors", colors, spots)

    def _put(self, draft: Draft, field: str, value: object, spots: Sequence[Spot]) -> None:
        if not value or not spots:
            return
        bbox = union(spot.bbox for spot in spots)
        draft.put(field, value, bbox, ONE_READER)
        own = field in ("style_number", "name", "wholesale_price", "retail_price")
        if own or (field != "category" and all(spot.lines <= self.own for spot in spots)):
            self.boxes.append(bbox)  # what stands elsewhere, for several products, widens no product's box


def _money(found: PriceSpot) -> Money:
    price = found.price
    return Money(amount=price.amount, currency=price.currency, amount_max=price.amount_max)

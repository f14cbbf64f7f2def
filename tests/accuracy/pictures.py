"""Whether a product's pictures are its own: by where they stand, or by what they look like. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.accuracy.align import Pair
from tests.accuracy.looks import alike
from tests.data.truth import Box, TrueProduct, Truth

ENOUGH_OVERLAP = 0.5

Placement = tuple[int, Box]
Twins = Mapping[str, Sequence[Placement]]


class Album:
    """The pictures of a result, held against those of the truth."""

    def __init__(self, truth: Truth, result: Mapping[str, Any]) -> None:
        self.where = placements(result)
        self.twins = twins(truth)
        self.looks = {str(row["image_id"]): row["look"] for row in result.get("images") or [] if row.get("look")}

    def views(self, pair: Pair) -> list[set[int]]:
        """For each picture of the result, which of the product's true pictures it is (by index), if any."""
        return [self._shown(pair.truth, str(image["image_id"])) for image in pair.result.get("images") or []]

    def _shown(self, truth: TrueProduct, image_id: str) -> set[int]:
        if truth.picture_looks:
            look = self.looks.get(image_id)
            return {k for k, true in enumerate(truth.picture_looks) if look and alike(look, true)}
        return shows(truth, self.where.get(image_id, ()), self.twins)

    def right(self, pair: Pair) -> bool:
        """The first picture is one of the product's; a product without pictures has none."""
        views = self.views(pair)
        if not views:
            return pair.truth.picture_optional or not pictured(pair.truth)
        return bool(views[0])


def pictured(truth: TrueProduct) -> int:
    """How many pictures a product truly has."""
    return len(truth.picture_looks or truth.pictures)


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
    both = shared(a, b)
    return both / (area(a) + area(b) - both) if both else 0.0


def shared(a: Box, b: Box) -> float:
    """The area that two boxes share."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return width * height if width > 0 and height > 0 else 0.0


def area(box: Box) -> float:
    """Width times height."""
    return (box[2] - box[0]) * (box[3] - box[1])


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

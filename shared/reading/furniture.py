"""Pictures that are a page's furniture rather than its goods: logos, icons, backgrounds, banners, rules, swatches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from shared.reading.geometry import Box, area, centre, contains

RULE_POINTS = 5.0
RULE_ASPECT = 12.0
UNIFORM_SPREAD = 7.0  # of 255: a swatch, with room for JPEG noise and the grain of a cloth
BLANK_SPREAD = 3.5  # a larger picture may be of something white on white (6.6 was seen)
SWATCH_POINTS = 48.0
ICON_SHARE = 0.035  # of the page's diagonal
BACKGROUND_SHARE = 0.8
BANNER_ASPECT = 2.6
BANNER_WIDTH = 0.6
LOGO_PAGES = 3


@dataclass(frozen=True, slots=True)
class Look:
    """A picture's size in pixels, its spread of brightness (0 to 255), mean colour (RRGGBB) and share of white."""

    width: int
    height: int
    spread: float
    color: str
    white: float = 0.0


@dataclass
class Usage:
    """How often and how large each picture is used over a document. Grows with the number of distinct pictures."""

    page_count: int
    pages: dict[str, set[int]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    sizes: list[float] = field(default_factory=list)
    places: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    _typical: float | None = None

    def add(self, page: int, size: tuple[float, float], placed: Sequence[tuple[str, Box]]) -> None:
        """Count one page's placements."""
        whole = size[0] * size[1] or 1.0
        for image_id, box in placed:
            self.pages.setdefault(image_id, set()).add(page)
            self.times[image_id] = self.times.get(image_id, 0) + 1
            if len(places := self.places.setdefault(image_id, set())) < 8:
                places.add((round(box[0] / 12), round(box[1] / 12)))
            share = area(box) / whole
            if 0.004 < share < 0.7 and self.times[image_id] == 1:
                self.sizes.append(share)

    def same_place(self, image_id: str) -> bool:
        """Whether a picture stands in the same one or two places wherever it is used (left and right pages differ)."""
        return len(self.places.get(image_id, ())) <= 2

    @property
    def typical(self) -> float:
        """The median share of a page that a picture covers, of those that are neither tiny nor a background."""
        if self._typical is None:
            self._typical = median(self.sizes) if self.sizes else 0.0
        return self._typical


def reason_to_drop(
    image_id: str, box: Box, look: Look, page: tuple[float, float], boxes: Sequence[Box], usage: Usage
) -> str | None:
    """Why a placed picture shows no product, or None when it may. `boxes`: of all pictures of its page."""
    width, height = box[2] - box[0], box[3] - box[1]
    share = area(box) / (page[0] * page[1] or 1.0)
    if min(width, height) < RULE_POINTS or max(width, height) > RULE_ASPECT * min(width, height):
        return "rule"
    if look.spread < UNIFORM_SPREAD and max(width, height) <= SWATCH_POINTS:
        return "swatch"
    if look.spread < BLANK_SPREAD and (share > 0.3 or look.white > 0.9):
        return "background" if share > 0.3 else "blank"
    if share > BACKGROUND_SHARE and any(other is not box and contains(box, centre(other)) for other in boxes):
        return "background"
    diagonal = (page[0] ** 2 + page[1] ** 2) ** 0.5
    if max(width, height) < ICON_SHARE * diagonal and share < 0.35 * (usage.typical or 1.0):
        return "icon"
    if _repeated(image_id, share, usage):
        return "background" if share > 0.5 else "logo"
    if width > BANNER_ASPECT * height and width > BANNER_WIDTH * page[0]:
        return "banner"
    if share < 0.12 * usage.typical and width > 2.2 * height:
        return "logo"
    return None


def _repeated(image_id: str, share: float, usage: Usage) -> bool:
    """On many pages, in one place or small: goods are shown once or twice, and the same photo twice in other places."""
    pages, times = len(usage.pages.get(image_id, ())), usage.times.get(image_id, 0)
    small = share < 0.4 * usage.typical
    if pages >= LOGO_PAGES and pages >= 0.25 * usage.page_count:
        goods = 0.8 * usage.typical < share < 0.5 and pages < 0.5 * usage.page_count  # one photo for several colours
        return small or (usage.same_place(image_id) and not goods)
    return small and (pages >= 6 or times >= 8)

"""A document as pages, whatever its form: where pictures stand, the words, the drawn lines."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from shared.reading.geometry import Box
from shared.reading.graphics import Graphics
from shared.reading.pictures import RawPicture
from shared.reading.shaping import Pixels
from shared.reading.text import PageWords


@dataclass(frozen=True)
class Placed:
    """A picture on a page: `bbox` is the part to be seen, in displayed points; `turn` is clockwise in degrees.

    `take` reads its data while the book is open; raises UnreadablePicture. Placements with the same `key` show the
    same data, so it need not be read again; None says that this is not known. `pixels` is how many the file says it
    has, 0 where it does not say.
    """

    bbox: Box
    turn: int
    take: Callable[[], RawPicture]
    key: Hashable = None
    pixels: int = 0


class PageUnreadable(Exception):
    """A page whose content is broken; the pages around it may be sound."""


class Page(Protocol):
    """One page. What it holds is read when it is asked for. Reading raises PageUnreadable."""

    @property
    def number(self) -> int:
        """From 1."""
        ...

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as displayed."""
        ...

    def placed(self) -> list[Placed]:
        """Every picture, in painting order."""
        ...

    def words(self) -> PageWords:
        """Every word, in the order of the file."""
        ...

    def graphics(self) -> Graphics:
        """Rules and boxes; empty where the drawings cannot be read."""
        ...


@runtime_checkable
class Displayed(Protocol):
    """A page that has a look of its own, as a PDF's and a scan's have and a sheet's has not."""

    def image(self, scale: float) -> Pixels:
        """The page as displayed, in RGB, at `scale` pixels a point. Raises PageUnreadable."""
        ...


@dataclass(frozen=True)
class FormField:
    """A field of a form that a person fills in: where it stands, and what it holds ("" for nothing)."""

    bbox: Box
    text: str


@runtime_checkable
class Fillable(Protocol):
    """A page that may have fields to fill in."""

    def fields(self) -> list[FormField]:
        """Its text and choice fields. Raises PageUnreadable."""
        ...


class Book(Protocol):
    """An open document. A page is valid until the next one is asked for."""

    @property
    def page_count(self) -> int:
        """How many pages there are, at least 1."""
        ...

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """What a person should know was left out on opening: a code and a sentence each."""
        ...

    def pages(self) -> Iterator[Page]:
        """The pages in order. One that cannot be reached raises ReadingError."""
        ...

    def page(self, number: int) -> Page:
        """Page `number`, from 1."""
        ...

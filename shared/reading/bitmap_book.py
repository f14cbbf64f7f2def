"""A picture file as a book: each page is an image, and its words are read from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.reading.bitmaps import Bitmap, open_bitmap
from shared.reading.book import PageUnreadable, Placed
from shared.reading.errors import ReadingError
from shared.reading.graphics import Graphics
from shared.reading.pictures import RawPicture, UnreadablePicture, of_pixels
from shared.reading.scans import MAX_SIDE
from shared.reading.shaping import Pixels
from shared.reading.text import PageWords


@contextmanager
def open_bitmap_book(path: Path) -> Iterator[BitmapBook]:
    """An open picture file. Raises ReadingError."""
    with open_bitmap(path) as bitmap:
        bitmap.pixels(1, 64)  # what cannot be decoded at all is known before work begins
        yield BitmapBook(bitmap)


class BitmapBook:
    """A `shared.reading.book.Book`."""

    warnings: tuple[tuple[str, str], ...] = ()

    def __init__(self, bitmap: Bitmap) -> None:
        self._bitmap = bitmap
        self.page_count = bitmap.page_count

    def pages(self) -> Iterator[BitmapPage]:
        return (self.page(number) for number in range(1, self.page_count + 1))

    def page(self, number: int) -> BitmapPage:
        return BitmapPage(self._bitmap, number)


class BitmapPage:
    """A `shared.reading.book.Page`: one picture and no words, until it is read as a scan."""

    def __init__(self, bitmap: Bitmap, number: int) -> None:
        self._bitmap = bitmap
        self.number = number
        self.size = bitmap.size(number)

    def placed(self) -> list[Placed]:
        return [Placed((0.0, 0.0, *self.size), 0, self._taken)]

    def words(self) -> PageWords:
        width, height = (round(side, 1) for side in self.size)
        return PageWords(page=self.number, width=width, height=height)

    def graphics(self) -> Graphics:
        return Graphics()

    def image(self, scale: float) -> Pixels:
        return self._pixels(round(scale * max(self.size)))

    def _taken(self) -> RawPicture:
        try:
            return of_pixels(self._pixels(MAX_SIDE))
        except PageUnreadable as error:
            raise UnreadablePicture(str(error)) from error

    def _pixels(self, longest: int) -> Pixels:
        try:
            return self._bitmap.pixels(self.number, longest)
        except ReadingError as error:
            raise PageUnreadable(error.message) from error

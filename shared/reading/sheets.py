"""Opening spreadsheets: XLSX, XLS and CSV as pages. What their readers raise becomes a ReadingError below here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf
from PIL import Image, ImageOps

from shared.reading.errors import (
    EmptyFile,
    EmptyWorkbook,
    EncryptedWorkbook,
    NotAWorkbook,
    ReadingError,
    TooManyPages,
)
from shared.reading.pdf import MAX_PAGES
from shared.reading.pictures import MAX_PIXELS, RawPicture, UnreadablePicture, flattened, plain
from shared.reading.sheet_csv import read_csv
from shared.reading.sheet_grid import Budget, Grid, Pictured
from shared.reading.sheet_layout import Layout, SheetPage
from shared.reading.sheet_parts import open_parts
from shared.reading.sheet_xls import read_xls
from shared.reading.sheet_xlsx import read_xlsx
from shared.reading.sniff import is_encrypted_package, kind_of


class Workbook:
    """A spreadsheet's visible sheets, laid out. `warnings` are (code, sentence) about what was left out."""

    def __init__(self, grids: list[Grid], budget: Budget) -> None:
        self.warnings = list(budget.warnings.items())
        self._layouts = [Layout(grid, titled=len(grids) > 1) for grid in grids]
        self.page_count = sum(layout.page_count for layout in self._layouts)

    def pages(self) -> Iterator[SheetPage]:
        """The pages in order, made one at a time."""
        number = 1
        for layout in self._layouts:
            yield from layout.pages(number)
            number += layout.page_count

    def page(self, number: int) -> SheetPage | None:
        """Page `number` (from 1); None where there is none."""
        for layout in self._layouts:
            if number <= layout.page_count:
                return next((p for n, p in enumerate(layout.pages(number), 1) if n == number), None)
            number -= layout.page_count
        return None


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """A spreadsheet of at most 1,000 pages that needs no password. Raises ReadingError."""
    kind = kind_of(path)
    budget = Budget()
    if kind == "xlsx":
        if is_encrypted_package(path):
            raise EncryptedWorkbook
        with open_parts(path) as parts:
            yield _checked(list(read_xlsx(parts, budget)), budget)
    elif kind == "xls":
        yield _checked(list(read_xls(path, budget)), budget)
    elif kind == "csv":
        yield _checked(list(read_csv(path, "CSV", budget)), budget)
    else:
        raise EmptyFile if kind == "empty" else NotAWorkbook(f"content looks like {kind}")


def _checked(grids: list[Grid], budget: Budget) -> Workbook:
    if not grids:
        raise EmptyWorkbook
    workbook = Workbook(grids, budget)
    if workbook.page_count > MAX_PAGES:
        raise TooManyPages(
            f"{workbook.page_count} pages",
            message="This workbook is too long: laid out it has more than 1,000 pages. Split it into parts.",
        )
    return workbook


def inspect_workbook(path: Path) -> int:
    """The number of pages a spreadsheet is laid out on. Raises ReadingError."""
    with open_workbook(path) as workbook:
        return workbook.page_count


def picture_of(picture: Pictured) -> RawPicture:
    """An embedded picture's pixels; an RGB JPEG is kept as it is. Raises UnreadablePicture."""
    try:
        content = picture.load()
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnreadablePicture(f"{image.width} x {image.height} pixels")
            if image.format == "JPEG" and image.mode == "RGB":
                return plain(content, image.width, image.height)
            return flattened(_pixmap(ImageOps.exif_transpose(image)))
    except ReadingError as error:
        raise UnreadablePicture(error.message) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError) as error:
        raise UnreadablePicture(str(error)) from error


def _pixmap(image: Image.Image) -> pymupdf.Pixmap:
    """Pixels for MuPDF, what is transparent on white."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        image = Image.alpha_composite(ground, seen)
    rgb = image.convert("RGB")
    return pymupdf.Pixmap(pymupdf.csRGB, rgb.width, rgb.height, rgb.tobytes(), False)

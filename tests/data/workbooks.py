"""Spreadsheets made on demand: XLSX by openpyxl, XLS byte by byte (no library writes pictures into one)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import openpyxl
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

Value = str | float | int | None
SECTOR = 512
END_OF_CHAIN, FREE, FAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
RECORD_BYTES = 8224
NUMBER_FORMATS = ("General", '"€" #,##0.00', "000000", "0%")


@cache
def photo(shade: int, size: tuple[int, int] = (120, 150), form: str = "JPEG") -> bytes:
    """A picture unlike those of other shades, the same one when asked for again."""
    image = Image.effect_noise(size, 80).convert("RGB")
    image.paste((shade * 37 % 256, 255 - shade * 11 % 256, shade * 5 % 256), (30, 30, size[0] - 20, size[1] - 20))
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def xlsx(rows: Sequence[Sequence[Value]], pictures: dict[str, bytes] | None = None, **formats: str) -> bytes:
    """A workbook of one sheet; `pictures` by the cell they stand in; `formats` by column letter."""
    book = openpyxl.Workbook()
    fill(book.active, rows, pictures or {}, formats)
    return saved(book)


def fill(sheet: Any, rows: Sequence[Sequence[Value]], pictures: dict[str, bytes], formats: dict[str, str]) -> None:
    """Write rows, number formats and pictures into a worksheet of openpyxl's."""
    for row in rows:
        sheet.append(row)
    for letter, form in formats.items():
        for cell in sheet[letter]:
            cell.number_format = form
    for place, content in pictures.items():
        image = SheetImage(io.BytesIO(content))
        image.width, image.height = 80, 100
        sheet.add_image(image, place)
        sheet.row_dimensions[int("".join(filter(str.isdigit, place)))].height = 80


def saved(book: openpyxl.Workbook) -> bytes:
    """The file of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class XlsSheet:
    """A worksheet of an XLS: `cells` (row, column, value, number of its format), pictures by row and column,
    `properties` that all of their shapes have."""

    name: str
    cells: list[tuple[int, int, Value, int]] = field(default_factory=list)
    pictures: dict[tuple[int, int], int] = field(default_factory=dict)
    properties: dict[int, int] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False


def sheet_of(name: str, rows: Sequence[Sequence[Value]], formats: dict[int, int] | None = None) -> XlsSheet:
    """A sheet with these rows; `formats` numbers those of NUMBER_FORMATS by column."""
    forms = formats or {}
    cells = [(r, c, v, forms.get(c, 0)) for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None]
    return XlsSheet(name, cells)


def xls(sheets: Sequence[XlsSheet], files: Sequence[bytes] = (), encrypted: bool = False) -> bytes:
    """An XLS (BIFF8) with the pictures `files`, which sheets number from 1; `encrypted` only says that it is."""
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if encrypted:
        head += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    head += _record(0x0042, struct.pack("<H", 1200))
    for _ in range(5):
        head += _record(0x0031, struct.pack("<HHHHHBBBB", 220, 0, 8, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    for number, form in enumerate(NUMBER_FORMATS):
        head += _record(0x041E, struct.pack("<H", 164 + number) + _text(form))
    for number in range(len(NUMBER_FORMATS)):
        head += _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 164 + number, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    art = _pieces(0x00EB, _store(files)) if files else b""
    bodies = [_sheet(sheet) for sheet in sheets]
    names = [_text(sheet.name, short=True) for sheet in sheets]
    length = len(head) + sum(10 + len(name) for name in names) + len(art) + 4
    bounds = b""
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        bounds += _record(0x0085, struct.pack("<IBB", length, int(sheet.hidden), 0) + name)
        length += len(body)
    return ole({"Workbook": head + bounds + art + _record(0x000A, b"") + b"".join(bodies)})


def _sheet(sheet: XlsSheet) -> bytes:
    made = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row in sorted({row for row, _ in sheet.pictures}):
        made += _record(0x0208, struct.pack("<HHHHHHI", row, 0, 256, 1600, 0, 0, 0x100 | 0x40))
    for row, column, value, form in sheet.cells:
        place = struct.pack("<HHH", row, column, form)
        if isinstance(value, str):
            made += _record(0x0204, place + _text(value))
        elif value is not None:
            made += _record(0x0203, place + struct.pack("<d", float(value)))
    if sheet.pictures:
        made += _pieces(0x00EC, _drawing(sheet.pictures, sheet.properties))
    if sheet.merges:
        spans = b"".join(struct.pack("<4H", *span) for span in sheet.merges)
        made += _record(0x00E5, struct.pack("<H", len(sheet.merges)) + spans)
    return made + _record(0x000A, b"")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _pieces(kind: int, body: bytes) -> bytes:
    """A body that is too long for one record goes on in CONTINUE records."""
    parts = [body[n : n + RECORD_BYTES] for n in range(0, len(body), RECORD_BYTES)]
    return b"".join(_record(0x003C if n else kind, part) for n, part in enumerate(parts))


def _text(text: str, short: bool = False) -> bytes:
    return struct.pack("<BB" if short else "<HB", len(text), 1) + text.encode("utf-16-le")


def _art(kind: int, instance: int, body: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4 | version, kind, len(body)) + body


def _store(files: Iterable[bytes]) -> bytes:
    entries = b""
    for number, content in enumerate(files):
        png = content.startswith(b"\x89PNG")
        digest = bytes([number % 256]) * 16
        blip = _art(0xF01E if png else 0xF01D, 0x6E0 if png else 0x46A, digest + b"\xff" + content)
        kind = 6 if png else 5
        fixed = struct.pack("<HIIIBBBB", 255, len(blip), 1, 0, 0, 0, 0, 0)
        entries += _art(0xF007, kind, bytes([kind, kind]) + digest + fixed + blip, 2)
    return _art(0xF000, 0, _art(0xF006, 0, bytes(16)) + _art(0xF001, 1, entries, 15), 15)


def _drawing(pictures: dict[tuple[int, int], int], more: dict[int, int]) -> bytes:
    shapes = _art(0xF004, 0, _art(0xF009, 0, bytes(16), 1) + _art(0xF00A, 0, bytes(8), 2), 15)
    for (row, column), number in pictures.items():
        anchor = struct.pack("<9H", 2, column, 64, row, 16, column, 960, row, 240)
        said = b"".join(struct.pack("<HI", key, value) for key, value in {0x4104: number, **more}.items())
        properties = _art(0xF00B, 1 + len(more), said, 3)
        shapes += _art(0xF004, 0, _art(0xF00A, 75, bytes(8), 2) + properties + _art(0xF010, 0, anchor), 15)
    return _art(0xF002, 0, _art(0xF008, 1, bytes(8)) + _art(0xF003, 0, shapes, 15), 15)


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE file; streams are padded to 4 KB, so that none is small enough to need the other kind of sectors."""
    bodies = [content.ljust(-(-max(len(content), 4096) // SECTOR) * SECTOR, b"\0") for content in streams.values()]
    directory_sectors = -(-(len(streams) + 1) * 128 // SECTOR)
    used = directory_sectors + sum(len(body) // SECTOR for body in bodies)
    fat_sectors = 1
    while fat_sectors * 128 < used + fat_sectors:
        fat_sectors += 1
    fat = [FAT_SECTOR] * fat_sectors
    at = fat_sectors
    entries = [_entry("Root Entry", 5, END_OF_CHAIN, 0, child=1, right=NOTHING)]
    fat += _chain(at, directory_sectors)
    start = at + directory_sectors
    for number, (name, body) in enumerate(zip(streams, bodies, strict=True), 1):
        right = number + 1 if number < len(streams) else NOTHING
        entries.append(_entry(name, 2, start, len(body), child=NOTHING, right=right))
        fat += _chain(start, len(body) // SECTOR)
        start += len(body) // SECTOR
    fat += [FREE] * (fat_sectors * 128 - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, at, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    header += struct.pack("<109I", *range(fat_sectors), *[FREE] * (109 - fat_sectors))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + b"".join(bodies)


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END_OF_CHAIN]


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int) -> bytes:
    text = name.encode("utf-16-le")
    made = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    made += struct.pack("<III", NOTHING, right, child) + bytes(36)
    return made + struct.pack("<IQ", start, size)

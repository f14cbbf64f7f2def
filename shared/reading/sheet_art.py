"""Pictures of XLS worksheets: OfficeArt records inside the workbook's stream.

The stream's MSODRAWINGGROUP records hold the pictures ([MS-ODRAW] 2.2.20 to 2.2.31), each sheet's MSODRAWING records
its shapes: which picture each shows (the property `pib`) and where it is anchored ([MS-XLS] 2.5.193).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import olefile

from shared.reading.geometry import Box
from shared.reading.pictures import UnreadablePicture
from shared.reading.sheet_grid import Budget, Corner, Pictured

BOF, EOF, BOUNDSHEET, CONTINUE = 0x0809, 0x000A, 0x0085, 0x003C
DRAWING_GROUP, DRAWING, OBJECT = 0x00EB, 0x00EC, 0x005D
B_STORE, SHAPE_GROUP, SHAPE = 0xF001, 0xF003, 0xF004
STORE_ENTRY, GROUP_SPACE, PROPERTIES, CHILD_ANCHOR, ANCHOR = 0xF007, 0xF009, 0xF00B, 0xF00F, 0xF010
PICTURE_RECORDS = range(0xF01A, 0xF118)
METAFILES = (0xF01A, 0xF01B, 0xF01C)
PIB, TURN = 0x0104, 0x0004
CROPS = (0x0102, 0x0100, 0x0103, 0x0101)  # left, top, right, bottom, in 65,536ths
ENTRY_BYTES = 36  # of a store entry before the picture's name
MAX_DEPTH = 12


class Record(NamedTuple):
    """An OfficeArt record: type, instance, whether it holds others, and where its body lies."""

    kind: int
    instance: int
    container: bool
    start: int
    end: int


class Anchored(NamedTuple):
    """A shape that shows a picture: the picture's number from 1, its corners, degrees clockwise, what is cut off."""

    picture: int
    start: Corner
    end: Corner
    turn: int
    crop: Box


class Art:
    """The pictures of a workbook and where they stand, by the number of the sheet (from 0)."""

    def __init__(self, store: bytes, entries: list[Record | None], sheets: dict[int, list[Anchored]]) -> None:
        self._store, self._entries, self._sheets = store, entries, sheets

    def pictures(self, sheet: int) -> Iterator[Pictured]:
        """The pictures of one sheet."""
        for shape in self._sheets.get(sheet, ()):
            if 1 <= shape.picture <= len(self._entries):
                load = partial(self._load, shape.picture)
                yield Pictured(shape.start, shape.end, f"blip{shape.picture}", load, shape.turn, shape.crop)

    def _load(self, number: int) -> bytes:
        record = self._entries[number - 1]
        if record is None:
            raise UnreadablePicture("its data lies outside the workbook")
        return _file_of(self._store, record)


def read_art(path: Path, budget: Budget) -> Art:
    """The pictures of an XLS file; none, with a warning, where its drawings cannot be followed."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            name = next((n for n in ("Workbook", "Book") if ole.exists(n)), None)
            stream = ole.openstream(name).read() if name else b""
        return _art(stream, budget)
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError, struct.error) as error:
        budget.warn("pictures_unreadable", f"The pictures of this workbook could not be read ({type(error).__name__}).")
        return Art(b"", [], {})


def _art(stream: bytes, budget: Budget) -> Art:
    store, drawings = _drawings(stream)
    entries = list(_entries(store))
    sheets = {}
    for number, drawing in drawings.items():
        shapes = []
        for shape in _shapes(drawing, 0, len(drawing), None, 0):
            budget.pictures -= 1
            if budget.pictures < 0:
                budget.warn("pictures_left_out", "This workbook has too many pictures; the last were left out.")
                break
            shapes.append(shape)
        sheets[number] = shapes
    return Art(store, entries, sheets)


def _drawings(stream: bytes) -> tuple[bytes, dict[int, bytes]]:
    """The drawing group's bytes, and each sheet's drawing by its number; both are cut into records of 8 KB at most."""
    group: list[bytes] = []
    sheets: dict[int, list[bytes]] = {}
    begins: list[int] = []
    number, last, at = -1, 0, 0
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == BOF:
            number = begins.index(at) if depth == 0 and at in begins else number
            depth += 1
        elif kind == EOF:
            depth -= 1
        elif kind == BOUNDSHEET:
            begins.append(struct.unpack_from("<I", stream, at + 4)[0])
        elif depth == 1:  # charts have streams of their own inside a sheet's
            body = stream[at + 4 : at + 4 + length]
            # What follows a shape's object record goes on with the drawing; what follows its text does not.
            if kind == DRAWING_GROUP or (kind == CONTINUE and last == DRAWING_GROUP):
                group.append(body)
            elif kind == DRAWING or (kind == CONTINUE and last in (DRAWING, OBJECT)):
                sheets.setdefault(number, []).append(body)
        last = last if kind == CONTINUE else kind
        at += 4 + length
    return b"".join(group), {n: b"".join(parts) for n, parts in sheets.items()}


def _records(data: bytes, start: int, end: int) -> Iterator[Record]:
    """The records that lie side by side in a stretch of bytes."""
    at = start
    while at + 8 <= end:
        options, kind, length = struct.unpack_from("<HHI", data, at)
        stop = min(at + 8 + length, end)
        yield Record(kind, options >> 4, options & 0xF == 0xF, at + 8, stop)
        at = stop


def _entries(store: bytes) -> Iterator[Record | None]:
    """The picture record of each store entry, in the order that shapes number them."""
    for top in _records(store, 0, len(store)):
        for holder in _records(store, top.start, top.end) if top.container else ():
            for entry in _records(store, holder.start, holder.end) if holder.kind == B_STORE else ():
                yield _picture_of(store, entry)


def _picture_of(store: bytes, entry: Record) -> Record | None:
    if entry.kind in PICTURE_RECORDS:
        return entry
    if entry.kind != STORE_ENTRY or entry.end - entry.start < ENTRY_BYTES:
        return None
    named = store[entry.start + 33]
    inside = _records(store, entry.start + ENTRY_BYTES + named, entry.end)
    return next((record for record in inside if record.kind in PICTURE_RECORDS), None)


def _file_of(store: bytes, record: Record) -> bytes:
    """The picture's file without the record's own header: one or two digests of 16 bytes, and a tag."""
    if record.kind in METAFILES:
        raise UnreadablePicture("a metafile, which only Windows can draw")
    return store[record.start + (33 if record.instance & 1 else 17) : record.end]


def _shapes(data: bytes, start: int, end: int, group: _Group | None, depth: int) -> Iterator[Anchored]:
    """The shapes that show pictures, those of groups included."""
    for record in _records(data, start, end) if depth < MAX_DEPTH else ():
        if record.kind == SHAPE:
            shape = _shape(data, record, group)
            if shape is not None:
                yield shape
        elif record.kind == SHAPE_GROUP:
            yield from _shapes(data, record.start, record.end, _group(data, record, group), depth + 1)
        elif record.container:
            yield from _shapes(data, record.start, record.end, group, depth + 1)


class _Group(NamedTuple):
    """A group's anchor and the space its members are placed in."""

    start: Corner
    end: Corner
    space: tuple[int, int, int, int]


def _group(data: bytes, record: Record, outer: _Group | None) -> _Group | None:
    """A group by its first shape, which stands for it; the patriarch, which has no anchor, is none."""
    first = next((r for r in _records(data, record.start, record.end) if r.kind == SHAPE), None)
    space, anchor = None, None
    for part in _records(data, first.start, first.end) if first else ():
        if part.kind == GROUP_SPACE and part.end - part.start >= 16:
            space = struct.unpack_from("<4i", data, part.start)
        elif part.kind == ANCHOR:
            anchor = _anchor(data, part)
    return _Group(*anchor, space) if space and anchor else outer


def _shape(data: bytes, record: Record, group: _Group | None) -> Anchored | None:
    known: dict[int, int] = {}
    corners: tuple[Corner, Corner] | None = None
    for part in _records(data, record.start, record.end):
        if part.kind == PROPERTIES:
            known = dict(_properties(data, part))
        elif part.kind == ANCHOR:
            corners = _anchor(data, part)
        elif part.kind == CHILD_ANCHOR and group is not None and part.end - part.start >= 16:
            corners = _inside(group, struct.unpack_from("<4i", data, part.start))
    picture, turn = known.get(PIB, 0), round(known.get(TURN, 0) / 65_536 / 90) * 90 % 360
    left, top, right, bottom = (_share(known.get(side, 0)) for side in CROPS)
    return Anchored(picture, *corners, turn, (left, top, right, bottom)) if picture and corners else None


def _share(fixed: int) -> float:
    """A fixed-point share; a negative one, which adds a margin, counts as none."""
    return min(fixed / 65_536, 1.0) if fixed < 0x8000_0000 else 0.0


def _properties(data: bytes, part: Record) -> Iterator[tuple[int, int]]:
    for number in range(part.instance):
        at = part.start + 6 * number
        if at + 6 <= part.end:
            key, value = struct.unpack_from("<HI", data, at)
            yield key & 0x3FFF, value


def _anchor(data: bytes, part: Record) -> tuple[Corner, Corner] | None:
    """Corners in columns and rows; offsets are 1024ths of a column's width and 256ths of a row's height."""
    if part.end - part.start < 18:
        return None
    _, left, x0, top, y0, right, x1, bottom, y1 = struct.unpack_from("<9H", data, part.start)
    start = Corner(left, min(x0 / 1024, 1.0), top, min(y0 / 256, 1.0))
    return start, Corner(right, min(x1 / 1024, 1.0), bottom, min(y1 / 256, 1.0))


def _inside(group: _Group, box: tuple[int, ...]) -> tuple[Corner, Corner]:
    """A member's corners by its share of the group's; columns between the group's corners count as equally wide."""
    x0, y0, x1, y1 = group.space
    across = [(x - x0) / ((x1 - x0) or 1) for x in (box[0], box[2])]
    down = [(y - y0) / ((y1 - y0) or 1) for y in (box[1], box[3])]
    made = []
    for x, y in zip(across, down, strict=True):
        column = _between(group.start.column + group.start.across, group.end.column + group.end.across, x)
        row = _between(group.start.row + group.start.down, group.end.row + group.end.down, y)
        made.append(Corner(int(column), column % 1, int(row), row % 1))
    return made[0], made[1]


def _between(low: float, high: float, share: float) -> float:
    return low + (high - low) * min(1.0, max(0.0, share))

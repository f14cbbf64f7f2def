"""Pictures of XLSX worksheets: drawings anchored over cells, and pictures that are a cell's value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from shared.reading.geometry import Box
from shared.reading.sheet_grid import Budget, Corner, Grid, Pictured
from shared.reading.sheet_parts import Parts, Relation, attribute, child, children, local, whole

EMU = 12_700.0  # English Metric Units in a point
TURN = 60_000  # of a degree
MAX_DEPTH = 8
_DISPIMG = re.compile(r"DISPIMG\(\s*\"([^\"]+)\"", re.I)
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


def drawn(parts: Parts, sheet: str, grid: Grid, budget: Budget) -> None:
    """Add the pictures of a worksheet part's drawing to its grid."""
    for relation in parts.relations(sheet).values():
        if relation.kind != "drawing":
            continue
        root = parts.tree(relation.target)
        related = parts.relations(relation.target)
        for anchor in root if root is not None else ():
            ends = _ends(anchor, grid)
            if ends is None:
                continue
            for item, share in _pictures(anchor, WHOLE, 0):
                found = related.get(_embedded(item))
                if found is None or found.target not in parts:
                    continue
                budget.pictures -= 1
                if budget.pictures < 0:
                    budget.warn("pictures_left_out", "This workbook has too many pictures; the last were left out.")
                    return
                start, end = _within(grid, ends, share)
                load = partial(parts.bytes_of, found.target)
                grid.pictures.append(Pictured(start, end, found.target, load, _turn(item), _crop(item)))


def _ends(anchor: Element, grid: Grid) -> tuple[Corner, Corner] | None:
    """Where an anchor begins and ends on the sheet."""
    kind = local(anchor)
    size = child(anchor, "ext")
    width, height = _emu(size, "cx"), _emu(size, "cy")
    if kind == "twoCellAnchor":
        start, end = _corner(child(anchor, "from"), grid), _corner(child(anchor, "to"), grid)
        return (start, end) if start and end else None
    if kind == "oneCellAnchor":
        start = _corner(child(anchor, "from"), grid)
        return (start, grid.beyond(start, width, height)) if start else None
    if kind == "absoluteAnchor":
        at = child(anchor, "pos")
        start = grid.beyond(Corner(0, 0.0, 0, 0.0), _emu(at, "x"), _emu(at, "y"))
        return start, grid.beyond(start, width, height)
    return None


def _corner(mark: Element | None, grid: Grid) -> Corner | None:
    if mark is None:
        return None
    said = {local(item): (item.text or "0").strip() for item in mark}
    try:
        column, row = int(said.get("col", "0")), int(said.get("row", "0"))
        x, y = float(said.get("colOff", "0")) / EMU, float(said.get("rowOff", "0")) / EMU
    except ValueError:
        return None
    if not 0 <= column < 16_384 or not 0 <= row < 1_048_576:
        return None
    return grid.corner(column, x, row, y)


def _pictures(element: Element, share: Box, depth: int) -> Iterator[tuple[Element, Box]]:
    """The pictures below an element, and which part (0 to 1) of the anchor each takes: groups have their own space."""
    for item in element if depth < MAX_DEPTH else ():
        kind = local(item)
        if kind == "pic":
            yield item, share
        elif kind == "grpSp":
            space = child(item, "grpSpPr", "xfrm")
            for part in item:
                yield from _grouped(part, space, share, depth)
        elif kind in ("AlternateContent", "Choice"):
            yield from _pictures(item, share, depth + 1)


def _grouped(part: Element, space: Element | None, share: Box, depth: int) -> Iterator[tuple[Element, Box]]:
    kind = local(part)
    if kind not in ("pic", "grpSp"):
        return
    own = child(part, "spPr" if kind == "pic" else "grpSpPr", "xfrm")
    at, size = child(own, "off"), child(own, "ext")
    origin, extent = child(space, "chOff"), child(space, "chExt")
    wide, high = _emu(extent, "cx"), _emu(extent, "cy")
    if at is None or size is None or not wide or not high:
        box = share
    else:
        x, y = (_emu(at, "x") - _emu(origin, "x")) / wide, (_emu(at, "y") - _emu(origin, "y")) / high
        w, h = _emu(size, "cx") / wide, _emu(size, "cy") / high
        full_w, full_h = share[2] - share[0], share[3] - share[1]
        box = (
            share[0] + x * full_w, share[1] + y * full_h,
            share[0] + (x + w) * full_w, share[1] + (y + h) * full_h,
        )  # fmt: skip
    if kind == "pic":
        yield part, box
        return
    inner = child(part, "grpSpPr", "xfrm")
    for item in part if depth < MAX_DEPTH else ():
        yield from _grouped(item, inner, box, depth + 1)


def _within(grid: Grid, ends: tuple[Corner, Corner], share: Box) -> tuple[Corner, Corner]:
    """The part of an anchor that one picture of a group takes."""
    if share == WHOLE:
        return ends
    start, end = ends
    width = _distance(start.column, start.across, end.column, end.across, grid.width)
    height = _distance(start.row, start.down, end.row, end.down, grid.height)
    first = grid.beyond(start, share[0] * width, share[1] * height)
    return first, grid.beyond(start, share[2] * width, share[3] * height)


def _distance(first: int, near: float, last: int, far: float, size_of: object) -> float:
    sizes = [size_of(n) for n in range(first, min(last, first + 2000) + 1)]  # type: ignore[operator]
    return float(sum(sizes) - near * sizes[0] - (1 - far) * sizes[-1]) if sizes else 0.0


def _embedded(picture: Element) -> str:
    return attribute(child(picture, "blipFill", "blip"), "embed")


def _turn(picture: Element) -> int:
    text = attribute(child(picture, "spPr", "xfrm"), "rot", "0")
    degrees = int(text) / TURN if text.lstrip("-").isdecimal() else 0.0
    return round(degrees / 90) * 90 % 360


def _crop(picture: Element) -> Box:
    cut = child(picture, "blipFill", "srcRect")
    left, top, right, bottom = (min(whole(attribute(cut, side)) / 100_000, 1.0) for side in ("l", "t", "r", "b"))
    return left, top, right, bottom


def _emu(element: Element | None, name: str) -> float:
    text = attribute(element, name, "0")
    try:
        return float(text) / EMU
    except ValueError:
        return 0.0


class InCells:
    """Pictures placed in cells: Excel's own (a rich value), and those of WPS Office (`=DISPIMG("ID_…")`)."""

    def __init__(self, parts: Parts, workbook: str, related: dict[str, Relation]) -> None:
        self._parts = parts
        by_kind = {relation.kind: relation.target for relation in related.values()}
        self._rich = self._rich_values(by_kind)
        self._named = self._cell_images(by_kind.get("cellImage"))

    @property
    def any(self) -> bool:
        return bool(self._rich or self._named)

    def of(self, metadata: str | None, formula: str | None, row: int, column: int) -> Pictured | None:
        """The picture of a cell, which it fills; None for any other cell."""
        target = None
        if metadata is not None and metadata.isdecimal():
            target = self._rich.get(int(metadata))
        named = _DISPIMG.search(formula) if formula and self._named else None
        if named:
            target = self._named.get(named[1])
        if target is None:
            return None
        start, end = Corner(column, 0.0, row, 0.0), Corner(column, 1.0, row, 1.0)
        return Pictured(start, end, target, partial(self._parts.bytes_of, target))

    def _rich_values(self, by_kind: dict[str, str]) -> dict[int, str]:
        """Picture parts by the cells' `vm`: metadata -> rich value -> its relation -> the part ([MS-XLSX] 2.6)."""
        metadata = by_kind.get("sheetMetadata")
        values, relation_part = by_kind.get("rdRichValue"), by_kind.get("richValueRel")
        if not metadata or not values or not relation_part:
            return {}
        root, rich, listed = (self._parts.tree(name) for name in (metadata, values, relation_part))
        targets = self._parts.relations(relation_part)
        parts = [targets.get(attribute(item, "id")) for item in (listed if listed is not None else ())]
        images: list[str | None] = []
        for value in rich if rich is not None else ():
            first = child(value, "v")
            index = whole(first.text if first is not None else None, -1)
            relation = parts[index] if 0 <= index < len(parts) else None
            images.append(relation.target if relation and relation.kind == "image" else None)
        return self._by_metadata(root, images)

    def _by_metadata(self, root: Element | None, images: list[str | None]) -> dict[int, str]:
        future: list[int] = []
        for group in root if root is not None else ():
            if local(group) == "futureMetadata" and attribute(group, "name") == "XLRICHVALUE":
                for block in group:
                    found = next((e for e in block.iter() if local(e) == "rvb"), None)
                    future.append(whole(attribute(found, "i"), -1))
        made = {}
        for number, block in enumerate(children(root, "valueMetadata"), 1):
            index = whole(attribute(child(block, "rc"), "v"), -1)
            value = future[index] if 0 <= index < len(future) else -1
            target = images[value] if 0 <= value < len(images) else None
            if target is not None and target in self._parts:
                made[number] = target
        return made

    def _cell_images(self, name: str | None) -> dict[str, str]:
        root = self._parts.tree(name) if name else None
        related = self._parts.relations(name) if name else {}
        made = {}
        for item in root if root is not None else ():
            picture = child(item, "pic")
            found = related.get(_embedded(picture)) if picture is not None else None
            if picture is not None and found is not None and found.target in self._parts:
                made[attribute(child(picture, "nvPicPr", "cNvPr"), "name")] = found.target
        return made

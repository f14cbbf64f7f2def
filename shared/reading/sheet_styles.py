"""The styles of an XLSX workbook: for each cell format its number format and its font."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from shared.reading.sheet_grid import PLAIN, CellStyle
from shared.reading.sheet_numbers import BUILT_IN, GENERAL
from shared.reading.sheet_parts import attribute, children, local, whole


class Format(NamedTuple):
    """A cell format: its number format, and how its text is set."""

    number: str = GENERAL
    style: CellStyle = PLAIN


def read_formats(root: Element | None) -> list[Format]:
    """The cell formats (`cellXfs`) of a styles part, in the order that cells number them."""
    numbers = dict(BUILT_IN)
    for item in children(root, "numFmts"):
        numbers[whole(attribute(item, "numFmtId"))] = attribute(item, "formatCode", GENERAL)
    fonts = [_font(item) for item in children(root, "fonts")]
    made = []
    for item in children(root, "cellXfs"):
        font = whole(attribute(item, "fontId"))
        style = fonts[font] if 0 <= font < len(fonts) else PLAIN
        made.append(Format(numbers.get(whole(attribute(item, "numFmtId")), GENERAL), style))
    return made


def _font(item: Element) -> CellStyle:
    said = {local(part): part for part in item}
    try:
        size = float(attribute(said.get("sz"), "val", "11"))
        color = int(attribute(said.get("color"), "rgb", "0")[-6:], 16)
    except ValueError:
        return PLAIN
    return CellStyle(min(max(size, 4.0), 96.0), _on(said, "b"), _on(said, "i"), color)


def _on(said: dict[str, Element], name: str) -> bool:
    return name in said and attribute(said[name], "val", "1") not in ("0", "false")

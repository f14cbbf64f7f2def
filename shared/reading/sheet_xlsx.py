"""XLSX: the visible worksheets of a workbook, read as streams so that memory follows what they hold, not their size.

Part names, elements and attributes are those of ECMA-376 part 1, chapter 18.
"""

from __future__ import annotations

from collections.abc import Iterator

from shared.reading.errors import DamagedWorkbook, NotAWorkbook, TooLargeWorkbook
from shared.reading.sheet_drawings import InCells, drawn
from shared.reading.sheet_grid import HIDDEN, Budget, Grid
from shared.reading.sheet_numbers import EPOCH_1900, EPOCH_1904
from shared.reading.sheet_parts import Parts, attribute, child, children
from shared.reading.sheet_styles import read_formats
from shared.reading.sheet_workings import Workings
from shared.reading.sheet_worksheet import WorksheetReader, unescaped

MAX_CHARACTERS = 20_000_000  # of all shared strings


def read_xlsx(parts: Parts, budget: Budget, workings: Workings | None = None) -> Iterator[Grid]:
    """The visible worksheets that hold anything. Raises ReadingError.

    With `workings`, results of formulas that were not saved are worked out.
    """
    name = _main(parts)
    root = parts.tree(name)
    if root is None:
        raise DamagedWorkbook("no workbook part")
    related = parts.relations(name)
    by_kind = {relation.kind: relation.target for relation in related.values()}
    strings = _strings(parts, by_kind.get("sharedStrings"))
    formats = read_formats(parts.tree(by_kind["styles"]) if "styles" in by_kind else None)
    epoch = EPOCH_1904 if attribute(child(root, "workbookPr"), "date1904") in ("1", "true") else EPOCH_1900
    in_cells = InCells(parts, name, related)
    untrusted = attribute(child(root, "calcPr"), "fullCalcOnLoad") in ("1", "true")

    def reader(name: str, target: str, spent: Budget) -> WorksheetReader:
        values = workings.sheet(name) if workings else None
        made = WorksheetReader(Grid(name), strings, formats, epoch, in_cells, spent, values, untrusted)
        parts.stream(target, made.start, made.end, made.text)
        return made

    hidden: list[tuple[str, str]] = []
    found: list[WorksheetReader] = []
    for sheet in children(root, "sheets"):
        relation = related.get(attribute(sheet, "id"))
        if relation is None or relation.kind != "worksheet" or relation.target not in parts:
            continue
        if attribute(sheet, "state", "visible") != "visible":
            budget.warn("hidden_left_out", HIDDEN)
            hidden.append((sheet.get("name", ""), relation.target))
            continue
        made = reader(sheet.get("name", ""), relation.target, budget)
        drawn(parts, relation.target, made.grid, budget)
        found.append(made)
    if workings:

        def read_hidden() -> None:  # what formulas refer to may stand in a sheet that nobody sees
            for name, target in hidden:
                reader(name, target, Budget())

        workings.more = read_hidden
        for made in found:
            made.work_out(workings)
    yield from (made.grid for made in found if not made.grid.empty)


def _main(parts: Parts) -> str:
    """The name of the workbook part. Raises NotAWorkbook for a document of another kind."""
    target = next((r.target for r in parts.relations("").values() if r.kind == "officeDocument"), "xl/workbook.xml")
    if target not in parts or not target.lower().endswith(".xml") or target.lower().startswith(("word/", "ppt/")):
        raise NotAWorkbook(target)
    return target


def _strings(parts: Parts, name: str | None) -> list[str]:
    """The shared strings; rich text as plain, without the readings above Japanese words."""
    if name is None or name not in parts:
        return []
    made: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}
    total = 0

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            pieces.clear()
        elif tag in inside:
            inside[tag] = True

    def end(tag: str) -> None:
        nonlocal total
        if tag == "si":
            made.append(unescaped("".join(pieces)))
            total += len(made[-1])
            if total > MAX_CHARACTERS:
                raise TooLargeWorkbook(f"{total} characters")
        elif tag in inside:
            inside[tag] = False

    def text(piece: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(piece)

    parts.stream(name, start, end, text)
    return made

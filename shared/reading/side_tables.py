"""Tables whose labels stand in a column, each product in a column of its own beside them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from shared.reading.geometry import overlap
from shared.reading.graphics import Graphics
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import field_of
from shared.reading.marks import Mark
from shared.reading.tables import Column, Row, Table

MIN_LABELS = 3
MIN_PRODUCTS = 2
MAX_APART = 2.0  # heights of a label between it and the next
FILLED = 0.6  # of the labels have a value in a product's column


def find_side_tables(marks: Sequence[Mark], graphics: Graphics) -> list[Table]:
    """Such tables on a page whose columns are ruled; each product is a `Row`, its cells numbered by the labels."""
    edges = sorted({b[0] for b in graphics.down})
    stubs = _stubs([m for m in marks if m.line.turn == 0 and not m.prices and field_of(m.text)], edges)
    found = []
    for stub in stubs:
        right = min(
            (s[0].bbox[0] for s in stubs if s[0].bbox[0] > stub[0].bbox[0] + 1 and _level(s, stub)), default=1e9
        )
        table = _table(stub, marks, [x for x in edges if stub[0].bbox[0] < x < right])
        if table is not None:
            found.append(table)
    return found


def _stubs(labels: Sequence[Mark], edges: Sequence[float]) -> list[list[Mark]]:
    """Labels of different fields under each other in one column of the page."""
    runs: list[list[Mark]] = []
    for m in sorted(labels, key=lambda m: (_cell(m, edges), m.bbox[1])):
        last = runs[-1][-1] if runs else None
        height = m.bbox[3] - m.bbox[1]
        fields = {field_of(other.text) for other in runs[-1]} if runs else set()
        if (
            last is not None
            and _cell(last, edges) == _cell(m, edges)
            and m.bbox[1] - last.bbox[3] < MAX_APART * height
            and field_of(m.text) not in fields
        ):
            runs[-1].append(m)
        else:
            runs.append([m])
    return [run for run in runs if _is_stub(run)]


def _cell(m: Mark, edges: Sequence[float]) -> int:
    middle = (m.bbox[0] + m.bbox[2]) / 2
    return sum(1 for x in edges if x <= middle)


def _is_stub(run: Sequence[Mark]) -> bool:
    fields = {field_of(m.text) for m in run}
    return len(run) >= MIN_LABELS and bool(fields & {"code", "name"}) and bool(fields & {*PRICE_FIELDS, "code"})


def _level(a: Sequence[Mark], b: Sequence[Mark]) -> bool:
    return overlap(a[0].bbox[1], a[-1].bbox[3], b[0].bbox[1], b[-1].bbox[3]) > 0.5


def _table(stub: Sequence[Mark], marks: Sequence[Mark], edges: Sequence[float]) -> Table | None:
    columns = [Column(m.bbox[1], m.bbox[3], field_of(m.text), m.text) for m in stub]
    top, bottom = stub[0].bbox[1], stub[-1].bbox[3]
    rows = []
    for x0, x1 in itertools.pairwise(edges):
        inside = [m for m in marks if m not in stub and x0 <= (m.bbox[0] + m.bbox[2]) / 2 <= x1]
        cells: dict[int, list[Mark]] = {}
        for number, label in enumerate(stub):
            level = [m for m in inside if overlap(m.bbox[1], m.bbox[3], label.bbox[1], label.bbox[3]) > 0.5]
            if level:
                cells[number] = level
        if len(cells) >= FILLED * len(stub):
            rows.append(Row(cells, (x0, top, x1, bottom)))
    if len(rows) < MIN_PRODUCTS:
        return None
    box = (stub[0].bbox[0], top, rows[-1].bbox[2], bottom)
    return Table(columns, list(stub), box, rows, sideways=True)

"""The tables of an order's grids: where they begin and end, and the evidence for what their columns hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from shared.collections.orders.arithmetic import Product, products
from shared.collections.orders.deciding import Evidence
from shared.collections.orders.heads import CLEARLY, CORE, Head, heads_of, sized_columns
from shared.collections.orders.looks import Look, look_at
from shared.collections.orders.matrix import Matrix, Row, turned
from shared.collections.orders.models import Role
from shared.collections.orders.printed import printed_number
from shared.collections.orders.roles import header_weights, simple
from shared.collections.orders.summing import summary_of

V = TypeVar("V")
SAMPLED = 200  # rows that are looked at
SAMPLES, SAMPLE_LENGTH = 5, 80
FULL = 0.75  # of the usual number of cells: records of another kind have fewer
TELLING = 0.5  # of the rows of a table without header must multiply: else it is chance
LONGEST_WORDS = 40  # characters of a heading whose words are not known
_LETTERS = re.compile(r"[^\W\d_]|[#№%]")
_SYSTEM = re.compile(r"(?P<system>[A-Za-z]{2,4})\s?\d")
_MEASURE = re.compile(r"(?:^|[(/\s\[])(?:kg|mm|cm|m[23²³]|ml|lbs?|oz)(?:$|[)/\s\].])", re.I)
LEAST_ROWS = 1  # of a table without header whose arithmetic is right
MOST_ABOVE = 3  # rows in which words above a table without header may stand
MAX_TURNED = 2  # columns at the left in which the fields of products that run across may stand


@dataclass
class Part:
    """A table within a matrix: its header, if it has one, and its rows; `last` is included."""

    matrix: Matrix
    head: Head | None
    first: int
    last: int
    lines: list[int] = field(default_factory=list)  # rows that may be lines, once they were looked for

    @property
    def skipped(self) -> set[int]:
        """Rows of the header, also where it is printed again."""
        return {*self.head.rows, *self.head.repeats} if self.head else set()

    def rows(self) -> Iterator[int]:
        """The rows below the header."""
        skipped = self.skipped
        return (row for row in range(self.first, self.last + 1) if row not in skipped)


def parts_of(matrix: Matrix) -> list[Part]:
    """The tables of a grid that have headers: upright ones, else one with products across."""
    heads = heads_of(matrix)
    made = []
    for n, head in enumerate(heads):
        last = heads[n + 1].rows[0] - 1 if n + 1 < len(heads) else len(matrix.rows) - 1
        made.append(Part(matrix, head, head.last + 1, last))
    filled = [one for part in made for one in _beside(part) if _lines(one)]
    return filled or _across(matrix) or made


def _lines(part: Part) -> bool:
    return any(is_line_like(part.matrix, row) for row in part.rows())


def _across(matrix: Matrix) -> list[Part]:
    """Tables whose fields stand in a column at the left, with a product in each column beside it.

    Where the fields stand there again and again, each time it is another table.
    """
    if matrix.width < 2 or matrix.width > 500:
        return []
    over = turned(matrix)
    for row in range(min(MAX_TURNED, len(over.rows))):
        labels = over.rows[row]
        found = [part for fields in _blocks(labels) if (part := _turned_part(over, row, fields))]
        if found:
            return found
    return []


def _blocks(labels: Row) -> list[list[int]]:
    """The places of labels, apart from where the first one that names an article is printed again."""
    said = {place: simple(spot.text) for place, spot in labels.items()}
    named = [p for p in said if _role_of(labels[p].text) in ("style_number", "sku", "name", "barcode")]
    starts = [place for place in named if said[place] == said[named[0]]]
    if len(starts) < 2:
        return [list(labels)]
    ends = [*starts[1:], max(labels) + 1]
    return [[p for p in labels if start <= p < end] for start, end in zip(starts, ends, strict=True)]


def _role_of(text: str) -> Role | None:
    weights = header_weights(text)
    if not weights or max(weights.values()) < CLEARLY:
        return None
    return max(weights, key=lambda role: weights[role])


def _turned_part(over: Matrix, row: int, fields: Sequence[int]) -> Part | None:
    """The table whose fields are these places of a row of the turned matrix."""
    cells = {c: over.rows[row][c] for c in fields}
    sizes = {c: size for c, size in sized_columns(over, row).items() if c in cells}
    weights = {c: header_weights(spot.text) for c, spot in cells.items() if c not in sizes}
    named = {c: role for c in weights if (role := _role_of(cells[c].text)) is not None}
    core = {role for role in named.values() if role in CORE}
    counted = "quantity" in core or len(sizes) >= 2
    if not counted or len(core) + (len(sizes) >= 2) < 3 - (len(sizes) >= 2):
        return None
    if len(set(sizes.values())) < len(sizes) or _of_systems(sizes.values()):
        return None
    told = [*named, *sizes]
    first, last = min(c for c in told if c in sizes or named[c] != "ignored"), _end(cells, told)
    rows = [{c: spot for c, spot in line.items() if first <= c <= last} for line in over.rows]
    within = {c: spot for c, spot in cells.items() if first <= c <= last}
    head = Head(
        [row],
        {c: spot.text.rstrip(" :") for c, spot in within.items()},
        {c: size for c, size in sizes.items() if c in within},
        {c: w for c, w in weights.items() if c in within},
    )
    part = Part(replace(over, rows=rows), head, row + 1, len(rows) - 1)
    return part if _lines(part) else None


def _end(cells: Row, told: Sequence[int]) -> int:
    """The last field of products that run across: totals of the order stand apart, below a gap."""
    fields = sorted(c for c in cells if c >= min(told))
    for before, here in itertools.pairwise(fields):
        if cells[here].row - cells[before].row > 1 and summary_of(cells[here].text):
            return before
    return max(told)


def _beside(part: Part) -> list[Part]:
    """The tables that stand beside each other under one header that says the same several times."""
    head = part.head
    if head is None:
        return [part]
    said = {c: simple(text) for c, text in head.texts.items()}
    named = [c for c in said if _role_of(head.texts[c]) in ("style_number", "sku", "name", "barcode")]
    starts = [c for c in named if said[c] == said[named[0]]]
    if len(starts) < 2:
        return [part]
    ends = [*starts[1:], max(said) + 1]
    groups = [[c for c in said if start <= c < end] for start, end in zip(starts, ends, strict=True)]
    if any([said[c] for c in group] != [said[c] for c in groups[0]] for group in groups):
        return [part]
    if not any(_role_of(head.texts[c]) == "quantity" for c in groups[0]):
        return [part]
    return [_narrowed(part, head, group) for group in groups]


def _narrowed(part: Part, head: Head, columns: Sequence[int]) -> Part:
    """A table without the columns of those beside it."""

    def kept(of: Mapping[int, V]) -> dict[int, V]:
        return {c: value for c, value in of.items() if min(columns) <= c <= max(columns)}

    own = Head(head.rows, kept(head.texts), kept(head.sizes), kept(head.weights), head.repeats)
    return Part(replace(part.matrix, rows=[kept(row) for row in part.matrix.rows]), own, part.first, part.last)


def _of_systems(sizes: Iterable[str]) -> bool:
    """Whether sizes are of several systems ("US 2", "EU 36"): then rows are a size chart, and no pieces."""
    return len({match["system"].upper() for size in sizes if (match := _SYSTEM.match(size))}) > 1


def is_line_like(matrix: Matrix, row: int) -> bool:
    """Whether a row may be a line by its looks: some cells, one of them a number, none of them a total's label."""
    cells = matrix.rows[row]
    if len(cells) < 2:
        return False
    texts = [spot.text for spot in cells.values()]
    if any(summary_of(text) for text in texts):
        return False
    return any(printed_number(spot.text, spot.cell.number) is not None for spot in cells.values())


def headless(matrix: Matrix) -> Part | None:
    """The whole grid as a table without header, if its values say so: columns that multiply."""
    rows = [row for row in range(len(matrix.rows)) if is_line_like(matrix, row) and len(matrix.rows[row]) >= 3]
    if len(rows) < LEAST_ROWS:
        return None
    usual = sorted(len(matrix.rows[row]) for row in rows)[len(rows) // 2]
    rows = [row for row in rows if len(matrix.rows[row]) > FULL * usual]
    part = Part(matrix, None, rows[0], rows[-1], rows)
    looks = looks_of(part)
    found = products(looks, [])
    wordy = any(look.words >= 0.5 or look.codes >= 0.5 for look in looks.values())
    if not wordy or not found or found[0].share < 0.8 or found[0].telling < min(2, len(rows)):
        return None
    if found[0].rows < TELLING * len(rows) or _is_measured(matrix, rows[0], found[0]):
        return None
    part.head = _unknown_words(matrix, rows[0], usual)
    return part


def _unknown_words(matrix: Matrix, first: int, usual: int) -> Head | None:
    """The row of words right above values as their header, in whatever language: none is known."""
    if first == 0:
        return None
    cells = matrix.rows[first - 1]
    texts = {column: spot.text for column, spot in cells.items()}
    if len(texts) < FULL * usual or len({simple(text) for text in texts.values()}) < len(texts):
        return None
    if any(len(text) > LONGEST_WORDS or not _LETTERS.search(text) for text in texts.values()):
        return None
    over = sum(column in matrix.rows[first] for column in texts)
    if over < FULL * len(texts):
        return None
    return Head([first - 1], texts, {}, {column: header_weights(text) for column, text in texts.items()})


def _is_measured(matrix: Matrix, first: int, found: Product) -> bool:
    """Whether words above columns that multiply say that they weigh or measure ("kg / pallet")."""
    above = range(max(0, first - MOST_ABOVE), first)
    return any(_MEASURE.search(matrix.text(row, c)) for row in above for c in (found.a, found.b, found.total))


def line_rows(part: Part) -> list[int]:
    """The rows that are looked at to tell what columns hold."""
    rows = part.lines = part.lines or [row for row in part.rows() if is_line_like(part.matrix, row)]
    if len(rows) <= SAMPLED:
        return rows
    step = len(rows) / SAMPLED
    return [rows[int(n * step)] for n in range(SAMPLED)]


def looks_of(part: Part) -> dict[int, Look]:
    """How the values of each column look that has a header or values."""
    rows = line_rows(part)
    filled = {column for row in rows for column in part.matrix.rows[row]}
    columns = sorted(filled | set(part.head.texts if part.head else ()))
    made = {}
    for column in columns:
        cells = []
        for row in rows:
            spot = part.matrix.spot(row, column)
            cells.append((spot.text, spot.cell.number) if spot is not None else ("", None))
        made[column] = look_at(cells)
    return made


def evidence_of(part: Part, told: dict[int, Role], answered: dict[int, Role] | None = None) -> Evidence:
    """All that is known of a table's columns."""
    head, looks = part.head, looks_of(part)
    texts = head.texts if head else {}
    # Of the columns under one merged heading those without values are none of their own.
    spread = {c for c in texts if c - 1 in texts and texts[c] == texts[c - 1] and not looks[c].filled}
    return Evidence(
        headers={column: text for column, text in texts.items() if column not in spread},
        weights={c: weights for c, weights in head.weights.items() if c not in spread} if head else {},
        sizes=head.sizes if head else {},
        looks=looks,
        headed=head is not None and (bool(head.sizes) or any(head.weights.values())),
        told=told,
        answered=answered or {},
    )


def samples_of(part: Part, column: int, rows: Sequence[int]) -> list[str]:
    """Some values of a column, each once."""
    made: list[str] = []
    for row in rows:
        text = part.matrix.text(row, column)[:SAMPLE_LENGTH]
        if text and text not in made:
            made.append(text)
        if len(made) == SAMPLES:
            break
    return made

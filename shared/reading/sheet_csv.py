"""CSV and its kin: the encoding and the delimiter told from the content, cells as they are written."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shared.reading.charsets import encoding_of
from shared.reading.sheet_grid import CHAR_POINTS, MAX_ROWS, PADDING_POINTS, Budget, Cell, Grid, keep_row

DELIMITERS = ("\t", ";", "|", ",", "^", "~")  # the likeliest first: a comma is in numbers and texts too
SAMPLE_CHARS = 64_000
SAMPLE_ROWS = 60
MOST_ROWS = 3 * MAX_ROWS  # empty ones included
MOST_CHARS = 16_000_000
LINES_OF_A_CELL = 200  # a cell with more is a quote that was never closed
AGREEING, AGREEING_WIDE = 0.7, 0.5  # of the sample's rows have the same number of cells; less will do for three cells
HEADING_CELLS, HEADING_WORDS = 3, 4  # of a file that holds nothing but its header
MIN_CHARS, MAX_CHARS = 6, 40  # how wide a column is laid out
_YEN = re.compile(r"\\(?=\s?\d)")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(content: bytes, cut: bool = False) -> str | None:
    """A text in UTF-8, UTF-16 with its mark, or what its bytes look like (Windows', Asian); None for what is no text.

    `cut`: the content may end in the middle of a character.
    """
    encoding = next((name for bom, name in BOMS if content.startswith(bom)), "utf-8")
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(content, final=not cut)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return None
        found = encoding_of(content)
        text = content.decode(found, errors="replace")
        if found == "cp932":  # there the byte of a backslash shows as the sign of the yen
            text = _YEN.sub("¥", text)
    odd = sum(1 for c in itertools.islice(text, SAMPLE_CHARS) if c < " " and c not in "\t\r\n\f\x0b")
    return None if odd or "\0" in text else text


def delimiter_of(text: str) -> str | None:
    """The delimiter by which most of the first rows have the same number of cells, two at least; None without one."""
    said = text[:5].lower()
    if said.startswith("sep=") and len(text) > 4 and text[4] in DELIMITERS:
        return text[4]
    best: tuple[float, str | None] = (0.0, None)
    whole = len(text) <= SAMPLE_CHARS
    for delimiter in DELIMITERS:
        rows = [row for row in _rows(text[:SAMPLE_CHARS], delimiter, SAMPLE_ROWS + 1) if any(row)]
        rows = rows if whole or len(rows) < 3 else rows[:-1]  # the last may be cut
        counts = Counter(len(row) for row in rows if len(row) > 1)
        if len(rows) == 1 and whole and _is_header(rows[0]):
            best = max(best, (len(rows[0]), delimiter), key=lambda b: b[0])
        if len(rows) < 2 or not counts:
            continue
        cells, times = max(counts.items(), key=lambda item: (item[1], item[0]))
        share = times / len(rows)
        if times >= 2 and share >= (AGREEING if cells < 3 else AGREEING_WIDE):
            best = max(best, (round(share, 1), delimiter), key=lambda b: b[0])
    return best[1]


def _is_header(row: list[str]) -> bool:
    """Whether the only row of a text names columns: cells of a few words each, none of them a sentence."""
    cells = [cell.strip() for cell in row]
    short = all(len(cell) > 1 and len(cell.split()) <= HEADING_WORDS and cell[-1] not in ".!?" for cell in cells)
    return len(cells) >= HEADING_CELLS and short


def _rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    """The first rows of a text; quotes that are never closed are characters like others."""
    try:
        rows = list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), most))
        if not any(cell.count("\n") > LINES_OF_A_CELL for row in rows[-1:] for cell in row):
            return rows
    except csv.Error:
        pass
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return list(itertools.islice(reader, most))


def read_csv(path: Path, name: str, budget: Budget) -> Iterator[Grid]:
    """The file as one sheet; nothing where it holds nothing."""
    text = decoded(path.read_bytes())
    if text is None:
        return
    delimiter = delimiter_of(text) or ","
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    grid = Grid(name)
    longest: Counter[int] = Counter()
    for number, row in enumerate(_rows(text[:MOST_CHARS], delimiter, MOST_ROWS)):
        if not budget.look(len(row) + 1):
            break
        for column, cell in enumerate(row):
            longest[column] = max(longest[column], len(cell))
        if not keep_row(grid, number, (Cell(column, cell) for column, cell in enumerate(row)), budget):
            break
    for column, length in longest.items():
        grid.widths[column] = min(max(length, MIN_CHARS), MAX_CHARS) * CHAR_POINTS + PADDING_POINTS
    if not grid.empty:
        yield grid

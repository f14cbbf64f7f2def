"""The words of a spreadsheet's formula: numbers, texts, references, functions, signs.

The grammar is that of ECMA-376 part 1, 18.17. What points to another workbook is told apart ("[1]Prices!B2").
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
    rf"(?:(?P<area>{_CELL}:{_CELL}|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})"
    rf"|(?P<cell>{_CELL})(?![\w(]))"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<function>[A-Za-z_][\w.]*)\("
    r"|(?P<truth>TRUE|FALSE)(?![\w(])"
    r"|(?P<sign><>|<=|>=|[-+*/^&=<>%(),;])"
    r")",
    re.I,
)
_OUTSIDE = re.compile(r"\[[^\]]*\][^'!\[\]]*'?!|\[[0-9]+\]")
_PLACE = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([0-9]{1,7})?")
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
MAX_LENGTH = 2000  # characters of a formula that is worked out


class NotSimple(Exception):
    """A formula of a kind that is not worked out here."""


class Word(NamedTuple):
    """A word of a formula: its kind (a group of the pattern) and its characters; `sheet` before a reference."""

    kind: str
    text: str
    sheet: str | None = None


class Place(NamedTuple):
    """A corner of a reference, from 0; None where it is a whole row or column. `fixed`: written with "$"."""

    row: int | None
    column: int | None
    row_fixed: bool
    column_fixed: bool

    def moved(self, down: int, right: int) -> Place:
        """Where it points in a copy of its formula that stands so many rows and columns away."""
        row = self.row if self.row is None or self.row_fixed else self.row + down
        column = self.column if self.column is None or self.column_fixed else self.column + right
        return Place(row, column, self.row_fixed, self.column_fixed)


def is_outside(formula: str) -> bool:
    """Whether a formula points to another workbook."""
    return bool(_OUTSIDE.search(formula))


def words_of(formula: str) -> list[Word]:
    """A formula's words. Raises NotSimple for what is none (names, tables, references outside)."""
    if len(formula) > MAX_LENGTH:
        raise NotSimple("too long")
    made: list[Word] = []
    at = 0
    formula = formula.strip().removeprefix("=").rstrip()
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None or match.end() == at:
            raise NotSimple(formula[at : at + 20])
        kind = match.lastgroup or ""
        sheet = match["sheet"]
        made.append(Word(kind, match[kind], _unquoted(sheet) if sheet else None))
        at = match.end()
    return made


def corner(text: str) -> Place:
    """ "$B$12", "B" or "12" as a place."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise NotSimple(text)
    column = None
    if match[2]:
        column = 0
        for letter in match[2].upper():
            column = column * 26 + ord(letter) - 64
        column -= 1
    row = int(match[4]) - 1 if match[4] else None
    # In "$12" the sign before the missing letters is the row's.
    return Place(row, column, bool(match[3] or (match[1] and column is None)), bool(match[1] and column is not None))


def _unquoted(sheet: str) -> str:
    name = sheet[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name

"""Formulas of XLS worksheets whose results were not saved, as text.

xlrd reads results only. The records are those of [MS-XLS] 2.4.127: row, column, format, result (8 bytes), flags,
4 bytes, and the formula's length and tokens, which xlrd can write out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from xlrd.biffh import XLRDError
from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

FORMULA = (0x0006, 0x0206, 0x0406)
BEGIN, END = (0x0809, 0x0409, 0x0209, 0x0009), 0x000A
NO_RESULT = b"\x03", b"\xff\xff"  # an empty text: how the eight bytes of a result begin and end
HEAD = struct.Struct("<HHH8sHxxxxH")
MAX_FORMULAS = 100_000
FAULTS = (XLRDError, struct.error, LookupError, TypeError, ValueError, AttributeError, AssertionError, RecursionError)


class Unsaved(NamedTuple):
    """A formula without a result: its row and column from 0, the number of its format, and how it reads."""

    row: int
    column: int
    format: int
    text: str


def unsaved_formulas(book: Any, number: int) -> list[Unsaved]:
    """The formulas of sheet `number` (from 0) whose results were not saved. `book` is open, its memory not released."""
    found: list[Unsaved] = []
    for kind, body in _records(book.mem, book._sh_abs_posn[number]):
        if kind not in FORMULA or len(body) < HEAD.size or len(found) >= MAX_FORMULAS:
            continue
        row, column, form, result, _, length = HEAD.unpack_from(body)
        tokens = body[HEAD.size : HEAD.size + length]
        if not (result.startswith(NO_RESULT[0]) and result.endswith(NO_RESULT[1])) or len(tokens) < length:
            continue
        try:
            text = decompile_formula(book, tokens, length, FMLA_TYPE_CELL, row, column)
        except FAULTS:
            text = ""
        found.append(Unsaved(row, column, form, text or ""))
    return found


def _records(memory: Any, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet; those of charts within it are passed over."""
    depth = 0
    while at + 4 <= len(memory):
        kind, length = struct.unpack_from("<HH", memory, at)
        depth += kind in BEGIN
        depth -= kind == END
        if depth <= 0:
            return
        if depth == 1:
            yield kind, bytes(memory[at + 4 : at + 4 + length])
        at += 4 + length

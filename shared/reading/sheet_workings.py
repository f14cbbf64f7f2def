"""A workbook's formulas and what they refer to, so that results which were not saved can be worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.reading.formula_parts import LAST_COLUMN, LAST_ROW, NotSimple, Place, is_outside
from shared.reading.formulas import Made, Value, Wrong, compiled

MAX_STEPS = 3_000_000  # cells that all formulas of a workbook may look at
MAX_CHAIN = 60  # formulas that refer to each other, one within the other
OUTSIDE = (
    "Some cells take their values from another workbook. They were read as they were last saved; open the workbook in "
    "Excel, update it and upload it again if they have changed."
)
OUTSIDE_EMPTY = (
    "Some cells take their values from another workbook, and no values were saved with them, so they were read as "
    "empty. Replace the formulas by their values in Excel, save, and upload it again."
)

Spot = tuple[int, int]


class Formula(NamedTuple):
    """A cell's formula; a copy of another one is that one and how far away it stands."""

    text: str
    down: int = 0
    right: int = 0


@dataclass
class SheetValues:
    """One sheet's values and formulas, by row and column from 0; hidden ones included."""

    name: str
    values: dict[Spot, Value] = field(default_factory=dict)
    formulas: dict[Spot, Formula] = field(default_factory=dict)
    masters: dict[str, tuple[Spot, str]] = field(default_factory=dict)

    def keep_formula(self, spot: Spot, text: str, shared: str | None) -> str:
        """Keep a cell's formula, and say how it reads; `shared` names those that are copies of one."""
        if shared is not None and text:
            self.masters[shared] = spot, text
        if shared is not None and not text and shared in self.masters:
            master, text = self.masters[shared]
            self.formulas[spot] = Formula(text, spot[0] - master[0], spot[1] - master[1])
        elif text:
            self.formulas[spot] = Formula(text)
        return text


class Unsolved(Exception):
    """A formula that cannot be worked out: `outside` where it points to another workbook."""

    def __init__(self, outside: bool) -> None:
        super().__init__()
        self.outside = outside


class Workings:
    """The sheets of a workbook. `more` reads the sheets that were not read yet, when a formula asks for them."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetValues] = {}
        self.more: Callable[[], None] | None = None
        self._made: dict[str, Made | None] = {}
        self._open: list[tuple[str, Spot]] = []
        self._steps = MAX_STEPS

    def sheet(self, name: str) -> SheetValues:
        """A sheet, by a name that is compared without regard to case."""
        return self.sheets.setdefault(name.casefold(), SheetValues(name))

    def solve(self, name: str, spot: Spot) -> Value:
        """A formula's result. Raises Unsolved."""
        sheet = self.sheets[name.casefold()]
        text = sheet.formulas[spot].text
        try:
            return self._value(sheet, spot)
        except (NotSimple, Wrong, ArithmeticError) as error:
            raise Unsolved(is_outside(text)) from error

    def _found(self, name: str) -> SheetValues:
        if name.casefold() not in self.sheets and self.more is not None:
            more, self.more = self.more, None
            more()
        if name.casefold() not in self.sheets:
            raise NotSimple(f"no sheet {name}")
        return self.sheets[name.casefold()]

    def _value(self, sheet: SheetValues, spot: Spot) -> Value:
        self._spend(1)
        if spot not in sheet.formulas or spot in sheet.values:
            return sheet.values.get(spot)
        here = sheet.name, spot
        if here in self._open or len(self._open) >= MAX_CHAIN:
            raise NotSimple("a circle, or a chain that is too long")
        formula = sheet.formulas[spot]
        self._open.append(here)
        try:
            found = self._compiled(formula.text)(_Here(self, sheet, formula))
        finally:
            self._open.pop()
        if isinstance(found, list):
            raise NotSimple("an area")
        sheet.values[spot] = found
        return found

    def _compiled(self, text: str) -> Made:
        if text not in self._made:
            try:
                self._made[text] = compiled(text)
            except NotSimple:
                self._made[text] = None
        made = self._made[text]
        if made is None:
            raise NotSimple(text)
        return made

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise NotSimple("too many steps")


class _Here:
    """A `shared.reading.formulas.Cells`: where one formula stands."""

    def __init__(self, workings: Workings, sheet: SheetValues, formula: Formula) -> None:
        self._workings, self._sheet, self._formula = workings, sheet, formula

    def cell(self, sheet: str | None, place: Place) -> Value:
        moved = place.moved(self._formula.down, self._formula.right)
        if moved.row is None or moved.column is None or not 0 <= moved.row <= LAST_ROW or moved.column < 0:
            raise NotSimple("no cell")
        return self._workings._value(self._of(sheet), (moved.row, moved.column))

    def area(self, sheet: str | None, first: Place, last: Place) -> list[Value]:
        a, b = (place.moved(self._formula.down, self._formula.right) for place in (first, last))
        of = self._of(sheet)
        top, bottom = sorted((0 if a.row is None else a.row, LAST_ROW if b.row is None else b.row))
        left, right = sorted((0 if a.column is None else a.column, LAST_COLUMN if b.column is None else b.column))
        known = len(of.values) + len(of.formulas)
        if (bottom - top + 1) * (right - left + 1) > known:  # whole columns: only what is there counts
            self._workings._spend(known)
            within = sorted(s for s in {*of.values, *of.formulas} if top <= s[0] <= bottom and left <= s[1] <= right)
            return [self._workings._value(of, spot) for spot in within]
        return [
            self._workings._value(of, (row, column))
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]

    def _of(self, sheet: str | None) -> SheetValues:
        return self._sheet if sheet is None else self._workings._found(sheet)

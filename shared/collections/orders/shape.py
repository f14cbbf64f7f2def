"""A table as its roles see it: which column holds what, and what a row of it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from shared.collections.orders.matrix import Matrix, Spot
from shared.collections.orders.models import Column, GridCell, OrderTable, Role
from shared.collections.orders.packed import packed_sizes
from shared.collections.orders.printed import UNKNOWN, Number, Printing, is_dash, number_of, printed_number

TEXTS: tuple[Role, ...] = (
    "sku", "style_number", "barcode", "name", "color", "color_code", "size", "category",
)  # fmt: skip
_BETWEEN = re.compile(r"\s+(?:[x×@*]\s+)?")
_DIGIT = re.compile(r"\d")
AMOUNTS: tuple[Role, ...] = ("quantity", "unit_cost", "retail_price", "discount", "tax", "total")
RECKONED: tuple[Role, ...] = ("quantity", "unit_cost", "total")
PARTS = 2
CENT = Decimal("0.01")
OWN: tuple[Role, ...] = ("sku", "style_number", "barcode", "name")


@dataclass
class Told:
    """What a row prints: texts and amounts by role, pieces by size, each with the cell it was read from."""

    row: int
    texts: dict[Role, Spot] = field(default_factory=dict)
    numbers: dict[Role, tuple[Number, Spot]] = field(default_factory=dict)
    sizes: dict[str, tuple[Number, Spot]] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    unread: list[Spot] = field(default_factory=list)  # where pieces should stand, and what stands there is no number

    @property
    def counted(self) -> bool:
        """Whether pieces are printed, be it none."""
        return "quantity" in self.numbers or bool(self.sizes)

    @property
    def pieces(self) -> Decimal:
        """The pieces, all sizes together."""
        if "quantity" in self.numbers:
            return self.numbers["quantity"][0].value
        return sum((number.value for number, _ in self.sizes.values()), Decimal(0))

    def value(self, role: Role) -> Decimal | None:
        """An amount."""
        found = self.numbers.get(role)
        return found[0].value if found else None


def multiplies(numbers: Mapping[Role, tuple[Number, Spot]]) -> bool:
    """Whether pieces times price is the total, to the cent."""
    if any(role not in numbers for role in RECKONED):
        return False
    quantity, cost, total = (numbers[role][0].value for role in RECKONED)
    return bool(total) and abs(quantity * cost - total) <= CENT


class Shape:
    """One table's columns by role, and `how` its numbers are printed. `beside`: another table stands beside it."""

    def __init__(self, table: OrderTable, matrix: Matrix, how: Printing = UNKNOWN, beside: bool = False) -> None:
        self.table, self.matrix, self.how = table, matrix, how
        self.narrow = table.transposed or beside
        self.columns: dict[Role, Column] = {}
        self.sized: list[Column] = []
        for column in table.columns:
            if column.role == "size_quantity":
                self.sized.append(column)
            elif column.role != "ignored":
                self.columns.setdefault(column.role, column)
        self.first_column = min((c.column for c in table.columns), default=0)
        self.by_column: Mapping[int, Column] = {c.column: c for c in table.columns}

    def rows(self) -> Iterator[int]:
        """The rows below the header, as the table has them."""
        skipped = set(self.table.header_rows)
        last = min(self.table.last_row, len(self.matrix.rows) - 1)
        return (row for row in range(self.table.first_row, last + 1) if row not in skipped)

    def told(self, row: int) -> Told:
        """What a row prints by itself."""
        cells = self.matrix.rows[row]
        inside = self.by_column if self.narrow else cells
        told = Told(row, spots=[spot for column, spot in cells.items() if column in inside])
        for role in TEXTS:
            spot = self._own(row, role)
            if spot is not None and not is_dash(spot.text):
                told.texts[role] = spot
        for role in AMOUNTS:
            spot = self._own(row, role)
            number = self.number(spot) if spot is not None else None
            if number is not None and spot is not None:
                told.numbers[role] = (number, spot)
        for column in self.sized:
            spot = self.matrix.spot(row, column.column)
            number = number_of(spot.cell) if spot is not None else None
            if number is not None and spot is not None:
                told.sizes[self._key(column, told)] = (number, spot)
        self._unpack(told)
        if sum(role in told.numbers for role in RECKONED) < len(RECKONED):
            self._part(told)
        if told.texts.keys() & set(OWN):
            told.unread = [spot for spot in self._places_of_pieces(row) if _DIGIT.search(spot.text)]
        return told

    def _places_of_pieces(self, row: int) -> Iterator[Spot]:
        """The cells of a row in columns of pieces that hold no number, those that hold a text of the line left out."""
        for column in (*self.sized, *filter(None, [self.columns.get("quantity")])):
            spot = self.matrix.spot(row, column.column)
            if spot is not None and self.number(spot) is None and spot.cell.columns == 1:
                yield spot

    def _unpack(self, told: Told) -> None:
        """Sizes that stand with their pieces in one cell."""
        spot, quantity = told.texts.get("size"), told.numbers.get("quantity")
        packed = packed_sizes(spot.text, quantity[0].value if quantity else None) if spot is not None else None
        if packed and spot is not None and not told.sizes:
            told.sizes = {size: (Number(count), spot) for size, count in packed.items()}
            del told.texts["size"]

    def _part(self, told: Told) -> None:
        """Pieces, price and total of which two share a cell ("219,60 3"): parted if they multiply, and else never."""
        places = {role: self.columns[role].column for role in RECKONED if role in self.columns}
        roles = sorted(places, key=lambda role: places[role])
        if len(roles) < len(RECKONED):
            self._part_by_total(told)
            return
        known = {role: told.numbers[role] for role in roles if role in told.numbers}
        for n, role in enumerate(roles):
            spot = self.matrix.spot(told.row, places[role])
            tokens = spot.text.split() if spot is not None else []
            if spot is None or len(tokens) != PARTS:
                continue
            read = [printed_number(token, None, *self.how) for token in tokens]
            for first in (n - 1, n):
                pair = roles[max(first, 0) : first + PARTS]
                other = [r for r in pair if r != role]
                if len(pair) < PARTS or None in read or self.matrix.spot(told.row, places[other[0]]) is not None:
                    continue
                tried = {**known, **{r: (number, spot) for r, number in zip(pair, read, strict=True) if number}}
                if multiplies(tried):
                    told.numbers.update(tried)
                    return

    def _part_by_total(self, told: Told) -> None:
        """Pieces and price that share a column ("3 x 219,60"), where they multiply to the total of the row."""
        total = told.numbers.get("total")
        for spot in told.spots:
            if total is None or spot is total[1]:
                continue
            tokens = _BETWEEN.split(spot.text)
            read = [number for token in tokens if (number := printed_number(token, None, *self.how)) is not None]
            if len(tokens) != PARTS or len(read) != PARTS or any(number.value == 1 for number in read):
                continue
            cost, quantity = sorted(read, key=lambda number: number.money, reverse=True)
            tried: dict[Role, tuple[Number, Spot]] = {"quantity": (quantity, spot), "unit_cost": (cost, spot)}
            if cost.money and not quantity.money and multiplies({**tried, "total": total}):
                told.numbers.update(tried)
                told.texts = {role: text for role, text in told.texts.items() if text is not spot}
                return

    def number(self, spot: Spot | None) -> Number | None:
        """The number of a cell, with this table's currency in mind."""
        return number_of(spot.cell, self.how) if spot is not None else None

    def reaching(self, row: int, role: Role) -> Spot | None:
        """The merged cell above that reaches this row in a role's column."""
        column = self.columns.get(role)
        return self.matrix.down.get((row, column.column)) if column else None

    def _own(self, row: int, role: Role) -> Spot | None:
        column = self.columns.get(role)
        return self.matrix.spot(row, column.column) if column else None

    def size_order(self, told: Told) -> list[str]:
        """The sizes of the columns from left to right, also those that a row has nothing of; nothing where one is all.

        What a row has beside them comes last: sizes that stand in one cell, or under two columns of one name.
        """
        named = [column.size or f"column {column.column + 1}" for column in self.sized]
        order = list(dict.fromkeys([*named, *told.sizes]))
        return order if len(order) > 1 else []

    def _key(self, column: Column, told: Told) -> str:
        size = column.size or f"column {column.column + 1}"
        return size if size not in told.sizes else f"{size} ({column.column + 1})"

    def confidence(self, role: Role, cell: GridCell) -> float:
        """How sure a value of a role is by its column and by how its cell was read."""
        column = self.columns.get(role)
        return (column.confidence if column else 0.7) * cell.confidence

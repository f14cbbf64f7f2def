"""The lines of a table, row by row: what is carried down, what is left out, where each value was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from shared.collections.orders.matrix import Spot
from shared.collections.orders.models import Role
from shared.collections.orders.rowkinds import CHARGES, PRICES, Heading, heading_of, heads_amounts, is_more, sum_label
from shared.collections.orders.shape import OWN, Shape, Told
from shared.collections.orders.summing import Sum, names_sum
from shared.reading.codes import is_code

CARRIED = 0.93  # of the confidence of a value that is printed in a row above
ZERO_SHARE = 0.5  # of rows without pieces: then those are what nobody ordered
CODED: tuple[Role, ...] = ("sku", "style_number", "barcode")
TEXTS_CARRIED: tuple[Role, ...] = ("style_number", "name", "category", "sku", "color", "color_code", "barcode")
_CONTINUES = ("-", ",", "/", "&", "(", "–", " and", " und", " et")


@dataclass
class RawLine:
    """A line as its row says it, with what was carried down to it."""

    shape: Shape
    told: Told
    carried: dict[Role, Spot] = field(default_factory=dict)
    prices: dict[Role, Spot] = field(default_factory=dict)
    heading: Heading | None = None
    category: Heading | None = None
    more: list[Spot] = field(default_factory=list)


@dataclass
class SumRow:
    """A row that sums up, in a table: what its label says and the row itself."""

    kind: Sum
    label: Spot | None
    told: Told
    shape: Shape


class TableLines:
    """Reads one table from top to bottom; `sums` are the rows that sum up."""

    def __init__(self, shape: Shape, category: Heading | None = None) -> None:
        self.shape = shape
        self.sums: list[SumRow] = []
        self.left: list[Told] = []  # rows that look like goods and are no lines all the same
        self.unread: list[Told] = []  # lines with pieces that could not be read
        self.category = category
        self._heading: Heading | None = None
        self._last: RawLine | None = None
        self._pieces = Decimal(0)
        self._since: list[Told] = []  # the lines since the last sum
        self._above()
        self._below: int | None = None  # the row under labels that stand beside each other

    def _above(self) -> None:
        """A style in the row above the header of a table that names none."""
        table = self.shape.table
        if self.shape.columns.keys() & set(OWN) or not table.header_rows:
            return
        for row in range(table.header_rows[0] - 1, max(table.header_rows[0] - 3, -1), -1):
            told = self.shape.told(row)
            heading = heading_of(told, self.shape) if told.spots else None
            if heading is not None and heading.code:
                self._heading = heading
                return

    def lines(self) -> list[RawLine]:
        """The table's lines. Rows that nobody ordered anything of are none."""
        found = list(self._read())
        zero = [line for line in found if line.told.counted and not line.told.pieces and not line.told.value("total")]
        if len(zero) > ZERO_SHARE * len(found):
            return [line for line in found if line not in zero] if len(zero) < len(found) else []
        return found

    def _read(self) -> Iterator[RawLine]:
        for row in self.shape.rows():
            told = self.shape.told(row)
            if not told.spots or (row == self._below and not is_coded(told)):
                continue
            label = sum_label(told, self.shape) or self._section_sum(told)
            if label:
                self._since = []
                self.sums.append(SumRow(label[0], label[1], told, self.shape))
                if label[0] not in CHARGES and priced(told) and told.pieces != self._pieces:
                    self.left.append(told)
                if heads_amounts(told):
                    self._below = row + 1
                continue
            if told.counted or told.value("total") or is_unread(told):
                line = self._line(told)
                if line:
                    self._last = line
                    self._pieces += told.pieces
                    self._since.append(told)
                    self.unread += [told] if told.unread else []
                    yield line
                elif priced(told) and self.sums[-1:] != [SumRow("total", None, told, self.shape)]:
                    self.left.append(told)
            else:
                self._words(told)

    def _words(self, told: Told) -> None:
        """A row without pieces: a heading, more of a description, or nothing."""
        if self._last is not None and is_more(told, self.shape):
            self._last.more.append(told.texts["name"])
            return
        heading = heading_of(told, self.shape)
        if heading is None:
            return
        if heading.code:
            self._heading = heading
        else:
            self.category, self._heading = heading, None

    def _line(self, told: Told) -> RawLine | None:
        line = RawLine(self.shape, told, category=self.category)
        if any(role in told.texts for role in ("sku", "style_number", "name")):
            self._fill(line)
            self._heading = None
            return line
        if not told.counted and "barcode" not in told.texts:
            return None  # an amount by itself
        if "barcode" in told.texts and not self._may_carry(told):
            return line
        self._merged(line)
        parted = bool(told.texts.keys() & {"color", "size", "color_code", "barcode"}) or bool(told.sizes)
        if not line.carried and self._heading is not None and (parted or _reckoned(told)):
            line.heading = self._heading
            line.prices = {role: spot for role, spot in self._heading.prices.items() if role not in told.numbers}
            return line
        if not line.carried and self._may_carry(told):
            self._carry(line)
        if line.carried or told.texts.keys() & {"color", "size", "barcode"} or _reckoned(told):
            return line
        if self._last is not None and not self._is_sum(told):
            return None
        if self._last is not None:
            self.sums.append(SumRow("total", None, told, self.shape))
        return None

    def _section_sum(self, told: Told) -> tuple[Sum, Spot] | None:
        """A section's sum by a word and by arithmetic ("Total Knitwear"): a product can be called "Total" as well."""
        if len(self._since) < 2 or not (told.counted or told.value("total")):
            return None
        if any(is_code(told.texts[role].text.upper()) for role in CODED if role in told.texts):
            return None
        pieces, amount = (told.pieces if told.counted else None), told.value("total")
        if pieces is not None and pieces != sum(one.pieces for one in self._since):
            return None
        if amount is not None and amount != sum(one.value("total") or Decimal(0) for one in self._since):
            return None
        return next((("subtotal", spot) for spot in told.spots if names_sum(spot.text)), None)

    def _is_sum(self, told: Told) -> bool:
        return told.counted and told.pieces == self._pieces

    def _may_carry(self, told: Told) -> bool:
        """Whether a row without a name goes on with the style above: it says a colour or size of it."""
        return self._last is not None and bool(told.texts.keys() & {"color", "size", "color_code", "barcode"})

    def _merged(self, line: RawLine) -> None:
        for role in TEXTS_CARRIED:
            spot = self.shape.reaching(line.told.row, role)
            if spot is not None and role not in line.told.texts:
                line.carried[role] = spot
        for role in PRICES:
            spot = self.shape.reaching(line.told.row, role)
            if spot is not None and role not in line.told.numbers:
                line.prices[role] = spot

    def _fill(self, line: RawLine) -> None:
        """A line with an identity of its own: merged cells reach it, and a style that is printed once."""
        self._merged(line)
        last, texts = self._last, line.told.texts
        if last is None or "style_number" in texts or "style_number" in line.carried:
            self._named_once(line)
            return
        before = _effective(last)
        style = before.get("style_number")
        if style is None or "style_number" not in self.shape.columns:
            return
        same_name = "name" in texts and "name" in before and texts["name"].text == before["name"].text
        if "name" not in texts or same_name:
            self._carry(line)

    def _named_once(self, line: RawLine) -> None:
        """The name of a style that is printed with its first line only."""
        last, texts = self._last, line.told.texts
        if last is None or "name" in texts or "name" in line.carried:
            return
        before = _effective(last)
        style = texts.get("style_number") or line.carried.get("style_number")
        if style and "style_number" in before and before["style_number"].text == style.text and "name" in before:
            line.carried["name"] = before["name"]
            self._carry_prices(line, last)

    def _carry(self, line: RawLine) -> None:
        last = self._last
        if last is None:
            return
        before = _effective(last)
        line.heading = last.heading
        for role in TEXTS_CARRIED:
            if role in before and role not in line.told.texts:
                if role == "barcode" or (role == "sku" and "style_number" in before):
                    continue
                if role in ("color", "color_code") and not self._same_color(line.told):
                    continue
                line.carried[role] = before[role]
        self._carry_prices(line, last)

    def _same_color(self, told: Told) -> bool:
        """Whether a row without a colour is another size of the colour above."""
        return not told.texts.keys() & {"color", "color_code"} and "size" in told.texts

    def _carry_prices(self, line: RawLine, last: RawLine) -> None:
        for role in PRICES:
            if role in line.told.numbers or role in line.prices:
                continue
            found = last.told.numbers.get(role)
            spot = found[1] if found else last.prices.get(role)
            if spot is not None:
                line.prices[role] = spot


def is_coded(told: Told) -> bool:
    """Whether a row names an article by a code with letters, which no amount is."""
    return any(role in told.texts and any(c.isalpha() for c in told.texts[role].text) for role in CODED)


def is_unread(told: Told) -> bool:
    """Whether a row without a number of pieces is a line: goods with a price, and pieces that could not be read."""
    return bool(told.unread) and "unit_cost" in told.numbers


def priced(told: Told) -> bool:
    """Whether a row has pieces and a price, as goods have."""
    return told.counted and bool(told.pieces) and bool(told.value("unit_cost"))


def _reckoned(told: Told) -> bool:
    """Whether a row without a word is a line all the same: pieces times price is its total."""
    cost, total = told.value("unit_cost"), told.value("total")
    return bool(cost) and bool(total) and cost is not None and abs(told.pieces * cost - (total or 0)) < Decimal("0.02")


def _effective(line: RawLine) -> dict[Role, Spot]:
    return {**line.carried, **line.told.texts}


def goes_on(name: str, more: str) -> bool:
    """Whether words below a name are the rest of it and no description."""
    return bool(more) and (more[0].islower() or name.rstrip().endswith(_CONTINUES) or name.count("(") > name.count(")"))

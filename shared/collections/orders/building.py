"""From a row that was read to a line of the order: values, where each was read, and what follows from the others."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from shared.collections.models import FieldSource
from shared.collections.orders.lines import CARRIED, RawLine, goes_on
from shared.collections.orders.matrix import Spot
from shared.collections.orders.models import LineSource, OrderLine, Role
from shared.collections.orders.printed import plain, whole
from shared.reading.geometry import Box, union

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
AGREE, DIFFER = 0.5, 0.75  # what is left of a doubt when arithmetic agrees; of a confidence when it does not
DERIVED = 0.8  # of the confidence of what a value is worked out from
SECTION = 0.85  # a category or style that stands as a row above its lines
CENT = Decimal("0.01")
TEXT_FIELDS: tuple[Role, ...] = ("sku", "style_number", "barcode", "name", "color", "color_code", "category")
PRICES: tuple[Role, ...] = ("unit_cost", "retail_price")


class Builder:
    """Makes the lines of one document."""

    def __init__(self, document_id: str, currency: str | None) -> None:
        self._document_id, self._currency = document_id, currency

    def lines(self, raws: Sequence[RawLine], sheet: str | None) -> list[OrderLine]:
        """The lines of a table, without their ids."""
        rates = are_rates(raws)
        return [self._line(raw, sheet, rates) for raw in raws]

    def _line(self, raw: RawLine, sheet: str | None, rates: bool) -> OrderLine:
        self._sheet = sheet
        line = OrderLine(line_id="", source=self._source(raw.told.spots))
        self._texts(line, raw)
        self._sizes(line, raw)
        self._amounts(line, raw, rates)
        line.currency = self._currency_of(raw)
        check(line)
        return line

    def at(self, spot: Spot, confidence: float, derived: str | None = None) -> FieldSource:
        """Where a value was read."""
        return FieldSource.model_construct(  # values of ours, by the tens of thousands
            confidence=round(min(confidence, 0.995), 3),
            page=spot.page,
            bbox=spot.cell.bbox or NOWHERE,
            sheet=self._sheet,
            row=spot.row if self._sheet is not None else None,
            derived=derived,
        )

    def _source(self, spots: list[Spot]) -> LineSource:
        boxes = [spot.cell.bbox for spot in spots if spot.cell.bbox is not None and spot.page == spots[0].page]
        return LineSource(
            document_id=self._document_id,
            page=spots[0].page,
            bbox=union(boxes) if boxes else None,
            sheet=self._sheet,
            row=spots[0].row if self._sheet is not None else None,
        )

    def _texts(self, line: OrderLine, raw: RawLine) -> None:
        shape = raw.shape
        for role in TEXT_FIELDS:
            spot = raw.told.texts.get(role)
            factor = 1.0
            if spot is None:
                spot, factor = raw.carried.get(role), CARRIED
            if spot is not None:
                setattr(line, role, spot.text)
                line.fields[role] = self.at(spot, factor * shape.confidence(role, spot.cell))
        for more in raw.more:
            if line.name and goes_on(line.name, more.text):
                line.name = f"{line.name} {more.text}"
        if raw.heading is not None:
            self._headed(line, raw)
        if line.category is None and raw.category is not None:
            line.category = raw.category.category
            line.fields["category"] = self.at(raw.category.spot, SECTION * raw.category.spot.cell.confidence)

    def _headed(self, line: OrderLine, raw: RawLine) -> None:
        heading = raw.heading
        if heading is None:
            return
        if line.style_number is None and heading.code:
            line.style_number = heading.code
            line.fields["style_number"] = self.at(heading.spot, SECTION)
        if line.name is None and heading.name:
            line.name = heading.name
            line.fields["name"] = self.at(heading.spot, SECTION)

    def _sizes(self, line: OrderLine, raw: RawLine) -> None:
        sized = {size: (number, spot) for size, (number, spot) in raw.told.sizes.items() if number.value != 0}
        columns = {column.size: column for column in raw.shape.sized}
        if sized:
            line.sizes = {size: whole(number.value) for size, (number, _) in sized.items()}
            line.size_order = raw.shape.size_order(raw.told)
            sure = min(columns[s].confidence if s in columns else 0.7 for s in sized)
            first = next(iter(sized.values()))[1]
            line.fields["sizes"] = self.at(first, sure * min(spot.cell.confidence for _, spot in sized.values()))
        size = raw.told.texts.get("size")
        if size is not None and not sized and raw.told.counted:
            line.sizes = {size.text: whole(raw.told.pieces)}
            line.fields["sizes"] = self.at(size, raw.shape.confidence("size", size.cell))

    def _amounts(self, line: OrderLine, raw: RawLine, rates: bool) -> None:
        told, shape = raw.told, raw.shape
        found = told.numbers.get("quantity")
        if found:
            line.quantity = whole(found[0].value)
            line.fields["quantity"] = self.at(found[1], shape.confidence("quantity", found[1].cell))
        elif told.sizes:
            line.quantity = whole(told.pieces)
            sizes = line.fields.get("sizes")
            spot = next(iter(told.sizes.values()))[1]
            line.fields["quantity"] = self.at(spot, sizes.confidence if sizes else 0.7, "sum of sizes")
        for role in PRICES:
            self._price(line, raw, role)
        if "discount" in told.numbers:
            number, spot = told.numbers["discount"]
            line.discount = plain(number.value) + ("%" if rates or number.percent else "")
            line.fields["discount"] = self.at(spot, shape.confidence("discount", spot.cell))
        if "total" in told.numbers:
            number, spot = told.numbers["total"]
            line.total = plain(number.value)
            line.fields["total"] = self.at(spot, shape.confidence("total", spot.cell))

    def _price(self, line: OrderLine, raw: RawLine, role: Role) -> None:
        found, factor = raw.told.numbers.get(role), 1.0
        if found is None and role in raw.prices:
            spot = raw.prices[role]
            number = raw.shape.number(spot)
            found, factor = ((number, spot) if number else None), CARRIED
        if found:
            setattr(line, role, plain(found[0].value))
            line.fields[role] = self.at(found[1], factor * raw.shape.confidence(role, found[1].cell))

    def _currency_of(self, raw: RawLine) -> str | None:
        for role in ("unit_cost", "total", "retail_price"):
            found = raw.told.numbers.get(role)
            if found and found[0].currency and role != "retail_price":
                return str(found[0].currency)
        return raw.shape.how.currency or self._currency


def are_rates(lines: Sequence[RawLine]) -> bool:
    """Whether a table's discounts are per cent: a sign says so, their header, or the arithmetic of most lines."""
    votes = 0
    for raw in lines:
        found = raw.told.numbers.get("discount")
        column = raw.shape.columns.get("discount")
        if found is None or found[0].value == 0:
            continue
        if found[0].percent or (column is not None and "%" in column.header):
            return True
        quantity, cost, total = raw.told.pieces, raw.told.value("unit_cost"), raw.told.value("total")
        if cost is not None and total is not None:
            gross, off = quantity * cost, found[0].value
            votes += 1 if abs(gross * (100 - off) / 100 - total) < abs(gross - off - total) else -1
    return votes > 0


def check(line: OrderLine) -> None:
    """Compare quantity, price and total; work out the one that is missing; what is printed is never changed."""
    quantity, cost, total = (Decimal(v) if v else None for v in (line.quantity, line.unit_cost, line.total))
    off = _discount(line, quantity, cost)
    if quantity and cost is not None and total is not None:
        near = abs(quantity * cost - off - total) <= max(CENT, abs(quantity) * CENT / 2)
        for name in ("quantity", "unit_cost", "total"):
            source = line.fields[name]
            sure = source.confidence
            source.confidence = round(min(0.995, 1 - (1 - sure) * AGREE) if near else sure * DIFFER, 3)
    elif quantity and cost is not None:
        made = quantity * cost - off
        line.total = plain(made.quantize(CENT) if _places(made) < 2 else _trim(made))
        _derive(line, "total", "quantity", "unit_cost", "quantity x unit_cost")
    elif quantity and total is not None and not off:
        line.unit_cost = plain(_divided(total, quantity))
        _derive(line, "unit_cost", "quantity", "total", "total / quantity")
    elif cost and total is not None and line.quantity is None and not off:
        made = total / cost
        if made == made.to_integral_value():
            line.quantity = whole(made)
            _derive(line, "quantity", "unit_cost", "total", "total / unit_cost")


def _discount(line: OrderLine, quantity: Decimal | None, cost: Decimal | None) -> Decimal:
    if not line.discount or quantity is None or cost is None:
        return Decimal(0)
    if line.discount.endswith("%"):
        return abs(quantity * cost * Decimal(line.discount[:-1]) / 100)
    return abs(Decimal(line.discount))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _trim(value: Decimal) -> Decimal:
    """Without noughts beyond the cents."""
    while _places(value) > 2 and value == value.quantize(Decimal(1).scaleb(1 - _places(value))):
        value = value.quantize(Decimal(1).scaleb(1 - _places(value)))
    return value


def _divided(total: Decimal, quantity: Decimal) -> Decimal:
    """A price by its total: exact to a tenth of a cent where it can be, else in cents."""
    made = total / quantity
    for places in (2, 3):
        rounded = made.quantize(Decimal(1).scaleb(-places))
        if rounded == made:
            return rounded
    return made.quantize(CENT)


def _derive(line: OrderLine, name: str, a: str, b: str, how: str) -> None:
    first, second = line.fields[a], line.fields[b]
    sure = round(DERIVED * first.confidence * second.confidence, 3)
    line.fields[name] = first.model_copy(update={"confidence": sure, "derived": how})


def says_something(line: OrderLine) -> bool:
    """Whether a line says what is ordered, or how many at which price."""
    return any((line.sku, line.style_number, line.barcode, line.name, line.color, line.quantity, line.unit_cost))


def with_ids(lines: Iterable[OrderLine], document_id: str) -> list[OrderLine]:
    """The lines with ids that follow from what they say, not from where they stand; equal ones are counted."""
    seen: Counter[str] = Counter()
    made = []
    for line in lines:
        who = [line.sku or "", line.style_number or "", line.barcode or "", line.name or "", line.color or ""]
        key = "\x1f".join([document_id, *who, line.color_code or "", *sorted(line.sizes)])
        seen[key] += 1
        line.line_id = hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:20]
        made.append(line)
    return made

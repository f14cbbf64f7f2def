"""Simple formulas worked out: references, + - * / ^ % &, comparisons, and the functions that orders use.

A formula becomes a function of where it stands, so that copies of it ("shared" formulas) are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, DecimalException
from typing import Protocol

from shared.reading.formula_parts import NotSimple, Place, Word, corner, words_of

Value = Decimal | str | bool | None
Some = Value | list[Value]
DIGITS = Context(prec=20)
MAX_DEPTH = 40  # of brackets


class Wrong(Exception):
    """What a spreadsheet would show as an error: a division by zero, a sum of words."""


class Cells(Protocol):
    """Where a formula stands, and what it may refer to."""

    def cell(self, sheet: str | None, place: Place) -> Value:
        """A cell's value, itself worked out where it is a formula."""
        ...

    def area(self, sheet: str | None, first: Place, last: Place) -> list[Value]:
        """The values of an area's cells, row by row."""
        ...


Made = Callable[[Cells], Some]


def compiled(formula: str) -> Made:
    """A formula as a function of where it stands. Raises NotSimple; the function raises Wrong and NotSimple."""
    reader = _Reader(words_of(formula))
    made = reader.compared()
    if reader.left:
        raise NotSimple("words left over")
    return made


def number_of(value: Some) -> Decimal:
    """A value in arithmetic: nothing is 0. Raises Wrong for words."""
    if isinstance(value, list):
        if len(value) != 1:
            raise Wrong("an area")
        value = value[0]
    if value is None or value == "":
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(value.strip())
    except DecimalException as error:
        raise Wrong(value) from error


class _Reader:
    """Reads words into nested functions, by precedence from the loosest binding to the tightest."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = list(words)
        self._at = self._depth = 0

    @property
    def left(self) -> bool:
        return self._at < len(self._words)

    def _take(self, *signs: str) -> str | None:
        if self.left and self._words[self._at].kind == "sign" and self._words[self._at].text in signs:
            self._at += 1
            return self._words[self._at - 1].text
        return None

    def compared(self) -> Made:
        made = self._binary(("&",), lambda: self._binary(("+", "-"), lambda: self._binary(("*", "/"), self._power)))
        while sign := self._take("=", "<>", "<=", ">=", "<", ">"):
            right = self._binary(
                ("&",), lambda: self._binary(("+", "-"), lambda: self._binary(("*", "/"), self._power))
            )
            made = _comparison(sign, made, right)
        return made

    def _binary(self, signs: tuple[str, ...], tighter: Callable[[], Made]) -> Made:
        made = tighter()
        while sign := self._take(*signs):
            made = _operation(sign, made, tighter())
        return made

    def _power(self) -> Made:
        made = self._signed()
        while sign := self._take("^"):
            made = _operation(sign, made, self._signed())
        return made

    def _signed(self) -> Made:
        sign = self._take("+", "-")
        if sign:
            self._deeper()
            inner = self._signed()
            self._depth -= 1
            return (lambda cells: -number_of(inner(cells))) if sign == "-" else inner
        made = self._operand()
        while self._take("%"):
            made = _operation("/", made, lambda _: Decimal(100))
        return made

    def _operand(self) -> Made:
        if not self.left:
            raise NotSimple("nothing")
        if self._take("("):
            self._deeper()
            made = self.compared()
            self._close()
            return made
        word = self._words[self._at]
        self._at += 1
        if word.kind == "function":
            return self._function(word.text)
        return _leaf(word)

    def _function(self, name: str) -> Made:
        self._deeper()
        arguments: list[Made] = []
        if not self._take(")"):
            while True:
                empty = self.left and self._words[self._at].text in (",", ";", ")")
                arguments.append((lambda _: None) if empty else self.compared())
                if not self._take(",", ";"):
                    break
            self._close()
        else:
            self._depth -= 1
        return _call(name.upper().removeprefix("_XLFN."), arguments)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotSimple("too deep")

    def _close(self) -> None:
        self._depth -= 1
        if not self._take(")"):
            raise NotSimple("a bracket is not closed")


def _leaf(word: Word) -> Made:
    kind, text, sheet = word
    if kind == "number":
        amount = Decimal(text)
        return lambda _: amount
    if kind == "text":
        said = text[1:-1].replace('""', '"')
        return lambda _: said
    if kind == "truth":
        return lambda _: text.upper() == "TRUE"
    if kind == "cell":
        place = corner(text)
        return lambda cells: cells.cell(sheet, place)
    if kind == "area":
        first, last = map(corner, text.split(":"))
        return lambda cells: cells.area(sheet, first, last)
    raise NotSimple(text)


def _operation(sign: str, left: Made, right: Made) -> Made:
    def made(cells: Cells) -> Value:
        if sign == "&":
            return _text(left(cells)) + _text(right(cells))
        a, b = number_of(left(cells)), number_of(right(cells))
        try:
            if sign == "+":
                return DIGITS.add(a, b)
            if sign == "-":
                return DIGITS.subtract(a, b)
            if sign == "*":
                return DIGITS.multiply(a, b)
            return DIGITS.divide(a, b) if sign == "/" else _raised(a, b)
        except DecimalException as error:
            raise Wrong(sign) from error

    return made


def _raised(a: Decimal, b: Decimal) -> Decimal:
    if abs(b) > 100:
        raise NotSimple("a large power")
    return DIGITS.power(a, b)


def _comparison(sign: str, left: Made, right: Made) -> Made:
    def made(cells: Cells) -> Value:
        a, b = _one(left(cells)), _one(right(cells))
        if isinstance(a, str) or isinstance(b, str):  # nothing equals an empty text
            x, y = _text(a).casefold(), _text(b).casefold()
            order = (x > y) - (x < y)
            if {type(a), type(b)} == {str, Decimal}:
                order = 1 if isinstance(a, str) else -1  # words come after numbers
        else:
            m, n = number_of(a), number_of(b)
            order = (m > n) - (m < n)
        return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[
            sign
        ]

    return made


def _one(value: Some) -> Value:
    if isinstance(value, list):
        if len(value) != 1:
            raise Wrong("an area")
        return value[0]
    return value


def _text(value: Some) -> str:
    value = _one(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value or ""


def _numbers(values: Sequence[Some]) -> Iterator[Decimal]:
    """The numbers among values; words in areas are passed over."""
    for value in values:
        for one in value if isinstance(value, list) else [number_of(value)]:
            if isinstance(one, Decimal):
                yield one


def _call(name: str, arguments: Sequence[Made]) -> Made:
    if name == "IF" and 2 <= len(arguments) <= 3:
        return lambda cells: _chosen(cells, arguments)
    if name in ("IFERROR", "IFNA") and len(arguments) == 2:
        return lambda cells: _caught(cells, arguments)
    if name not in FUNCTIONS:
        raise NotSimple(name)
    function = FUNCTIONS[name]

    def made(cells: Cells) -> Some:
        try:
            return function([argument(cells) for argument in arguments])
        except (IndexError, DecimalException) as error:
            raise Wrong(name) from error

    return made


def _chosen(cells: Cells, arguments: Sequence[Made]) -> Some:
    said = _one(arguments[0](cells))
    holds = bool(number_of(said)) if not isinstance(said, bool) else said
    if not holds and len(arguments) < 3:
        return False
    return arguments[1 if holds else 2](cells)


def _caught(cells: Cells, arguments: Sequence[Made]) -> Some:
    try:
        return arguments[0](cells)
    except Wrong:
        return arguments[1](cells)


def _sum(values: Sequence[Some]) -> Value:
    total = Decimal(0)
    for number in _numbers(values):
        total = DIGITS.add(total, number)
    return total


def _product(values: Sequence[Some]) -> Value:
    found = list(_numbers(values))
    total = Decimal(1 if found else 0)
    for number in found:
        total = DIGITS.multiply(total, number)
    return total


def _sum_of_products(values: Sequence[Some]) -> Value:
    areas = [value if isinstance(value, list) else [value] for value in values]
    if len({len(area) for area in areas}) != 1:
        raise Wrong("areas of different sizes")
    total = Decimal(0)
    for row in zip(*areas, strict=True):
        product = Decimal(1)
        for one in row:
            product = DIGITS.multiply(product, one if isinstance(one, Decimal) else Decimal(0))
        total = DIGITS.add(total, product)
    return total


def _rounded(how: str) -> Callable[[Sequence[Some]], Value]:
    def function(values: Sequence[Some]) -> Value:
        places = int(number_of(values[1])) if len(values) > 1 else 0
        if abs(places) > 15:
            raise Wrong("places")
        return number_of(values[0]).quantize(Decimal(1).scaleb(-places), how)

    return function


def _subtotal(values: Sequence[Some]) -> Value:
    if int(number_of(values[0])) not in (9, 109):
        raise NotSimple("SUBTOTAL")
    return _sum(values[1:])


def _average(values: Sequence[Some]) -> Value:
    found = list(_numbers(values))
    if not found:
        raise Wrong("nothing to average")
    return DIGITS.divide(number_of(_sum(list(found))), Decimal(len(found)))


FUNCTIONS: dict[str, Callable[[Sequence[Some]], Value]] = {
    "SUM": _sum,
    "SUBTOTAL": _subtotal,
    "PRODUCT": _product,
    "SUMPRODUCT": _sum_of_products,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDUP": _rounded(ROUND_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "TRUNC": _rounded(ROUND_DOWN),
    "AVERAGE": _average,
    "MIN": lambda values: min(_numbers(values), default=Decimal(0)),
    "MAX": lambda values: max(_numbers(values), default=Decimal(0)),
    "COUNT": lambda values: Decimal(sum(1 for _ in _numbers(values))),
    "ABS": lambda values: abs(number_of(values[0])),
    "N": lambda values: number_of(values[0]),
    "CONCATENATE": lambda values: "".join(map(_text, values)),
    "AND": lambda values: all(bool(number_of(value)) for value in values),
    "OR": lambda values: any(bool(number_of(value)) for value in values),
    "ISBLANK": lambda values: _one(values[0]) is None,
}

"""What the values of a column look like, and what that says for and against each role."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shared.collections.orders.models import Role
from shared.collections.orders.packed import packed_sizes
from shared.collections.orders.printed import Number, is_dash, printed_number
from shared.reading.codes import is_code, is_ean
from shared.reading.colors import color_share
from shared.reading.sizes import is_size, looks_like_sizes

_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*"
    r"|\d{1,2}[ .-][A-Za-zéûä]{3,9}\.?[ .-]\d{2,4}|[A-Za-z]{3,9} \d{1,2}, \d{4}|\d{4}年.*"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT_CODE = re.compile(r"[A-Z0-9]{1,6}(?:[-/][A-Z0-9]{1,4})?")
_TRADE = re.compile(r"\d{8}|\d{12,14}")
NUMERIC: tuple[Role, ...] = ("quantity", "unit_cost", "retail_price", "total", "discount", "tax", "line_number")
AGAINST = -6.0  # log-odds of what cannot be


@dataclass
class Look:
    """The values of one column: how many, and the share of them that is of each kind."""

    filled: int
    rows: int
    numeric: float = 0.0
    whole: float = 0.0
    money: float = 0.0
    counted: float = 0.0
    percent: float = 0.0
    codes: float = 0.0
    trade: float = 0.0
    eans: float = 0.0
    sizes: float = 0.0
    colors: float = 0.0
    words: float = 0.0
    short: float = 0.0
    dates: float = 0.0
    distinct: float = 0.0
    mean_words: float = 0.0
    noughts: float = 0.0
    running: bool = False
    largest: float = 0.0
    numbers: list[Number | None] = field(default_factory=list)


def look_at(texts: Sequence[tuple[str, str | None]]) -> Look:
    """Look at a column's cells, each as its text and the number stored for it; empty ones are ""."""
    filled = [(text, stored) for text, stored in texts if text and not is_dash(text)]
    numbers = [printed_number(text, stored) if text else None for text, stored in texts]
    look = Look(len(filled), len(texts), numbers=numbers)
    if not filled:
        return look
    count = len(filled)
    found = [number for number in numbers if number is not None]
    values = [text for text, _ in filled]
    look.numeric = len(found) / count
    look.whole = sum(n.value == n.value.to_integral_value() and not n.money for n in found) / count
    look.money = sum(n.money for n in found) / count
    look.counted = sum(n.counted for n in found) / count
    look.percent = sum(n.percent for n in found) / count
    look.largest = max((float(abs(n.value)) for n in found), default=0.0)
    look.trade = sum(bool(_TRADE.fullmatch(re.sub(r"[ -]", "", v))) for v in values) / count
    look.eans = sum(is_ean(v) for v in values) / count
    look.codes = sum(_is_code(v) for v in values) / count
    look.sizes = sum(is_size(v) or looks_like_sizes(v) or bool(packed_sizes(v)) for v in values) / count
    look.colors = sum(color_share(v) > 0 for v in values) / count
    look.words = sum(bool(_WORD.search(v)) for v in values) / count
    look.short = sum(bool(_SHORT_CODE.fullmatch(v)) for v in values) / count
    look.dates = sum(bool(_DATE.fullmatch(v)) for v in values) / count
    look.noughts = sum(len(v) > 1 and v[0] == "0" and v.isdigit() for v in values) / count
    look.distinct = len(set(values)) / count
    look.mean_words = sum(len(v.split()) for v in values) / count
    padded = all(value.isdecimal() and len(value) <= 4 for value in values)  # "001", "002", and no "²"
    counted = [Decimal(value) for value in values] if padded else [number.value for number in found]
    look.running = _running(counted) and (padded or look.numeric == 1.0)
    return look


def _is_code(text: str) -> bool:
    return is_code(text) or (4 <= len(text) <= 24 and text.isdigit()) or is_code(text.upper())


def _running(values: Sequence[Decimal]) -> bool:
    """Whether numbers count the lines: 1, 2, 3 or 10, 20, 30, from a small one."""
    if len(values) < 3 or values[0] not in (1, 10, 100, 0):
        return len(values) == 2 and values[0] in (1, 10) and values[1] == 2 * values[0]
    steps = [b - a for a, b in itertools.pairwise(values)]
    return sum(step == steps[0] for step in steps) >= 0.9 * len(steps) and steps[0] in (1, 10, 5, 100)


def scores(look: Look) -> dict[Role, float]:
    """Log-odds for each role by the values alone; `ignored` is the zero."""
    if not look.filled:
        return {}
    made = _by_number(look)
    made.update(_by_text(look))
    return made


def _by_number(look: Look) -> dict[Role, float]:
    fits = 4.0 * (look.numeric - 0.8) if look.numeric < 0.8 else 0.5
    if look.numeric < 0.3:
        against = dict.fromkeys(NUMERIC, AGAINST)
        return {**against, "line_number": 3.5} if look.running else against
    odd = -3.0 * look.trade - 3.0 * look.noughts - 4.0 * look.dates
    quantity = (
        fits + odd + 1.2 * look.whole - 2.5 * look.money * (1 - look.counted) + 2.0 * look.counted - 4.0 * look.percent
    )
    quantity -= 1.5 if look.largest > 20_000 else 0.0
    money = fits + odd + 1.5 * look.money - 3.0 * look.counted - 4.0 * look.percent - (0.6 * look.whole)
    running = look.running
    return {
        "quantity": quantity - (3.0 if running and look.rows >= 3 else 0.0),
        "unit_cost": money - (3.0 if running else 0.0),
        "retail_price": money - 0.9 - (3.0 if running else 0.0),
        "total": money - 0.2 - (3.0 if running else 0.0),
        "discount": (2.5 * look.percent - 1.5) + fits + odd,
        "tax": (2.0 * look.percent - 2.0) + fits + odd,
        "line_number": 3.5 if running else AGAINST if look.money > 0.2 else -3.0,
    }


def _by_text(look: Look) -> dict[Role, float]:
    prose = max(0.0, look.mean_words - 1.0)
    plain_number = look.numeric * (1 - look.codes)
    code = (
        2.2 * look.codes
        - 1.2 * min(prose, 3.0)
        - 2.5 * look.money
        - 3.0 * look.dates
        - 4.0 * plain_number
        - 2.5 * look.eans
    )
    code -= 4.0 if look.distinct * look.filled <= 1 and look.filled >= 4 else 0.0  # the number of the order
    code -= 2.0 * look.colors + (2.0 * look.sizes if look.codes < 0.5 else 0.0) + (2.5 if look.running else 0.0)
    name = 1.0 * look.words + min(prose, 2.0) - 4.0 * look.numeric - 2.5 * look.colors * (look.mean_words < 2.5)
    name -= 3.0 if look.filled >= 4 and look.distinct * look.filled <= 1 else 0.0
    name -= 3.0 * look.sizes * (look.mean_words < 2) + 1.5 * look.codes + 3.0 * look.dates
    return {
        "sku": code - 0.5 + 0.8 * (look.distinct - 0.7),
        "style_number": code,
        "barcode": 5.0 * look.eans + 1.5 * look.trade - 5.0 * (1 - look.trade),
        "name": name + 0.5 * look.distinct,
        "color": 3.5 * look.colors - 1.0 - 4.0 * look.numeric - 0.6 * max(0.0, prose - 2) - 2.0 * look.dates,
        "color_code": 1.0 * look.short - 2.5 - 2.5 * look.money - 1.0 * prose,
        "size": 3.0 * look.sizes
        - 2.0
        - 2.0 * look.money
        - (3.0 if look.running else 0.0)
        - 1.5 * (look.numeric * look.sizes),
        "category": -2.0 + look.words + (1.0 if look.distinct < 0.3 else 0.0) - 3.0 * look.numeric - 2.0 * look.dates,
    }

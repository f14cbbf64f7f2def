"""The currency of an order: what its prices, headers and title block say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from shared.collections.orders.models import Grid, OrderTable
from shared.collections.orders.roles import phrases, simple
from shared.reading.currencies import CODES, SIGNS, currency_of
from shared.reading.money import find_prices

LABELS = frozenset(
    phrases(
        """
        currency, currency code, order currency, po currency, devise, monnaie, währung, waehrung, valuta, valutakod,
        valutakode, moneda, divisa, moeda, munt, waluta, para birimi, döviz, العملة, عملة, מטבע, 币种, 货币, 幣別, 通貨
        """
    )
)
_CODE = re.compile(r"(?<![A-Za-z0-9])(" + "|".join(CODES) + r")(?![A-Za-z0-9])")
_SIGN = re.compile(
    r"(?<![^\W_])("
    + "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True) if SIGNS[s] and not s.isalpha())
    + r")(?![^\W_])"
)
_NAMES = {
    "euro": "EUR", "euros": "EUR", "us dollar": "USD", "us dollars": "USD", "dollars": "USD", "pound sterling": "GBP",
    "pounds sterling": "GBP", "british pound": "GBP", "swiss francs": "CHF", "schweizer franken": "CHF",
    "franken": "CHF", "yen": "JPY", "kuwaiti dinar": "KWD", "zloty": "PLN", "turk lirasi": "TRY", "人民币": "CNY",
    "人民幣": "CNY", "日本円": "JPY", "欧元": "EUR", "美元": "USD", "canadian dollar": "CAD",
    "australian dollar": "AUD",
}  # fmt: skip
ROWS, CELLS = 1_000, 400  # rows and cells of a table that are looked at


_BRACKETED = re.compile(
    r"[(\[]\s*(" + "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True) if SIGNS[s]) + r")\s*[)\]]"
)


def currency_in(text: str) -> str | None:
    """The currency that a header or a short text names ("Unit price (EUR)", "Total €")."""
    code = _CODE.search(text)
    if code:
        return currency_of(code[1])
    sign = _SIGN.search(text) or _BRACKETED.search(text)
    return currency_of(sign[1]) if sign else None


def document_currency(grids: Sequence[Grid], tables: Sequence[OrderTable]) -> str | None:
    """The order's own currency, by what says so most plainly: a label, headers, prices, then the rest of the text."""
    return (
        _labelled(grids)
        or _most(
            currency_in(column.header)
            for table in tables
            for column in table.columns
            if column.role in ("unit_cost", "total")
        )
        or _most(currency_in(column.header) for table in tables for column in table.columns)
        or _most(_priced(grids))
        or _most(_mentioned(grids))
    )


def _most(found: Iterable[str | None]) -> str | None:
    counted = Counter(one for one in found if one)
    return counted.most_common(1)[0][0] if counted else None


def _labelled(grids: Sequence[Grid]) -> str | None:
    """ "Currency: EUR", in one cell or two."""
    for grid in grids:
        for row in grid.rows:
            for n, cell in enumerate(row.cells):
                label, colon, value = cell.text.partition(":")
                if simple(label) not in LABELS:
                    continue
                said = value if colon and value.strip() else row.cells[n + 1].text if n + 1 < len(row.cells) else ""
                found = _named(said)
                if found:
                    return found
    return None


def _named(text: str) -> str | None:
    if len(text) > 60:
        return None
    plain = text.strip()
    return currency_in(plain.upper()) or currency_in(plain) or _NAMES.get(simple(plain)) or SIGNS.get(plain) or None


def _priced(grids: Sequence[Grid]) -> Iterable[str | None]:
    for grid in grids:
        left = CELLS
        for row in grid.rows[:ROWS]:
            for cell in row.cells:
                if len(cell.text) < 40 and left > 0 and any(c.isdigit() for c in cell.text):
                    found = find_prices(cell.text)
                    if found:
                        left -= 1
                    yield from (price.currency for price in found)


def _mentioned(grids: Sequence[Grid]) -> Iterable[str | None]:
    for grid in grids:
        for row in grid.rows[:60] + grid.rows[-30:]:
            for cell in row.cells:
                if len(cell.text) < 200:
                    code = _CODE.search(cell.text)
                    yield currency_of(code[1]) if code else None

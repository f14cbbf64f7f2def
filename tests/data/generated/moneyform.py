"""How a linesheet prints an amount: one form a document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.data.money import grouped

_MINOR = {"JPY": 0, "KWD": 3}  # decimals of a currency; two for all others


@dataclass(frozen=True)
class Amount:
    """One price; `high` is the upper end of a range, else None."""

    low: Decimal
    high: Decimal | None = None


@dataclass(frozen=True)
class MoneyForm:
    """Signs and separators. `scale` leads from a price of about the euro's worth to this currency's.

    stated: the amounts are bare numbers and the currency is said once, elsewhere on the page.
    """

    name: str
    currency: str
    before: str = ""
    after: str = ""
    thousands: str = ","
    point: str = "."
    places: int = 2
    scale: Decimal = Decimal(1)
    stated: bool = False

    def write(self, amount: Amount) -> str:
        """$24.00, or $24.00–28.00 for a range: the sign stands once."""
        numbers = [self._number(v) for v in (amount.low, amount.high) if v is not None]
        return self.before + "–".join(numbers) + self.after

    def _number(self, value: Decimal) -> str:
        return grouped(value, self.thousands, self.point, self.places)

    def fit(self, value: Decimal, step: Decimal) -> Decimal:
        """The value in this currency, as such a brand would round it; never under the least amount."""
        scaled = value * self.scale
        if not self.places:
            unit = Decimal(100) if self.scale >= 100 else Decimal(5) if self.scale >= 5 else Decimal(1)
        else:
            unit = step
        return max((scaled / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit, unit)

    def true(self, value: Decimal) -> str:
        """The amount as a truth file holds it."""
        return f"{value:.{_MINOR.get(self.currency, 2)}f}"


NBSP = "\u00a0"
FORMS: dict[str, MoneyForm] = {
    form.name: form
    for form in (
        MoneyForm("dollars", "USD", before="$"),
        MoneyForm("whole_dollars", "USD", before="$", places=0),
        MoneyForm("usd_first", "USD", before="USD "),
        MoneyForm("pounds", "GBP", before="£"),
        MoneyForm("whole_pounds", "GBP", before="£", places=0),
        MoneyForm("german_euros", "EUR", after=" €", thousands=".", point=","),
        MoneyForm("french_euros", "EUR", after=f"{NBSP}€", thousands=NBSP, point=","),
        MoneyForm("euros_first", "EUR", before="€ ", thousands=".", point=","),
        MoneyForm("euros_tight", "EUR", before="€", thousands=".", point=","),
        MoneyForm("euro_dash", "EUR", before="EUR ", after=",-", thousands=".", places=0),
        MoneyForm("euros_last", "EUR", after=" EUR", thousands=".", point=","),
        MoneyForm("swiss_francs", "CHF", before="CHF ", thousands="'"),
        MoneyForm("yen", "JPY", before="¥", places=0, scale=Decimal(150)),
        MoneyForm("dinars", "KWD", before="KD ", places=3, scale=Decimal("0.3")),
        MoneyForm("kronor", "SEK", before="SEK ", thousands=" ", places=0, scale=Decimal(11)),
        MoneyForm("danish_kroner", "DKK", before="DKK ", thousands=".", point=",", scale=Decimal("7.4")),
        MoneyForm("canadian", "CAD", before="CA$", scale=Decimal("1.4")),
        MoneyForm("reais", "BRL", before="R$ ", thousands=".", point=",", scale=Decimal(5)),
        MoneyForm("stated_usd", "USD", stated=True),
        MoneyForm("stated_eur", "EUR", thousands=".", point=",", stated=True),
        MoneyForm("stated_gbp", "GBP", stated=True),
    )
}

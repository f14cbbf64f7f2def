"""Amounts and quantities as a language writes them. Codes follow the number: they read the same in every script."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from shared.reading.currencies import THREE_DECIMALS

NO_DECIMALS = frozenset({"JPY", "KRW", "CLP", "VND", "ISK", "PYG", "XAF", "XOF", "XPF", "UGX", "RWF"})
NBSP = "\u00a0"
NARROW = "\u202f"
_COMMA_DOT = frozenset({"de", "it", "es", "nl", "pt", "da", "id", "tr", "el", "hr", "sl", "ro", "sr", "vi"})
_COMMA_SPACE = frozenset(
    {"fr", "sv", "pl", "ru", "uk", "cs", "sk", "fi", "nb", "no", "nn", "hu", "bg", "et", "lv", "lt"}
)
_DOT_APOSTROPHE = frozenset({"de-ch", "it-ch", "de-li"})


def number(value: Decimal, language: str, decimals: int) -> str:
    """A number with the language's signs, at least `decimals` places, more only where it has more.

    "1.234,50" in German, "1 234,50" in French, "1,234.50" in English.
    """
    places = max(decimals, -int(value.normalize().as_tuple().exponent)) if value % 1 else decimals
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    group, point = _signs(language)
    return whole.replace(",", group) + (point + rest if rest else "")


def amount(value: str | None, currency: str | None, language: str, most: str | None = None) -> str | None:
    """A price ready to read: "1.234,50 EUR". None where there is none; as it is where it is no number."""
    if value is None or not value.strip():
        return None
    shown = [_one(part, currency, language) for part in (value, most) if part]
    return " – ".join(shown) + (f"{NBSP}{currency}" if currency else "")


def quantity(value: Decimal, language: str) -> str:
    """A quantity: "1,200", "2.5"."""
    return number(value, language, 0)


def decimal_of(value: object) -> Decimal | None:
    """A stored amount or quantity as a number; None where it is none."""
    try:
        found = Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < Decimal(10) ** 15 else None


def _one(value: str, currency: str | None, language: str) -> str:
    found = decimal_of(value)
    if found is None:
        return value
    decimals = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    return number(found, language, decimals)


def _signs(language: str) -> tuple[str, str]:
    """The signs between thousands and before decimals."""
    tag = language.lower()
    base = tag.split("-")[0]
    if tag in _DOT_APOSTROPHE:
        return "’", "."
    if tag in ("es-mx", "es-us"):
        return ",", "."
    if base in _COMMA_DOT:
        return ".", ","
    return (NARROW, ",") if base in _COMMA_SPACE else (",", ".")

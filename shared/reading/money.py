"""Prices as printed: amounts in every grouping, currencies by sign and code, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# Longest first, so that "US$" is not read as "$".
SIGNS: dict[str, str] = {
    "US$": "USD", "CA$": "CAD", "CAN$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY",
    "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₪": "ILS", "₴": "UAH", "฿": "THB", "₫": "VND", "₱": "PHP",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "CHF", "SFr.": "CHF", "Rs.": "INR", "Rs": "INR", "kr.": "", "kr": "",
    "lei": "RON", "KD": "KWD",
}  # fmt: skip
CODES = [
    "USD",
    "EUR",
    "GBP",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "JPY",
    "CNY",
    "RMB",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "INR",
    "KRW",
    "TRY",
    "HKD",
    "SGD",
    "BRL",
    "MXN",
    "ZAR",
    "AED",
    "SAR",
    "KWD",
    "BHD",
    "OMR",
    "JOD",
    "TND",
    "ILS",
    "THB",
    "RON",
    "BGN",
    "RUB",
    "UAH",
    "TWD",
    "IDR",
    "MYR",
    "PHP",
    "VND",
]
THREE_DECIMALS = {"KWD", "BHD", "OMR", "JOD", "TND"}
CODE_ALIASES = {"RMB": "CNY"}

_SPACES = "\u0020\u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:[{_SPACES}.,'’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d{{1,3}})?(?!\d)"
_DASHES = r"(?:[.,][-–—]{1,2})?"  # "45.-", "45,–"
_SIGN = "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True))
_CODE = "|".join(CODES)
_MONEY = rf"(?:(?<![A-Za-z])(?:{_CODE})|(?<![A-Za-z])(?:{_SIGN})|[$€£¥₹₩₺₽₪])"
_S = rf"[{_SPACES}]?"
_RANGE = rf"{_S}(?:-|–|—|to|bis|à|~){_S}"
_AFTER = rf"(?:(?:{_CODE})(?![A-Za-z])|(?:{_SIGN})(?![A-Za-z])|[€$£])"
_PRICE = re.compile(
    rf"(?P<sign>{_MONEY}){_S}(?P<low>{_NUMBER}){_DASHES}(?:{_RANGE}(?:{_MONEY}{_S})?(?P<high>{_NUMBER}))?(?:{_S}(?P<extra>(?:{_CODE})(?![A-Za-z])))?"
    rf"|(?<![\d.,#/-])(?P<low2>{_NUMBER}){_DASHES}(?:{_S}{_AFTER})?(?:{_RANGE}(?P<high2>{_NUMBER}))?{_S}(?P<sign2>{_AFTER})"
)
_BARE = re.compile(rf"(?<![\w.,#/-])(?P<low>{_NUMBER}){_DASHES}(?:{_RANGE}(?P<high>{_NUMBER}))?(?![\w%/-])")
_PARTNER_BEFORE = re.compile(rf"(?<![\w.,#/-])(?P<n>{_NUMBER})\s*[/|]\s*$")
_PARTNER_AFTER = re.compile(rf"\s*[/|]\s*(?P<n>{_NUMBER})(?![\w%/-])(?=\s*$|\s*[)\]|,;])")
_ON_REQUEST = re.compile(r"\b(?:p\.?o\.?a\.?|tbc|tbd|tba|on request|auf anfrage|sur demande|su richiesta|n/a)\b", re.I)


@dataclass(frozen=True)
class Price:
    """A printed price: decimal strings, an ISO 4217 code or None, and its place in the text."""

    amount: str
    amount_max: str | None
    currency: str | None
    start: int
    end: int


def find_prices(text: str, bare: bool = False) -> list[Price]:
    """The prices in a text. With `bare`, numbers without a currency count too (a price column, after a label)."""
    found = [_price(match) for match in _PRICE.finditer(text)]
    if len(found) == 1:
        found = _with_partner(text, found[0])
    if not found and bare:
        found = [_bare(match) for match in _BARE.finditer(text)]
    return found


def _with_partner(text: str, price: Price) -> list[Price]:
    """A price and the one beside it that shares its currency: "170.00 / 374.00 USD", "$170 / 374"."""
    before, after = _PARTNER_BEFORE.search(text[: price.start]), _PARTNER_AFTER.match(text[price.end :])
    found = [price]
    for match, at in ((before, 0), (after, price.end)):
        if match:
            amount = amount_of(match["n"], price.currency)
            low, high = sorted((Decimal(amount), Decimal(price.amount)))
            if low > 0 and high / low <= 8:
                found.append(Price(amount, None, price.currency, at + match.start("n"), at + match.end("n")))
    return sorted(found, key=lambda p: p.start)


def on_request(text: str) -> bool:
    """Whether the text stands where a price would and says that there is none."""
    return bool(_ON_REQUEST.search(text))


def _price(match: re.Match[str]) -> Price:
    groups = match.groupdict()
    sign = groups["sign"] or groups["sign2"]
    currency = currency_of(sign, groups["extra"])
    low, high = groups["low"] or groups["low2"], groups["high"] or groups["high2"]
    return _made(low, high, currency, match)


def _bare(match: re.Match[str]) -> Price:
    return _made(match["low"], match["high"], None, match)


def _made(low: str, high: str | None, currency: str | None, match: re.Match[str]) -> Price:
    amount = amount_of(low, currency)
    most = amount_of(high, currency) if high else None
    if most is not None and Decimal(most) <= Decimal(amount):
        most = None
    return Price(amount, most, currency, match.start(), match.end())


def currency_of(sign: str, code: str | None = None) -> str | None:
    """The ISO 4217 code of a sign; a code printed as well ("$45 CAD") decides. None where it could be several."""
    chosen = code or (sign if sign in CODES else SIGNS.get(sign, ""))
    return CODE_ALIASES.get(chosen, chosen) or None


def amount_of(printed: str, currency: str | None = None) -> str:
    """A printed number as a decimal string with a point: "1.290,00" is "1290.00", "1'750" is "1750"."""
    text = re.sub(rf"[{_SPACES}'’]", "", printed)
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    whole, fraction = re.sub(r"[.,]", "", text[:last]), text[last + 1 :]
    both = "." in text and "," in text
    grouped = len(fraction) == 3 and not (both and text.count(text[last]) == 1 and currency in THREE_DECIMALS)
    if grouped and currency in THREE_DECIMALS and not both:
        grouped = False
    if grouped and whole.strip("0") == "" and text[:last].strip(".,") in ("0", "00"):
        grouped = False
    return f"{whole}{fraction}" if grouped else f"{whole}.{fraction}"

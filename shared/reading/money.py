"""Prices as printed: amounts in every grouping, currencies by sign and code, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shared.reading.currencies import CODES, DOUBTFUL, SIGNS, THREE_DECIMALS, currency_of

__all__ = ["CODES", "SIGNS", "THREE_DECIMALS", "Price", "amount_of", "currency_of", "find_prices", "on_request"]

CLOSE = Decimal("1.2")  # two prices nearer than this are the ends of a range, not what one pays and what one asks

# Character for character, so that places in the text stay true: spaces, apostrophes, dashes and digits of all kinds.
_LIKE: dict[str, str] = {
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "'": "\u2019\u2018\u201b\u02bc\u2032\u00b4\u0060\uff07\u02b9",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d",
    "$": "\uff04\ufe69", "¥": "\uffe5", "£": "\uffe1", "₩": "\uffe6", ".": "\u066b\uff0e", ",": "\u066c\uff0c",
    **{str(d): chr(0x660 + d) + chr(0x6F0 + d) + chr(0xFF10 + d) for d in range(10)},
}  # fmt: skip
_PLAIN = str.maketrans({like: plain for plain, others in _LIKE.items() for like in others})


def plain_digits(text: str) -> str:
    """The text with one kind of space, apostrophe, dash and digit, as long as before."""
    return text if text.isascii() else text.translate(_PLAIN)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = (
    r"(?:\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+|(?:\.\d{3})+|(?:,\d{3})+)(?:[.,]\d{1,3})?(?!\d)"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?(?!\d)"  # 1,25,000
    r"|\d{1,9}(?:[.,]\d{1,3})?(?!\d))"
)
_NOUGHT = r"(?:[.,:] ?-{1,2}|-{1,2}(?= |$))?"  # "45.-", "45,--", "450:-"
_WORDS = [s for s in (*SIGNS, *CODES) if s[0].isalpha() and s not in DOUBTFUL]
_MARKS = [s for s in SIGNS if not s[0].isalpha()]
_CENTS = r"(?= ?\d[\d ,.']{0,12}[.,]\d\d)"
_CENTS_BEFORE = r"(?:(?<=[.,]\d\d)|(?<=[.,]\d\d )|(?<=[.,]\d{3})|(?<=[.,]\d{3} ))"
_DOUBTFUL = rf"(?:{_any([*DOUBTFUL, 'R'])}){_CENTS}|S/(?= \d)"
_BEFORE = rf"(?:(?:{_any(_MARKS)})|(?<![^\W\d_])(?:(?:{_any(_WORDS)})|{_DOUBTFUL}))"
_AFTER = (
    rf"(?:(?:{_any([*_WORDS, *(d for d in DOUBTFUL if len(d) > 2), 'TL'])})(?![^\W_])|(?:{_any(_MARKS)})"
    rf"|{_CENTS_BEFORE}(?:{_any([d for d in DOUBTFUL if d.isalpha()])})(?![^\W_]))"
)
_TO = r" ?(?:-|to|bis|à|a|al|ate|até|tot|til|till|~|\.\.\.?|…) ?"
_UNIT = r"(?! ?(?:x|×|%|°|ml|cl|dl|cm|mm|kg|mg|gr?|oz|pcs|pc|pk|pkt|st|stk|uds|pz)\b| ?[%°×\"])"
_ALONE = r"(?:(?<![\d.,#/'-])|(?<=\d/)(?=\d+(?:[.,]\d\d)? ?[^\d ]))"  # not within a number, but in "24/58 €"
_PRICE = re.compile(
    rf"(?P<sign>{_BEFORE}) ?(?P<low>{_NUMBER}|[.,]\d\d(?!\d)){_NOUGHT}"
    rf"(?:{_TO}(?:{_BEFORE} ?)?(?P<high>{_NUMBER}){_NOUGHT}{_UNIT}(?![\w]))?"
    rf"(?: ?(?P<extra>(?:{_any(CODES)})(?![A-Za-z])))?"
    r"|(?<![\d.,#/'-])(?P<euros>\d{1,6})(?P<sign3>[€£$])(?P<cents>\d\d)(?!\d)"
    rf"|{_ALONE}(?P<low2>{_NUMBER}){_NOUGHT}(?: ?{_AFTER})?(?:{_TO}(?P<high2>{_NUMBER}){_NOUGHT})? ?(?P<sign2>{_AFTER})"
    r"|(?<![\w.,#/'-])(?P<low4>\d{1,3}(?:[ .']\d{3})*|\d{1,5})[.,:] ?-{1,2}(?![\w-])"
)
_DIGIT = re.compile(r"\d")
_SIGNED = re.compile(rf"{_any(_MARKS)}|(?:{_any([*_WORDS, *DOUBTFUL])})(?![^\W_\d])|\bR ?\d|\d[.,:] ?-")
_BARE = re.compile(
    rf"(?<![\w.,#/'-])(?P<low>{_NUMBER}){_NOUGHT}(?![.,/]?\d){_UNIT}(?:{_TO}(?P<high>{_NUMBER}){_NOUGHT})?"
    rf"(?![\w%/-]|[.,]\d){_UNIT}"
)
_PARTNER_BEFORE = re.compile(rf"(?<![\w.,#/'-])(?P<n>{_NUMBER}) ?[/|] ?$")
_PARTNER_AFTER = re.compile(rf" ?[/|] ?(?P<n>{_NUMBER})(?![\w%/-])(?= *$| *[)\]|,;])")
_ON_REQUEST = re.compile(
    r"\b(?:p\.?o\.?a\.?|tbc|tbd|tba|on request|auf anfrage|sur demande|su richiesta|a consultar|consultar|sob consulta"
    r"|op aanvraag|n/a)\b",
    re.I,
)
_REACH = 40  # characters looked back for a partner


@dataclass(frozen=True)
class Price:
    """A printed price: decimal strings, an ISO 4217 code or None, and its place in the text."""

    amount: str
    amount_max: str | None
    currency: str | None
    start: int
    end: int


def find_prices(text: str, bare: bool = False, decimal: str | None = None) -> list[Price]:
    """The prices in a text. With `bare`, numbers without a currency count too (a price column, after a label).

    `decimal` is the document's sign before decimals where "1.250" would else be one thousand and more.
    """
    if not _DIGIT.search(text):
        return []
    text = plain_digits(text)
    found = []
    if _SIGNED.search(text):
        found = [_price(match, decimal) for match in _PRICE.finditer(text)]
        if len(found) == 1:
            found = _with_partner(text, found[0], decimal)
    if not found and bare:
        found = [_made(m["low"], m["high"], None, m, decimal) for m in _BARE.finditer(text)]
    return found


def on_request(text: str) -> bool:
    """Whether the text stands where a price would and says that there is none."""
    return bool(_ON_REQUEST.search(text))


def _with_partner(text: str, price: Price, decimal: str | None) -> list[Price]:
    """A price and the one beside it that shares its currency: "170.00 / 374.00 USD", "$170 / 374".

    Two that are close ("$24/26") are the ends of one range.
    """
    at = max(0, price.start - _REACH)
    before, after = _PARTNER_BEFORE.search(text[at : price.start]), _PARTNER_AFTER.match(text[price.end :])
    found = [price]
    for match, offset in ((before, at), (after, price.end)):
        if not match:
            continue
        amount = amount_of(match["n"], price.currency, decimal)
        low, high = sorted((Decimal(amount), Decimal(price.amount)))
        start, end = offset + match.start("n"), offset + match.end("n")
        if 0 < low < high < CLOSE * low and price.amount_max is None:
            return [Price(str(low), str(high), price.currency, min(start, price.start), max(end, price.end))]
        if low > 0 and high / low <= 8:
            found.append(Price(amount, None, price.currency, start, end))
    return sorted(found, key=lambda p: p.start)


def _price(match: re.Match[str], decimal: str | None) -> Price:
    if match["euros"]:
        amount = f"{match['euros']}.{match['cents']}"
        return Price(amount, None, currency_of(match["sign3"]), match.start(), match.end())
    sign = match["sign"] or match["sign2"] or ""
    currency = "ZAR" if sign == "R" else currency_of(sign, match["extra"])
    low = match["low"] or match["low2"] or match["low4"]
    return _made(low, match["high"] or match["high2"], currency, match, decimal)


def _made(low: str, high: str | None, currency: str | None, match: re.Match[str], decimal: str | None) -> Price:
    amount = amount_of(low, currency, decimal)
    most = amount_of(high, currency, decimal) if high else None
    if most is not None and Decimal(most) <= Decimal(amount):
        most = None
    return Price(amount, most, currency, match.start(), match.end())


def amount_of(printed: str, currency: str | None = None, decimal: str | None = None) -> str:
    """A printed number as a decimal string with a point: "1.290,00" is "1290.00", "1'750" is "1750".

    Three digits after the only sign are a group ("1.250"), but not in currencies of three decimals, nor after a
    nought, nor after `decimal`, the sign that the document is known to set before decimals of three digits.
    """
    text = plain_digits(printed).replace(" ", "").replace("'", "")
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    whole, fraction = text[:last].replace(".", "").replace(",", ""), text[last + 1 :]
    single = text.count(text[last]) == 1
    both = "." in text and "," in text
    thirds = currency in THREE_DECIMALS or text[last] == decimal
    grouped = len(fraction) == 3 and not (single and (both or thirds or not whole.strip("0")))
    return f"{whole}{fraction}" if grouped else f"{whole or '0'}.{fraction}"

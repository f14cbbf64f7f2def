"""Currencies as prices print them: signs, ISO 4217 codes, and how many decimals there are."""

from __future__ import annotations

# "" is a sign of several currencies: the document must say which.
SIGNS: dict[str, str] = {
    "US$": "USD", "USD$": "USD", "$US": "USD", "CA$": "CAD", "CAN$": "CAD", "CAD$": "CAD", "$CA": "CAD", "C$": "CAD",
    "AU$": "AUD", "AUD$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD",
    "R$": "BRL", "MX$": "MXN", "Mex$": "MXN", "COL$": "COP", "AR$": "ARS", "CLP$": "CLP", "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "CN¥": "CNY", "元": "CNY", "円": "JPY", "₹": "INR", "₩": "KRW", "원": "KRW", "₺": "TRY",
    "₽": "RUB", "₪": "ILS", "₴": "UAH", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "₡": "CRC", "₲": "PYG",
    "₸": "KZT", "₾": "GEL", "₼": "AZN", "৳": "BDT", "zł": "PLN", "Zł": "PLN", "ZŁ": "PLN", "zl": "PLN", "Kč": "CZK",
    "KČ": "CZK", "Ft": "HUF", "Fr.": "CHF", "Fr": "CHF", "fr.": "CHF", "SFr.": "CHF", "sFr.": "CHF",
    "SFr": "CHF", "Rs.": "INR", "Rs": "INR", "kr.": "", "kr": "", "Kr.": "", "Kr": "", "KR": "", "Dkr": "DKK",
    "Skr": "SEK", "Nkr": "NOK", "lei": "RON", "Lei": "RON", "LEI": "RON", "лв.": "BGN", "лв": "BGN", "руб.": "RUB",
    "руб": "RUB", "грн.": "UAH", "грн": "UAH", "дин.": "RSD", "дин": "RSD", "din.": "RSD", "TL": "TRY", "S/.": "PEN",
    "S/": "PEN", "KD": "KWD", "K.D.": "KWD", "BD": "BHD", "JD": "JOD", "DT": "TND", "TD": "TND", "QR": "QAR",
    "SR": "SAR", "Dhs.": "AED", "Dhs": "AED", "DHS": "AED", "Dh": "AED", "RM": "MYR", "Rp": "IDR", "Rp.": "IDR",
    "NIS": "ILS", "E£": "EGP", "LE": "EGP", "Euro": "EUR", "euro": "EUR", "EURO": "EUR", "euros": "EUR",
    "د.ك": "KWD", "د.إ": "AED", "د.ا": "JOD", "د.ب": "BHD", "د.ت": "TND", "ر.س": "SAR", "ر.ع": "OMR", "ر.ق": "QAR",
}  # fmt: skip
CODES = [
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "RMB", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK",
    "HUF", "INR", "KRW", "TRY", "HKD", "SGD", "BRL", "MXN", "CLP", "COP", "PEN", "ARS", "UYU", "ZAR", "AED", "SAR",
    "QAR", "KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD", "EGP", "MAD", "DZD", "LBP", "ILS", "THB", "RON", "BGN",
    "RSD", "MKD", "HRK", "RUB", "UAH", "KZT", "TWD", "IDR", "MYR", "PHP", "VND", "NGN", "KES", "GHS", "PKR", "LKR",
    "BDT",
]  # fmt: skip
CODE_ALIASES = {"RMB": "CNY"}
# Words of other meanings, too: before a number they are a currency only with decimals ("Pen 12" is a pen).
DOUBTFUL = frozenset(
    {"PEN", "MAD", "COP", "TRY", "BD", "JD", "DT", "TD", "QR", "SR", "RM", "LE", "TL", "KR", "Fr", "LEI", "Dh", "S/"}
)
THREE_DECIMALS = frozenset({"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"})


def currency_of(sign: str, code: str | None = None) -> str | None:
    """The ISO 4217 code of a sign; a code printed as well ("$45 CAD") decides. None where it could be several."""
    chosen = code or (sign if sign in CODES else SIGNS.get(sign, ""))
    return CODE_ALIASES.get(chosen, chosen) or None

"""Whether a value that was read is what the document says. Pure functions; definitions are at the top of score.py."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.accuracy.align import Pair, Product, names_of, plain, styles_of
from tests.data.truth import Price, TrueProduct

Entries = Counter[str]

# prices


def _amount(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def same_price(expected: Price | None, found: Mapping[str, Any] | None) -> bool:
    """Equal in value and currency ("42" is "42.00"); both absent is equal too; of a range both ends must be right."""
    if expected is None or not found:
        return expected is None and not found
    ends = (found.get("amount"), found.get("amount_max") or found.get("amount"))
    true_ends = (expected.amount, expected.amount_max or expected.amount)
    same_currency = not expected.currency or plain(found.get("currency")) == plain(expected.currency)
    return same_currency and [*map(_amount, ends)] == [*map(Decimal, true_ends)]


def true_prices(pair: Pair) -> dict[str, Price | None]:
    """What the price fields should hold: where either kind is right, the way round that agrees best."""
    truth, kinds = pair.truth, ("wholesale_price", "retail_price")
    wholesale = [truth.wholesale_price, *truth.also_priced]
    ways = [(price, truth.retail_price) for price in wholesale]
    if truth.either_kind:
        ways += [(truth.retail_price, price) for price in wholesale]
    if truth.one_price_will_do:
        ways += [*((price, None) for price in wholesale), *((None, price) for price in wholesale)]
    best = max(ways, key=lambda way: sum(same_price(p, pair.result.get(k)) for p, k in zip(way, kinds, strict=True)))
    return dict(zip(kinds, best, strict=True))


def prices_right(pair: Pair) -> bool:
    """Both kinds right. With `either_kind` the one price may stand in either field, the other being empty."""
    return all(same_price(price, pair.result.get(kind)) for kind, price in true_prices(pair).items())


# lists of colours and sizes, and materials, as entries


def _tight(words: object) -> str:
    """Without white space, dashes alike: "150 ML" is "150ml"."""
    return re.sub(
        r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(words)))
    ).casefold()


def true_colours(truth: TrueProduct, result: Product | None) -> Entries:
    """Names, and codes where the truth states them; of lists that are all right, the one most like the result's."""
    codes = [f"#{plain(code)}" for code in truth.color_codes]
    names = [] if _codes_alone(truth) else truth.colors
    lists = [Counter([*map(plain, words), *codes]) for words in (names, *truth.color_lists)]
    read = read_colours(truth, result) if result else Counter()
    return max(lists, key=lambda words: 2 * (words & read).total() / max(1, words.total() + read.total()))


def _codes_alone(truth: TrueProduct) -> bool:
    """Colours are printed as codes only: names are missing, or the codes themselves."""
    return bool(truth.color_codes) and truth.colors in ([], truth.color_codes)


def read_colours(truth: TrueProduct, result: Product) -> Entries:
    """The colours of a result, as the truth states colours: a code in the place of a name is a code."""
    read: list[str] = []
    for colour in result.get("colors") or []:
        name, code = (colour.get("name"), colour.get("code")) if isinstance(colour, Mapping) else (colour, None)
        if _codes_alone(truth):
            name, code = None, code or name
        if name or not truth.color_codes:
            read.append(plain(name or code))
        if truth.color_codes and code:
            read.append(f"#{plain(code)}")
    return Counter(read)


_SHARE = r"\d+(?:[.,]\d+)?\s*%"


def blend(words: str | None) -> Entries:
    """Materials as pairs of material and share: "55% linen, 45 % cotton"; without shares, the whole text is one."""
    text = plain(unicodedata.normalize("NFKC", words or "")).strip(" .;,")
    if not text:
        return Counter()
    if not re.search(_SHARE, text):
        return Counter([_tight(text)])
    before = re.match(rf"(?:[^\d%:]*:\s*)?{_SHARE}", text)  # "100% wool" rather than "wool 100%"
    split = re.sub(rf"({_SHARE})", r"|\1" if before else r"\1|", text)
    parts = [part.strip() for part in re.split(r"\||[,;/+•·&]\s+|\s[/+•·&]|[,;/+•·&]$", split)]
    return Counter(_pair(part) for part in parts if part.strip(" ,;/+•·&:-."))


def _pair(part: str) -> str:
    share = re.search(_SHARE, part)
    name = re.sub(_SHARE, " ", part).strip(" ,;/+•·&:-.")
    return f"{_tight(name)} {_tight(share[0]).replace(',', '.')}" if share else _tight(name)


def true_entries(part: str, truth: TrueProduct, result: Product | None = None) -> Entries:
    """What a list field should hold."""
    if part == "colours":
        return true_colours(truth, result)
    return Counter(map(_tight, truth.sizes)) if part == "sizes" else blend(truth.materials)


def read_entries(part: str, truth: TrueProduct | None, result: Product) -> Entries:
    """What a list field of a result holds; what the truth leaves open counts only where it is wanted."""
    if part == "colours":
        read = read_colours(truth or TrueProduct(name="", page=0), result)
        return _without(read, map(plain, truth.also_colored if truth else []))
    if part == "sizes":
        read = Counter(map(_tight, result.get("sizes") or []))
        return _without(read, map(_tight, truth.also_sized if truth else []))
    read = blend(result.get("materials"))
    return blend(truth.materials) if truth and any(read == blend(words) for words in truth.also_made_of) else read


def _without(read: Entries, allowed: Iterable[str]) -> Entries:
    dropped = set(allowed)
    return Counter({entry: count for entry, count in read.items() if entry not in dropped})


# whole values


def _listed(part: str) -> Callable[[Pair], bool]:
    return lambda pair: true_entries(part, pair.truth, pair.result) == read_entries(part, pair.truth, pair.result)


def name_right(pair: Pair) -> bool:
    """One of the names that are right."""
    return plain(pair.result.get("name")) in names_of(pair.truth)


def style_right(pair: Pair) -> bool:
    """One of the style numbers that are right; none where the document prints none."""
    return plain(pair.result.get("style_number")) in styles_of(pair.truth)


def category_right(pair: Pair) -> bool:
    """The heading it stands under; without one, none, or a word of its own name ("bag" of "Mini bag")."""
    read = plain(pair.result.get("category"))
    return read in {plain(c) for c in (pair.truth.category, *pair.truth.also_in)} or guessed_category(pair)


def guessed_category(pair: Pair) -> bool:
    """Whether a category was taken from the product's own name because none is printed: nobody can judge it."""
    words = plain(pair.truth.name).split()
    return pair.truth.category is None and any(plain(pair.result.get("category")) == word for word in words)


RIGHT: dict[str, tuple[str, Callable[[Pair], bool]]] = {  # by the name in `fields`: its part of the truth, and the test
    "name": ("names", name_right),
    "style_number": ("styles", style_right),
    "category": ("categories", category_right),
    "wholesale_price": ("prices", lambda p: _price_right(p, "wholesale_price")),
    "retail_price": ("prices", lambda p: _price_right(p, "retail_price")),
    "colors": ("colours", _listed("colours")),
    "sizes": ("sizes", _listed("sizes")),
    "materials": ("materials", _listed("materials")),
}


def _price_right(pair: Pair, kind: str) -> bool:
    return same_price(true_prices(pair)[kind], pair.result.get(kind))

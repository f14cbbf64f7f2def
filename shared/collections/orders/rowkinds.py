"""What a row of a table is when it is no line: a section's heading, the rest of a description, a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from shared.collections.orders.matrix import Spot
from shared.collections.orders.models import Role
from shared.collections.orders.roles import simple
from shared.collections.orders.shape import OWN, Shape, Told
from shared.collections.orders.summing import Sum, charge_in, summary_of
from shared.reading.codes import embedded_code, is_code

MAX_SECTION = 60  # characters of a section's heading
MAX_WORDS = 7
CENT = Decimal("0.01")
PRICES: tuple[Role, ...] = ("unit_cost", "retail_price")
CHARGES: frozenset[Sum] = frozenset(["shipping", "discount", "tax"])
_NOTE = re.compile(
    r"[.!?]$|^\*|^(?:page|seite|pagina|página|sayfa|strona|side|sida)\b.*\d|^\(|https?:|@|\d{4}[./-]\d\d", re.I
)
_LABEL = re.compile(
    r"^(?:category|kategorie|categoria|catégorie|collection|department|group|section|warengruppe|famille)\s*[:\-]\s*",
    re.I,
)
_STYLE = re.compile(
    r"^(?:(?:style|art(?:icle|ikel|icolo)?|model[lo]?|modèle|ref(?:erence)?|réf|item|款号)\W{0,3}(?:n[or°]?\.?|number|nummer|code|#)?\W{0,3})?"
    r"(?P<code>[A-Z0-9][A-Z0-9./_-]{2,23})(?:\s*[-–—:|,]\s*|\s+)(?P<name>[^\W\d].*)$",
    re.I,
)
_PRODUCT = re.compile(
    r"^(?:product|produkt|produit|prodotto|producto|style|article|artikel|item|model\w?)\s*(?:no\.?|name)?\s*:\s*", re.I
)
_WORDED: tuple[Role, ...] = ("name", "color", "size", "color_code")
Kind = Literal["line", "sum", "section", "style", "more", "nothing"]


@dataclass(frozen=True)
class Heading:
    """A row that speaks for the lines below it: a category, or a style by its code and name."""

    spot: Spot
    category: str | None = None
    code: str | None = None
    name: str | None = None
    prices: Mapping[Role, Spot] = field(default_factory=dict)


def sum_label(told: Told, shape: Shape) -> tuple[Sum, Spot] | None:
    """The label that makes a row a total or a charge; None where it is none.

    A code of its own makes it a line, unless it charges for something that is no article (freight).
    """
    for spot, after in zip(told.spots, [*told.spots[1:], None], strict=True):
        kind = (summary_of(f"{spot.text} {after.text}") if after else None) or summary_of(spot.text)
        if kind is None:
            continue
        coded = [
            told.texts[r] for r in ("style_number", "sku", "barcode") if r in told.texts and told.texts[r] is not spot
        ]
        if kind not in CHARGES and any(is_code(other.text.upper()) for other in coded):
            return None
        if (
            kind in CHARGES
            and spot not in (told.texts.get("name"), told.texts.get("style_number"))
            and coded
            and told.counted
        ):
            return None
        if any(spot is told.texts.get(role) for role in _WORDED) and _is_goods(told):
            return None
        return kind, spot
    if told.texts.keys() & {"style_number", "sku", "barcode"} or told.counted or "total" not in told.numbers:
        return None
    return next(((kind, spot) for spot in told.spots if (kind := charge_in(spot.text))), None)


def _is_goods(told: Told) -> bool:
    """Whether a row whose name is a word for a sum ("Balance", a shoe) multiplies, and has a colour or size besides."""
    cost, total = told.value("unit_cost"), told.value("total")
    if not told.pieces or cost is None or len(told.texts.keys() & set(_WORDED)) < 2:
        return False
    return total is None or abs(told.pieces * cost - total) <= CENT


def heads_amounts(told: Told) -> bool:
    """Whether a row is labels of totals beside each other, their amounts below them."""
    labels = sum(summary_of(spot.text) is not None for spot in told.spots)
    return labels >= 2 and not told.numbers


def heading_of(told: Told, shape: Shape) -> Heading | None:
    """A row of words by themselves that heads a section; None for notes and the rest of descriptions."""
    spots = told.spots
    code = told.texts.get("style_number") or told.texts.get("sku")
    if code is not None and is_code(code.text.upper()):
        name = told.texts.get("name")
        prices: dict[Role, Spot] = {role: told.numbers[role][1] for role in PRICES if role in told.numbers}
        return Heading(code, code=code.text, name=name.text if name else None, prices=prices)
    if not 1 <= len(spots) <= 3 or told.numbers:
        return None
    spot = spots[0]
    text = spot.text
    if len(spots) > 1 or len(text) > MAX_SECTION or len(text.split()) > MAX_WORDS or _NOTE.search(text):
        return None
    styled = _STYLE.match(text)
    if styled and embedded_code(styled["code"].upper()):
        return Heading(spot, category=None, code=styled["code"], name=styled["name"].strip())
    if len(spots) == 1 and not shape.columns.keys() & set(OWN) and (named := _named(text)):
        return Heading(spot, code=named[0], name=named[1])
    if is_code(text.upper()):
        return Heading(spot, code=text)
    if not any(c.isalpha() for c in text) or simple(text) in ("continued", "cont"):
        return None
    return Heading(spot, category=_LABEL.sub("", text).strip(" :-–—"))


def _named(text: str) -> tuple[str, str] | None:
    """The code and name of a style that stands above a table which names none ("Product: Harbour Tee (HT-100)")."""
    words = _PRODUCT.sub("", text).strip()
    code = embedded_code(words.upper())
    if code is None or len(words) > MAX_SECTION:
        return None
    at = words.upper().index(code)
    name = f"{words[:at]} {words[at + len(code) :]}".strip(" -–—:,()[]#|")
    return (words[at : at + len(code)], name) if any(c.isalpha() for c in name) else None


def is_more(told: Told, shape: Shape) -> bool:
    """Whether a row only goes on with the description above it."""
    name = told.texts.get("name")
    column = shape.columns.get("name")
    if name is None or column is None or len(told.spots) > 1:
        return False
    return not name.cell.bold and name.cell.columns == 1 and column.column != shape.first_column

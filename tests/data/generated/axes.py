"""What varies from document to document, each axis by itself. A layout only says which values suit it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests.data.artwork import RGB
from tests.data.generated.iberia import PORTUGUESE, SPANISH
from tests.data.generated.language import Language
from tests.data.generated.moneyform import FORMS, MoneyForm
from tests.data.generated.north import DUTCH, ENGLISH, GERMAN
from tests.data.generated.south import FRENCH, ITALIAN

LANGUAGES: dict[str, Language] = {
    each.code: each for each in (ENGLISH, FRENCH, GERMAN, ITALIAN, SPANISH, PORTUGUESE, DUTCH)
}
# A value that stands several times is that much likelier.
AXES: dict[str, tuple[str, ...]] = {
    "language": tuple(LANGUAGES),
    "label_words": ("own", "own", "own", "english"),
    "label_style": ("colon", "above", "after", "legend", "bare"),
    "prices": ("both", "both", "both", "both", "wholesale"),
    "spread": ("single", "single", "single", "ranges"),
    "money": tuple(FORMS),
    "codes": ("digits", "zeros", "dashes", "letters_digits", "suffix", "letters"),
    "code_label": ("labelled", "bare"),
    "colours": ("commas", "slashes", "named_codes", "codes", "swatches"),
    "sizes": ("letter_range", "letter_list", "numeric_range", "numeric_list", "prefixed"),
    "facts": ("labelled", "labelled", "bare"),
    "order": ("name_first", "code_first", "one_line"),
    "notes": ("none", "none", "some"),
    "extras": ("none", "none", "origin", "minimum", "ean"),
    "pictures": ("pack", "studio", "coloured", "cutout", "cmyk", "textured"),
    "placing": ("whole", "whole", "whole", "whole", "strips", "clipped", "turned"),
    "headings": ("yes", "yes", "yes", "no"),
    "font": ("Helvetica", "Times", "Vera"),
    "ends": ("bare", "cover", "terms", "cover_and_terms"),
    "badges": ("none", "none", "some"),
}
TABLE_AXES: dict[str, tuple[str, ...]] = {
    "label_style": ("header", "header", "header", "legend"),
    "codes": (*AXES["codes"], "split"),
    "colours": ("commas", "slashes", "named_codes", "codes"),
}
_ACCENTS: tuple[RGB, ...] = ((36, 60, 110), (150, 40, 52), (30, 96, 80), (110, 70, 40), (86, 60, 120), (20, 20, 20))
_BRANDS = (
    *("Tolvan & Reed", "Maren Holt", "Oss Studio", "Pellier", "Kessel Norden", "Brisa Alta", "Vantoorn"),
    *("Casa Limoa", "Hetty Rowe", "Atelier Quine", "Lumo Works", "Sorrelle"),
)


@dataclass(frozen=True)
class Style:
    """One document's choices. The fields named as in `AXES` hold values from there."""

    brand: str
    accent: RGB
    language: Language
    money: MoneyForm
    wholesale: str
    retail: str
    code_word: str
    label_style: str
    prices: str
    spread: str
    codes: str
    code_label: str
    colours: str
    sizes: str
    facts: str
    order: str
    notes: str
    extras: str
    pictures: str
    placing: str
    headings: str
    font: str
    ends: str
    badges: str

    @property
    def both(self) -> bool:
        """Whether wholesale and retail prices are printed."""
        return self.prices == "both"


def choose(rng: random.Random, allowed: Mapping[str, Sequence[str]]) -> tuple[Style, dict[str, str]]:
    """A style, and its value on each axis. `allowed` replaces the values of some axes."""
    picked = {axis: rng.choice(allowed.get(axis, values)) for axis, values in AXES.items()}
    language, money = LANGUAGES[picked["language"]], FORMS[picked["money"]]
    words = language if picked["label_words"] == "own" else LANGUAGES["en"]
    wholesale, retail = rng.choice(words.prices)
    plain = {k: v for k, v in picked.items() if k not in ("language", "label_words", "money")}
    style = Style(
        brand=rng.choice(_BRANDS),
        accent=rng.choice(_ACCENTS),
        language=language,
        money=money,
        wholesale=wholesale,
        retail=retail,
        code_word=rng.choice(words.style),
        **plain,
    )
    style = _readable(style)
    return style, picked | {k: getattr(style, k) for k in plain}


def _readable(style: Style) -> Style:
    """Combinations that no person could read are mended: a bare number needs its label, a lone price too."""
    alone = style.prices == "wholesale" and style.label_style in ("bare", "legend")
    if alone or (style.label_style == "bare" and style.money.stated):
        style = replace(style, label_style="colon")
    if style.codes == "letters":  # a word without a label would be a second name
        style = replace(style, code_label="labelled")
    if style.codes == "suffix" and style.colours == "codes":
        style = replace(style, colours="commas")
    return style

"""Sizes, colours and materials: telling them apart. How each is taken to pieces is in sizes.py and colors.py."""

from __future__ import annotations

import re
from typing import Literal

from shared.reading.colors import HARD_PARTS, color_share, split_colors
from shared.reading.sizes import is_letter_size, is_size, looks_like_sizes, split_sizes
from shared.reading.wordlist import COLORS, MATERIALS
from shared.reading.words import folded, phrases

__all__ = [
    "COLORS", "MATERIALS", "color_share", "is_letter_size", "is_list", "is_material", "is_part", "is_size", "kind_of",
    "looks_like_sizes", "material_score", "split_colors", "split_sizes",
]  # fmt: skip

Kind = Literal["sizes", "materials", "colors"]

MAX_MATERIALS = 160
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d)?\s?%\s?(?:[^\W\d]|$|[,;/])")
_OF = re.compile(r"\d\s?%\s?[^\W\d]")
_TERMS = phrases("""
off, discount, rabatt, nachlass, remise, sconto, descuento, desconto, korting, rabat, vat, mwst, tva, iva, btw, moms,
deposit, margin, anzahlung, acompte, acconto
""")
_FABRICS = re.compile(r"\s*(?:,|;|/|&|\+|\n| and | und | et | e | y | en | och | og )\s*")
_TREATED = phrases("""
vegetable tanned, vegetable-tanned, tanned, full grain, tanne vegetal, tanne vegetalement, tannee, pleine fleur,
pflanzlich gegerbtes, pflanzlich gegerbt, gegerbt,
 conciata al vegetale, conciato al vegetale, de curticion vegetal, curtido vegetal,
curtida vegetal, de curtimento vegetal, curtume vegetal, plantaardig gelooid, gelooid,
washed, stonewashed, waxed, brushed, recycled, organic, bio, pure, raw, boiled, woven, knitted, hand-woven,
handwoven, handmade, glazed, lave, lavee, brosse, tisse, recycle, recyclee, biologique, gewaschen, gewaschenes,
gewachst, gewebt, reine, reines, reiner, recycelt, lavato, cerato, riciclato, riciclata, biologico, puro, pura,
lavado, lavada, reciclado, reciclada, organico, gewassen, gerecycled, biologisch, puur, geweven
""")
# Parts of a product, each of its own material ("Upper: leather. Sole: rubber"): they belong to what is said of it.
_PARTS = phrases("""
shell, outer, outer shell, outershell, lining, filling, fill, insulation, sole, outsole, insole, midsole, upper,
uppers, exterieur, doublure, garnissage, semelle, tige, dessus, obermaterial, oberstoff, aussenmaterial, futter,
innenfutter, fullung, sohle, laufsohle, innenmaterial, esterno, fodera, imbottitura, suola, tomaia, exterior, forro,
relleno, suela, forro interior, sola, buitenmateriaal, buitenstof, voering, vulling, zool
""")


def kind_of(text: str) -> Kind | None:
    """What a text is by its own words alone: sizes, materials, colours or None."""
    if looks_like_sizes(text):
        return "sizes"
    share = color_share(text)
    if material_score(text) >= 0.6 and (share < 1 or _names_fabrics(text)):
        return "materials"
    return "colors" if share >= 0.5 else None


def _names_fabrics(text: str) -> bool:
    """Whether all parts are fabrics and one is no colour: "Linen and wool", "Washed linen", though linen is both."""
    parts = [folded(part) for part in _FABRICS.split(text) if part]
    bare = [_TREATED.sub("", part).strip() for part in parts]
    plain = all(MATERIALS.fullmatch(part) for part in bare)
    return plain and (bare != parts or not all(COLORS.search(part) for part in parts))


def is_material(text: str) -> bool:
    """Whether a text is the name of a material and nothing else."""
    return bool(MATERIALS.fullmatch(folded(text)))


def is_part(label: str) -> bool:
    """Whether a label names a part of a product ("Lining"), so that it belongs to its material."""
    return bool(_PARTS.fullmatch(folded(label).strip(" :.")))


def is_list(text: str) -> bool:
    """Whether a text has several parts or percentages: then its words for colours and fabrics are no part of a name."""
    return len([p for p in HARD_PARTS.split(text) if p]) > 1 or bool(_PERCENT.search(text))


def material_score(text: str) -> float:
    """How sure a text is a composition: 1 with percentages, less for a list of fabrics, 0 for neither."""
    if len(text) > MAX_MATERIALS:
        return 0.0
    plain = folded(text)
    known = MATERIALS.search(plain)
    if _PERCENT.search(text) and not _TERMS.search(plain):
        return 1.0 if known else 0.7 if _OF.search(text) else 0.0
    if not known:
        return 0.0
    sides = text.split("/")
    if len(sides) > 1 and not all(MATERIALS.search(folded(side)) for side in sides):
        return 0.4  # "Lingonberry/Birch": colours, rather
    words = len(plain.split())
    return 0.8 if words <= 3 else 0.6 if words <= 6 else 0.2

"""Arabic letters whose glyphs a file gives no meaning: it names a letter's usual forms, not those of a finer font.

Fonts keep the forms of a letter side by side, so a form without a meaning is told by the forms next to it.
"""

from __future__ import annotations

import unicodedata

import pymupdf

UNKNOWN = "\ufffd"
FORMS = (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD))
NEAR = 3  # places in the font between two forms of a letter
LAM, ALEF = "\u0644", "\u0627"
Place = tuple[int, int]


def unknown_letters(page: pymupdf.Page) -> dict[Place, str]:
    """The letters of glyphs without a meaning, by where these begin (whole points of the unturned page)."""
    fonts: dict[str, dict[int, str]] = {}
    found: dict[Place, str] = {}
    for run in page.get_texttrace():
        if not any(ord(UNKNOWN) == char[0] for char in run["chars"]):
            continue
        if run["font"] not in fonts:
            fonts[run["font"]] = _letters(page, run["font"])
        known = fonts[run["font"]]
        before = ""
        for code, glyph, origin, _ in run["chars"]:
            letter = unicodedata.normalize("NFKC", chr(code)) if code != ord(UNKNOWN) else _beside(glyph, known)
            if not letter and before == LAM:
                letter = ALEF  # the two are always joined, by forms of their own
            if code == ord(UNKNOWN) and letter:
                found[beginning(*origin)] = letter
            before = letter
    return found


def beginning(x: float, y: float) -> Place:
    """Where a glyph begins, as `unknown_letters` names it."""
    return round(x), round(y)


def _letters(page: pymupdf.Page, name: str) -> dict[int, str]:
    """Glyph number -> letter, for the forms that an embedded font names itself."""
    for xref, *_, base, _, _ in page.get_fonts():
        if not base.split("+")[-1].startswith(name):
            continue
        content = page.parent.extract_font(xref)[3]
        try:
            font = pymupdf.Font(fontbuffer=content) if content else None
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            font = None
        if font is not None:
            forms = {font.has_glyph(code): chr(code) for code in FORMS}
            return {glyph: unicodedata.normalize("NFKC", form) for glyph, form in forms.items() if glyph}
    return {}


def _beside(glyph: int, known: dict[int, str]) -> str:
    """The letter of the nearest glyphs; of two as near, the lower."""
    near = (glyph + step for n in range(1, NEAR + 1) for step in (-n, n))
    return next((known[g] for g in near if len(known.get(g, "")) == 1), "")

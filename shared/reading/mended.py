"""What a recogniser takes for another: signs of other scripts, letters for figures and figures for letters."""

from __future__ import annotations

import re
import unicodedata

# Looks alike, and only one of the two makes sense among figures, or among letters.
AS_FIGURE = str.maketrans("OoQDlI|!", "00001111")
AS_LETTER = str.maketrans("01", "Ol")
ALIKE = "OoQDlI|!"
LIKE_LATIN = str.maketrans("АВЕЅІЈКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΧаеорсхіј—", "ABESIJKMHOPCTXABEZHIKMNOPTXaeopcxij—")
OTHER_SCRIPT = re.compile(r"[\u0370-\u04ff]")

_AMOUNT = re.compile(rf"(?<![^\W\d_])[$€£¥]?[\d{ALIKE}][\d{ALIKE}.,]*\d[\d{ALIKE}.,]*(?![^\W\d_])")
_SIGNED = re.compile(rf"(?<=[$€£¥])[\d{ALIKE}][\d{ALIKE}.,]*")
_IN_FIGURES = re.compile(rf"(?<=\d)[{ALIKE}]+(?=\d)|(?<=[-/.]\d)[{ALIKE}]+(?![A-Za-z])|(?<=\d[.,]\d)[Oo]$")
_IN_CAPITALS = re.compile(r"(?<=[A-Z]{2})0(?=[A-Z])|(?<=[A-Z])0(?=[A-Z]{2})")
_IN_WORD = re.compile(r"(?<=[a-z])[01](?=[a-z])")


def plain(text: str) -> str:
    """Full-width signs and letters of other scripts among Latin ones as what they were. Keeps the length."""
    made = "".join(c if len(n := unicodedata.normalize("NFKC", c)) != 1 else n for c in text)
    if OTHER_SCRIPT.search(made) and re.search(r"[A-Za-z]", OTHER_SCRIPT.sub("", made)):
        made = made.translate(LIKE_LATIN)
    return made


def mended(text: str) -> str:
    """A word with letters among figures, and figures among letters, as it must have been printed. Keeps the length."""
    if any(c.isdigit() for c in text):
        text = _SIGNED.sub(_figures, text)
        text = _IN_FIGURES.sub(_figures, text)
        if _AMOUNT.fullmatch(text) and sum(c.isdigit() for c in text) >= 2 and re.search(r"[.,]", text):
            text = text.translate(AS_FIGURE)
        text = _IN_CAPITALS.sub("O", text)
        text = _IN_WORD.sub(lambda match: match[0].translate(AS_LETTER), text)
    return text


def _figures(match: re.Match[str]) -> str:
    return match[0].translate(AS_FIGURE)

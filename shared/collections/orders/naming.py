"""Codes and colours that stand within other values: "[SV-6298] Aura Serene (Black)", "AB100-BLK-S"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from shared.collections.orders.models import OrderLine
from shared.reading.codes import is_code, is_strong_code
from shared.reading.colors import color_share
from shared.reading.sizes import is_letter_size, is_size

MOST = 0.6  # of the lines that must be written alike
CODED = 0.7  # of the lines: then a column holds codes
SPLIT = 0.9  # of the confidence of the value that it was part of
_BRACKETED = re.compile(r"^[\[(](?P<code>[A-Z0-9][\w./ -]{1,23})[\])]\s*[-–:]?\s*(?P<name>\S.*)$", re.I)
_LEADING = re.compile(
    r"^#?(?P<code>[A-Z0-9][A-Z0-9./_-]{2,23})(?:\s*[-–—:|,]\s+|\s+[-–—:|,]\s*|\s+)(?P<name>[^\W\d].*)$"
)
_TRAILING = re.compile(r"^(?P<name>\S.*?)\s*(?:[-–—:|,]\s*|\s|\(|\[|#)\s*#?(?P<code>[A-Z0-9][A-Z0-9./_-]{2,23})[)\]]?$")
_LABELLED = re.compile(
    r"^(?P<name>.*?)\s*[(\[,;-]?\s*(?:style|art|article|artikel|item|ref|réf|sku|model)\W{0,2}(?:no|nr|number|n°)?\W{0,3}\s(?P<code>[A-Z0-9][A-Z0-9./_-]{2,23})[)\]]?$",
    re.I,
)
_COLOR_LAST = re.compile(r"^(?P<name>\S.*?)\s*[(\[](?P<color>[^()\[\]]{2,40})[)\]]$")
_COLOR_DASH = re.compile(
    r"^(?P<name>\S.*?)\s+[-–—|/]\s+(?P<color>[^\d()\[\]]{3,30})$|^(?P<name2>\S.*?),\s*(?P<color2>[^\d()\[\],]{3,30})$"
)
Match = Callable[[str], tuple[str, str] | None]


def split_names(lines: Sequence[OrderLine]) -> None:
    """Take style numbers and colours out of names, where the order's lines are written so."""
    nameless = [line for line in lines if line.name and not line.style_number and not line.sku]
    for match in (_bracketed, _labelled, _leading, _trailing):
        found = {n: hit for n, line in enumerate(nameless) if (hit := match(line.name or ""))}
        if found and len(found) >= MOST * len(nameless):
            for n, (code, name) in found.items():
                _set(nameless[n], "style_number", code, name)
            break
    colorless = [line for line in lines if line.name and not line.color]
    for match in (_color_last, _color_dash):
        found = {n: hit for n, line in enumerate(colorless) if (hit := match(line.name or ""))}
        colored = sum(color_share(color) > 0 for color, _ in found.values())
        if found and colored >= 0.5 * len(found) and (match is _color_last or len(found) >= MOST * len(colorless)):
            for n, (color, name) in found.items():
                if color_share(color) > 0 or len(found) >= MOST * len(colorless):
                    _set(colorless[n], "color", color, name)


def _set(line: OrderLine, field: str, value: str, name: str) -> None:
    source = line.fields["name"]
    setattr(line, field, value)
    line.fields[field] = source.model_copy(update={"confidence": round(source.confidence * SPLIT, 3)})
    line.name = name


def _bracketed(name: str) -> tuple[str, str] | None:
    match = _BRACKETED.match(name)
    if match and (any(c.isdigit() for c in match["code"]) or match["code"].isupper()):
        return match["code"].strip(), match["name"]
    return None


def _leading(name: str) -> tuple[str, str] | None:
    match = _LEADING.match(name)
    return (match["code"], match["name"]) if match and _is_style(match["code"]) else None


def _trailing(name: str) -> tuple[str, str] | None:
    match = _TRAILING.match(name)
    return (match["code"], match["name"].rstrip(" -–:,")) if match and _is_style(match["code"]) else None


def _labelled(name: str) -> tuple[str, str] | None:
    match = _LABELLED.match(name)
    return (match["code"], match["name"] or name) if match and is_code(match["code"].upper()) else None


def _is_style(code: str) -> bool:
    return is_strong_code(code) and not is_size(code)


def _color_last(name: str) -> tuple[str, str] | None:
    match = _COLOR_LAST.match(name)
    return (match["color"].strip(), match["name"]) if match and not is_size(match["color"]) else None


def _color_dash(name: str) -> tuple[str, str] | None:
    match = _COLOR_DASH.match(name)
    if not match:
        return None
    color, rest = match["color"] or match["color2"], match["name"] or match["name2"]
    return (color.strip(), rest) if color_share(color) > 0 and len(color.split()) <= 3 else None


def clean_codes(lines: Sequence[OrderLine]) -> None:
    """Codes without the words that got into their cell, where the order's other codes have none."""
    for field in ("style_number", "sku"):
        coded = [line for line in lines if getattr(line, field)]
        odd = [line for line in coded if len(getattr(line, field).split()) > 2 and not is_code(getattr(line, field))]
        if not odd or len(odd) > (1 - CODED) * len(coded):
            continue
        for line in odd:
            source = line.fields[field]
            setattr(line, field, _code_in(getattr(line, field)))
            source.confidence = round(source.confidence * SPLIT, 3)
            if getattr(line, field) is None:
                del line.fields[field]


def _code_in(text: str) -> str | None:
    """The code among other words, as it is printed."""
    return next((word for word in reversed(text.split()) if len(word) >= 4 and is_strong_code(word.upper())), None)


def split_codes(lines: Sequence[OrderLine]) -> None:
    """Style numbers out of codes of style, colour and size, where the lines show that structure."""
    coded = [line for line in lines if line.sku and not line.style_number]
    if coded:
        _derive(coded, "sku")
    styled = [line for line in lines if line.style_number and not line.sku]
    if len(styled) >= 2 and _is_full(styled):
        for line in styled:
            line.sku = line.style_number
            line.fields["sku"] = line.fields["style_number"]
        _derive(styled, "style_number")


def _is_full(lines: Sequence[OrderLine]) -> bool:
    """Whether codes that were taken for style numbers end in the size of their line."""
    return sum(bool(_size_end(line, line.style_number or "")) for line in lines) >= MOST * len(lines)


def _size_end(line: OrderLine, code: str) -> str | None:
    """The code without the size at its end; None where it ends in none."""
    head, sign, tail = _last(code)
    if not sign:
        return None
    own = {size.upper().replace(" ", "") for size in line.sizes}
    if tail.upper() in own or (not own and is_letter_size(tail.upper())):
        return head
    return None


def _last(code: str) -> tuple[str, str, str]:
    cut = max(code.rfind(sign) for sign in "-_/. ")
    return (code[:cut], code[cut], code[cut + 1 :]) if cut > 0 else (code, "", "")


def _derive(lines: Sequence[OrderLine], field: str) -> None:
    heads = [(_size_end(line, getattr(line, field)) or getattr(line, field)) for line in lines]
    sized = sum(head != getattr(line, field) for line, head in zip(lines, heads, strict=True))
    bases = [_color_end(line, head) or head for line, head in zip(lines, heads, strict=True)]
    cut = sum(base != head for base, head in zip(bases, heads, strict=True))
    if cut < MOST * len(lines):
        bases = _shared(heads)
        cut = sum(base != head for base, head in zip(bases, heads, strict=True))
    if sized < MOST * len(lines) and cut < MOST * len(lines):
        return
    for line, base in zip(lines, bases, strict=True):
        if len(base) >= 2:
            source = line.fields[field]
            line.style_number = base
            sure = round(source.confidence * SPLIT, 3)
            line.fields["style_number"] = source.model_copy(update={"confidence": sure, "derived": "prefix of sku"})


def _color_end(line: OrderLine, code: str) -> str | None:
    """The code without the colour at its end: the colour's code, its first letters, or letters of it in order."""
    head, sign, tail = _last(code)
    if not sign or not tail:
        return None
    if line.color_code and tail.upper() == line.color_code.upper():
        return head
    color = re.sub(r"[^A-Z]", "", (line.color or "").upper())
    if color and tail.isalpha() and color.startswith(tail[0].upper()) and _within(tail.upper(), color):
        return head
    return None


def _within(letters: str, word: str) -> bool:
    places = iter(word)
    return all(letter in places for letter in letters)


def _shared(codes: Sequence[str]) -> list[str]:
    """Codes without their last part where most share what is before it with another of a different end."""
    ends: dict[str, set[str]] = {}
    for code in codes:
        head, sign, tail = _last(code)
        if sign and len(head) >= 3 and any(c.isdigit() for c in head):
            ends.setdefault(head, set()).add(tail)
    counts = Counter(len(tails) > 1 for tails in ends.values())
    if counts[True] < max(1, MOST * sum(counts.values())):
        return list(codes)
    return [head if (head := _last(code)[0]) in ends else code for code in codes]

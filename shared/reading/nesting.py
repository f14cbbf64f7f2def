"""Pages that unfold into far more than they hold: forms or patterns that paint others, each several times."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pymupdf

from shared.reading.resources import RESOURCES, painters, resources_of

mupdf = pymupdf.mupdf
MOST_FORMS = 20_000  # that one page may paint, counted as often as it paints them
MAX_DEPTH = 60
_NAME = rb"/([^\s/<>\[\](){}%]+)"
# A form is painted by `Do`; a pattern chosen by `scn` by each filling, stroking or showing of text that follows.
_PAINTING = re.compile(_NAME + rb"\s+(?:(Do)|scn|SCN)\b|(?<![^\s\])>])(?:[fbB]\*?|[FSs]|T[jJ]|'|\")(?![^\s/(<\[])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def unfolds(page: pymupdf.Page) -> bool:
    """Whether interpreting a page would take more than MOST_FORMS forms. Costs next to nothing without nested forms."""
    own = painters(resources_of(page))
    nested = [(name, form) for name, form in own if painters(mupdf.pdf_dict_get(form, RESOURCES))]
    if not nested:
        return False
    counts: dict[int, int] = {}
    painted = _painted(page.read_contents())
    return sum(painted[name] * _count(form, counts, 0) for name, form in nested) > MOST_FORMS


def _count(form: Any, counts: dict[int, int], depth: int) -> int:
    """How many forms a form paints, itself among them. One that paints itself is stopped by MuPDF."""
    number = mupdf.pdf_to_num(form)
    if number in counts:
        return counts[number]
    counts[number] = 1
    inside = painters(mupdf.pdf_dict_get(form, RESOURCES))
    if inside and depth < MAX_DEPTH:
        painted = _painted(mupdf.fz_buffer_extract_copy(mupdf.pdf_load_stream(form)))
        total = 1 + sum(painted[name] * _count(child, counts, depth + 1) for name, child in inside)
        counts[number] = min(total, MOST_FORMS + 1)
    return counts[number]


def _painted(content: bytes) -> Counter[bytes]:
    """How often a content paints each form and pattern."""
    count: Counter[bytes] = Counter()
    pattern = b""
    for found in _PAINTING.finditer(content):
        name = _ESCAPED.sub(lambda hexed: bytes.fromhex(hexed[1].decode()), found[1] or b"")
        if name and not found[2]:
            pattern = name
        else:
            count[name or pattern] += 1
    return count

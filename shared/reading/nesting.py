"""Pages that unfold into far more than they hold: forms that paint forms that paint forms, each several times."""

from __future__ import annotations

import re
from typing import Any

import pymupdf

from shared.reading.resources import RESOURCES, forms, resources_of

mupdf = pymupdf.mupdf
MOST_FORMS = 20_000  # that one page may paint, counted as often as it paints them
MAX_DEPTH = 60
_DO = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def unfolds(page: pymupdf.Page) -> bool:
    """Whether interpreting a page would take more than MOST_FORMS forms. Costs next to nothing without nested forms."""
    own = forms(resources_of(page))
    nested = {name: form for name, form in own.items() if forms(mupdf.pdf_dict_get(form, RESOURCES))}
    if not nested:
        return False
    counts: dict[int, int] = {}
    painted = _painted(page.read_contents())
    return sum(painted.count(name) * _count(form, counts, 0) for name, form in nested.items()) > MOST_FORMS


def _count(form: Any, counts: dict[int, int], depth: int) -> int:
    """How many forms a form paints, itself among them. One that paints itself is stopped by MuPDF."""
    number = mupdf.pdf_to_num(form)
    if number in counts:
        return counts[number]
    counts[number] = 1
    inside = forms(mupdf.pdf_dict_get(form, RESOURCES))
    if inside and depth < MAX_DEPTH:
        painted = _painted(mupdf.fz_buffer_extract_copy(mupdf.pdf_load_stream(form)))
        total = 1 + sum(painted.count(name) * _count(child, counts, depth + 1) for name, child in inside.items())
        counts[number] = min(total, MOST_FORMS + 1)
    return counts[number]


def _painted(content: bytes) -> list[bytes]:
    return [_ESCAPED.sub(lambda hexed: bytes.fromhex(hexed[1].decode()), name) for name in _DO.findall(content)]

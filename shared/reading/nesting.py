"""Pages that unfold into far more than they hold: forms that paint forms that paint forms, each several times."""

from __future__ import annotations

import re
from typing import Any

import pymupdf

mupdf = pymupdf.mupdf
MOST_FORMS = 20_000  # that one page may paint, counted as often as it paints them
MAX_DEPTH = 60
_DO = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_RESOURCES, _XOBJECTS, _SUBTYPE, _FORM = (
    pymupdf.PDF_NAME(name) for name in ("Resources", "XObject", "Subtype", "Form")
)


def unfolds(page: pymupdf.Page) -> bool:
    """Whether interpreting a page would take more than MOST_FORMS forms. Costs next to nothing without nested forms."""
    own = mupdf.pdf_page_from_fz_page(page.this).obj()
    forms = _forms(mupdf.pdf_dict_get_inheritable(own, _RESOURCES))
    nested = {name: form for name, form in forms.items() if _forms(mupdf.pdf_dict_get(form, _RESOURCES))}
    if not nested:
        return False
    counts: dict[int, int] = {}
    painted = _painted(page.read_contents())
    return sum(painted.count(name) * _count(form, counts, 0) for name, form in nested.items()) > MOST_FORMS


def _forms(resources: Any) -> dict[bytes, Any]:
    """A content's forms by name."""
    listed = mupdf.pdf_dict_get(resources, _XOBJECTS)
    found = {}
    for n in range(mupdf.pdf_dict_len(listed)):
        item = mupdf.pdf_dict_get_val(listed, n)
        if mupdf.pdf_name_eq(mupdf.pdf_dict_get(item, _SUBTYPE), _FORM):
            found[mupdf.pdf_to_name(mupdf.pdf_dict_get_key(listed, n)).encode()] = item
    return found


def _count(form: Any, counts: dict[int, int], depth: int) -> int:
    """How many forms a form paints, itself among them. One that paints itself is stopped by MuPDF."""
    number = mupdf.pdf_to_num(form)
    if number in counts:
        return counts[number]
    counts[number] = 1
    inside = _forms(mupdf.pdf_dict_get(form, _RESOURCES))
    if inside and depth < MAX_DEPTH:
        painted = _painted(mupdf.fz_buffer_extract_copy(mupdf.pdf_load_stream(form)))
        total = 1 + sum(painted.count(name) * _count(child, counts, depth + 1) for name, child in inside.items())
        counts[number] = min(total, MOST_FORMS + 1)
    return counts[number]


def _painted(content: bytes) -> list[bytes]:
    return [_ESCAPED.sub(lambda hexed: bytes.fromhex(hexed[1].decode()), name) for name in _DO.findall(content)]

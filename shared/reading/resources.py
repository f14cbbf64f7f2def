"""What a PDF's resource dictionaries refer to."""

from __future__ import annotations

from typing import Any

import pymupdf

mupdf = pymupdf.mupdf
RESOURCES, _XOBJECTS, _SUBTYPE, _FORM, _IMAGE = (
    pymupdf.PDF_NAME(name) for name in ("Resources", "XObject", "Subtype", "Form", "Image")
)
_PATTERNS, _PATTERN_TYPE = pymupdf.PDF_NAME("Pattern"), pymupdf.PDF_NAME("PatternType")


def resources_of(page: pymupdf.Page) -> Any:
    """A page's own resources, or those that it inherits."""
    return mupdf.pdf_dict_get_inheritable(mupdf.pdf_page_from_fz_page(page.this).obj(), RESOURCES)


def painters(resources: Any) -> list[tuple[bytes, Any]]:
    """What a content can paint that has a content of its own, with its name: forms and tiling patterns."""
    return [
        (mupdf.pdf_to_name(mupdf.pdf_dict_get_key(listed, n)).encode(), item)
        for listed in (mupdf.pdf_dict_get(resources, _XOBJECTS), mupdf.pdf_dict_get(resources, _PATTERNS))
        for n, item in _items(listed)
        if _is(item, _FORM) or mupdf.pdf_to_int(mupdf.pdf_dict_get(item, _PATTERN_TYPE)) == 1
    ]


def image_xrefs(page: pymupdf.Page) -> set[int]:
    """The pictures that a page and its forms refer to, each form being looked at once."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = [resources_of(page)]
    while waiting:
        for _, item in _items(mupdf.pdf_dict_get(waiting.pop(), _XOBJECTS)):
            number = mupdf.pdf_to_num(item)
            if not number or number in seen:
                continue
            seen.add(number)
            if _is(item, _IMAGE):
                found.add(number)
            elif (inside := mupdf.pdf_dict_get(item, RESOURCES)).m_internal:
                waiting.append(inside)
    return found


def _items(listed: Any) -> list[tuple[int, Any]]:
    return [(n, mupdf.pdf_dict_get_val(listed, n)) for n in range(mupdf.pdf_dict_len(listed))]


def _is(item: Any, kind: Any) -> bool:
    return bool(mupdf.pdf_name_eq(mupdf.pdf_dict_get(item, _SUBTYPE), kind))

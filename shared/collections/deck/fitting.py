"""How large a text can be in its box: it is wrapped, made smaller, and at last cut with an ellipsis.

MuPDF sets it, as it does in the PDF: what fits here fits there. Its Latin letters are as wide as Arial's, so that
slides break lines at the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

import pymupdf

from shared.collections.deck.models import Paragraph

LINE = 1.2  # line height by size
SLACK = 0.98  # of the width: other programs set a little wider
AIR = 0.25  # between paragraphs, by their size
STEP = 0.5  # points between sizes that are tried
SHORTEST = 8  # characters that are left of a paragraph at least
CSS = (
    "@page{margin:0} body{margin:0;padding:0} "
    f"p{{margin:0;padding:0;line-height:{LINE};font-family:Arial,sans-serif;overflow-wrap:break-word}}"
)
WHOLE_WORDS = CSS.replace("overflow-wrap:break-word", "overflow-wrap:normal")


class Fitted(NamedTuple):
    """Text as it is set: size and height in points."""

    paragraphs: list[Paragraph]
    size: float
    height: float


def html_of(paragraphs: Sequence[Paragraph], size: float, align: str) -> str:
    """Text as MuPDF reads it. It takes "left" for the side where a paragraph begins."""
    turned = {"left": "right", "right": "left"}
    lines = []
    for number, paragraph in enumerate(paragraphs):
        spans = "".join(
            f'<span style="color:#{s.color}{";font-weight:bold" if s.bold else ""}">{escape(s.text)}</span>'
            for s in paragraph.spans
        )
        way = "rtl" if paragraph.rtl else "ltr"
        side = turned.get(align, align) if paragraph.rtl else align
        above = f";margin-top:{size * AIR}px" if number else ""
        lines.append(f'<p dir="{way}" style="text-align:{side};font-size:{size}px{above}">{spans}</p>')
    return "".join(lines)


def fit(paragraphs: Sequence[Paragraph], width: float, height: float, largest: float, smallest: float) -> Fitted:
    """The text at the largest size at which it fits; cut at the smallest where it fits at none.

    Words are broken only at the smallest size. Where even its beginnings are too much, the last paragraphs go.
    """
    size = largest
    while size > smallest and _height(paragraphs, width, size, WHOLE_WORDS) > height:
        size = max(smallest, size - STEP)
    needed = _height(paragraphs, width, size)
    if needed <= height:
        return Fitted(list(paragraphs), size, needed)
    kept = _cut(paragraphs, lambda texts: _height(texts, width, size) <= height)
    return Fitted(kept, size, _height(kept, width, size) if kept else 0.0)


def _cut(paragraphs: Sequence[Paragraph], fits: Callable[[Sequence[Paragraph]], bool]) -> list[Paragraph]:
    shown = list(paragraphs)
    while shown and not fits([_shortened(p, SHORTEST) for p in shown]):
        shown.pop()
    low, high = SHORTEST, max((_length(p) for p in shown), default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if fits([_shortened(p, middle) for p in shown]):
            low = middle
        else:
            high = middle - 1
    return [_shortened(p, low) for p in shown]


def _length(paragraph: Paragraph) -> int:
    return sum(len(span.text) for span in paragraph.spans)


def _shortened(paragraph: Paragraph, most: int) -> Paragraph:
    if _length(paragraph) <= most:
        return paragraph
    spans, left = [], most - 1
    for span in paragraph.spans:
        if len(span.text) > left:
            spans.append(span.model_copy(update={"text": span.text[:left].rstrip(" ,·") + "…"}))
            break
        spans.append(span)
        left -= len(span.text)
    return paragraph.model_copy(update={"spans": spans})


def _height(paragraphs: Sequence[Paragraph], width: float, size: float, css: str = CSS) -> float:
    return _set(html_of(paragraphs, size, "left"), width * SLACK, css) if paragraphs else 0.0


@lru_cache(4096)
def _set(html: str, width: float, css: str) -> float:
    """The height of a text in a column; infinite where a word is wider than that."""
    _, filled = pymupdf.Story(html, user_css=css).place(pymupdf.Rect(0, 0, width, 1e5))
    return float(filled[3]) if filled[2] <= width + 0.1 else float("inf")

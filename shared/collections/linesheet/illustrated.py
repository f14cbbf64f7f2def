"""Pictures beside a table that has more rows than pictures: each shows several rows, as its caption or place says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.collections.linesheet.draft import Draft
from shared.reading.geometry import Box, area, centre, x_overlap
from shared.reading.marks import Mark
from shared.reading.tables import Table
from shared.reading.words import folded

SMALL = 0.15  # of the largest picture beside a table: smaller ones are signs or parts of a drawing
CAPTION_WITHIN = 24.0  # points under a picture
TELLING = 0.65  # of a caption's words in a name: then it may be this product's
STEM = 5  # letters that words of one stem begin with
LEAST_SIZE = 4.0  # points: smaller words belong to a drawing
EDGE = 6.0  # points that a picture may reach into a table


@dataclass(frozen=True)
class Illustration:
    """A picture by its number on the page, its box and the words of its caption."""

    picture: int
    box: Box
    words: frozenset[str]


def beside(
    table: Table, tables: Sequence[Table], pictures: Sequence[Box], headings: Sequence[Box], marks: Sequence[Mark]
) -> list[Illustration]:
    """The pictures that show a table's rows without being one for each; none where they may be one for each."""
    near = _at_sides(table, pictures, _band(table, tables, headings))
    if not near and headings:  # several tables under one heading have the picture of the first
        near = _at_sides(table, pictures, _band(table, (), headings))
    largest = max((area(pictures[n]) for n in near), default=0.0)
    near = [n for n in near if area(pictures[n]) >= SMALL * largest]
    if not near or len(table.rows) < 2 or len(near) >= len(table.rows):
        return []
    return [Illustration(n, pictures[n], _caption(pictures[n], marks)) for n in near]


def _best(draft: Draft, illustrations: Sequence[Illustration]) -> Illustration:
    name = draft.get("name") or ""
    return max(illustrations, key=lambda i: (*_said(i, name), -_away(i, draft)))


def _at_sides(table: Table, pictures: Sequence[Box], band: tuple[float, float]) -> list[int]:
    return [
        n
        for n, box in enumerate(pictures)
        if band[0] < centre(box)[1] < band[1] and (box[2] < table.bbox[0] + EDGE or box[0] > table.bbox[2] - EDGE)
    ]


def show(drafts: Sequence[Draft], illustrations: Sequence[Illustration]) -> None:
    """Say of each row which picture shows it: the one whose caption its name says most of, else the nearest."""
    for draft in drafts:
        if illustrations:
            draft.shown = _best(draft, illustrations).picture


def _said(illustration: Illustration, name: str) -> tuple[float, int]:
    """How much of a caption a name says, and in how many words. Half of one says less than a picture without."""
    if not illustration.words:
        return 0.5, 0
    words, whole = _words(name), "".join(c for c in folded(name) if c.isalnum())
    said = [w for w in illustration.words if (len(w) >= 4 and w in whole) or any(_alike(w, word) for word in words)]
    share = len(said) / len(illustration.words)
    return (share, len(said)) if share >= TELLING else (0.4 * share, 0)


def _alike(a: str, b: str) -> bool:
    """The same word, or one stem with two endings."""
    return a == b or (min(len(a), len(b)) >= STEM and a[:STEM] == b[:STEM] and a.isalpha() and b.isalpha())


def _away(illustration: Illustration, draft: Draft) -> float:
    return abs(centre(illustration.box)[1] - centre(draft.bbox)[1])


def _band(table: Table, tables: Sequence[Table], headings: Sequence[Box]) -> tuple[float, float]:
    """From the heading or table above a table to the one below."""
    others = [t.bbox for t in tables if t is not table and x_overlap(t.bbox, table.bbox) > 0]
    over = [b[3] for b in (*others, *headings) if b[3] <= table.bbox[1] + EDGE]
    under = [b[1] for b in (*others, *headings) if b[1] >= table.bbox[3] - EDGE]
    return max(over, default=0.0), min(under, default=float("inf"))


def _caption(box: Box, marks: Sequence[Mark]) -> frozenset[str]:
    under = [
        m
        for m in marks
        if m.style.size >= LEAST_SIZE
        and m.line.turn == 0
        and -EDGE < m.bbox[1] - box[3] < CAPTION_WITHIN
        and x_overlap(m.bbox, box) > 0.3
        and not m.prices
    ]
    return _words(" ".join(m.text for m in under))


def _words(text: str) -> frozenset[str]:
    spaced = "".join(c if c.isalnum() else " " for c in folded(text))
    return frozenset(word for word in spaced.split() if len(word) > 2 or word.isdigit())

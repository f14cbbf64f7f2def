"""Contents pages: entries with the page each begins on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared.reading.geometry import Box, union, y_overlap
from shared.reading.headings import bare_title, is_contents_title, names_goods
from shared.reading.marks import Mark

_NUMBER = re.compile(r"(?:p\.?|page|pag\.?|seite|s\.)?\s*(\d{1,4})(?:\s*[-–]\s*\d{1,4})?", re.I)
_DOTTED = re.compile(r"^(?P<title>.*?[^\W\d].*?)[\s.·…_]*[.·…_\s]{2,}\s*(?P<page>\d{1,4})$")
_TRAILING = re.compile(r"^(?P<title>[^\W\d].*?)\s+(?P<page>\d{1,4})$")

_PAGE = re.compile(r"[\s.·…_]*\d{1,4}$")
COLUMN_GAP = 40.0  # points between the ends of entries in one column and in the next


@dataclass(frozen=True)
class Entry:
    """A line of a contents page: what it names, the page that begins on, and its own place."""

    title: str
    page: int
    bbox: Box
    told_on: int


def contents_of(marks: Sequence[Mark], page: int, page_count: int) -> list[Entry]:
    """The entries of a contents page in order; empty when the page is none: its numbers must rise and exist."""
    if any(m.prices for m in marks):
        return []
    headed = any(is_contents_title(m.text) for m in marks)
    upright = sorted((m for m in marks if m.line.turn == 0), key=lambda m: (m.bbox[1], m.bbox[0]))
    read = [(m, entry) for m in upright if (entry := _entry(m, upright, page)) is not None]
    entries = [entry for _, entry in read]
    if any(a.page > b.page for a, b in itertools.pairwise(entries)):
        read = _by_columns(read)
        entries = [_whole(m, entry, upright, [r for r, _ in read]) for m, entry in read]
    numbers = [e.page for e in entries]
    rising = all(a <= b for a, b in itertools.pairwise(numbers))
    fits = numbers and max(numbers) <= page_count + 12 and numbers[0] >= min(page, 2)
    if len(entries) < (2 if headed else 3) or not rising or not fits:
        return []
    return [e for e in entries if names_goods(e.title)]


def _by_columns(read: list[tuple[Mark, Entry]]) -> list[tuple[Mark, Entry]]:
    """Entries column by column, where titles of one line with their numbers all end at a few places."""
    ends: list[float] = []
    for m, _ in sorted(read, key=lambda item: item[0].bbox[2]):
        if not ends or m.bbox[2] - ends[-1] > COLUMN_GAP:
            ends.append(m.bbox[2])
    return sorted(read, key=lambda item: (sum(item[0].bbox[2] > end + COLUMN_GAP for end in ends), item[0].bbox[1]))


def _whole(m: Mark, entry: Entry, marks: Sequence[Mark], read: Sequence[Mark]) -> Entry:
    """An entry with the line above it where its title is wrapped: set alike, flush with it, close, without a number."""
    size = m.style.size
    for o in marks:
        close = -0.3 * size < m.bbox[1] - o.bbox[3] < 0.2 * size and abs(o.bbox[0] - m.bbox[0]) < 1
        if close and o not in read and _set_alike(o, m) and any(c.isalpha() for c in o.text):
            title = bare_title(f"{o.text.strip()} {_PAGE.sub('', m.text)}")
            return Entry(title, entry.page, union((o.bbox, entry.bbox)), entry.told_on)
    return entry


def _set_alike(a: Mark, b: Mark) -> bool:
    """Whether two lines begin in one style: what leads to a page's number may be set in another."""
    return a.line.words[0].style == b.line.words[0].style


def _entry(m: Mark, marks: Sequence[Mark], page: int) -> Entry | None:
    for pattern in (_DOTTED, _TRAILING):
        match = pattern.match(m.text)
        if match:
            return _made(match["title"], int(match["page"]), m.bbox, page)
    if not any(c.isalpha() for c in m.text) or _NUMBER.fullmatch(m.text):
        return None
    beside = [o for o in marks if o is not m and y_overlap(o.bbox, m.bbox) > 0.5]
    numbers = [o for o in beside if o.bbox[0] > m.bbox[2] and (n := _NUMBER.fullmatch(o.text.strip(" .·…_"))) and n]
    titled = [o for o in beside if any(c.isalpha() for c in o.text) and o.bbox[0] < m.bbox[0]]
    if not numbers or titled:  # the leftmost text is the title; what stands beside it is a translation or a note
        return None
    number = _NUMBER.fullmatch(max(numbers, key=lambda o: o.bbox[0]).text.strip(" .·…_"))
    return _made(_titled(m), int(number[1]), m.bbox, page) if number else None


def _titled(m: Mark) -> str:
    """The part of a title line that is set like its first word: what follows in another style is a translation."""
    first = next((w for w in m.line.words if any(c.isalpha() for c in w.text)), m.line.words[0])
    words = [w for w in m.line.words if w.style.size >= first.style.size - 0.6 and w.style.bold == first.style.bold]
    return " ".join(w.text for w in words)


def _made(title: str, page: int, bbox: Box, told_on: int) -> Entry | None:
    title = bare_title(title.strip(" .·…_"))
    return Entry(title, page, bbox, told_on) if len(title) >= 2 and any(c.isalpha() for c in title) else None

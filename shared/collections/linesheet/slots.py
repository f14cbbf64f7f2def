"""What each way of setting a line is used for, over a whole document: a linesheet sets all its products alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.reading import attributes, codes
from shared.reading.marks import Mark
from shared.reading.words import folded

MAX_SHAPES = 500
_PIECES = re.compile(r"\s+[·•|–—]\s+|\s*;\s*")
WIDE_EMS = 0.55  # a space is 0.2 to 0.4 of the type's size
MAX_COLORS = 5000
COLOR_WORDS = 3  # of one colour's name, at most
COLOR_SHARE = 0.25  # of the lines at one place: when so many are known as colours, the others are too
RARE = 0.2
USUAL = 0.6  # of the products: a style so frequent is as good a name's as one that all have


def role_of(m: Mark) -> str | None:
    """What a line is by its own words: prices, code, sizes, colors, materials, a labelled field, or None."""
    if m.prices:
        return "prices"
    if m.label:
        return m.label
    if m.code:
        return "code"
    return attributes.kind_of(m.text.strip())


def pieces_of(text: str) -> list[str]:
    """A line's parts between signs ("Stoneware · Sea Salt")."""
    return [p for p in _PIECES.split(text) if p.strip()]


def pieces_apart(m: Mark) -> list[str]:
    """A line's parts where wider gaps than a space part them."""
    words = m.line.words
    wide = WIDE_EMS * m.style.size
    cuts = [n for n in range(1, len(words)) if words[n].bbox[0] - words[n - 1].bbox[2] > wide]
    starts = [0, *cuts]
    return [" ".join(w.text for w in words[a:b]) for a, b in zip(starts, [*cuts, len(words)], strict=True)]


def piece_role(piece: str) -> str | None:
    """What a part of a line is by its own words: sizes, materials, colors or None."""
    return attributes.kind_of(piece)


def look_of(m: Mark) -> str:
    """A line's style without its role; behind a style number that is set otherwise, the style of what follows it."""
    style, words = m.line.style, m.line.words
    if len(words) > 1 and words[1].style != words[0].style and codes.is_strong_code(words[0].text):
        style = words[1].style
    return f"{style.size:.1f}{style.bold}{style.italic}{style.color:x}{style.font}"


def is_wordy(m: Mark) -> bool:
    """Whether a line may be a name: text, or a single word for a colour or a fabric, which names hold too."""
    role = role_of(m)
    return role is None or (role in ("colors", "materials") and not m.label and not attributes.is_list(m.text))


def _places(marks: Sequence[Mark]) -> list[tuple[str, str, str]]:
    """Each line's style, and what stands before and after it in its unit."""
    kinds = [role_of(m) or look_of(m) for m in marks]
    return [
        (look_of(m), before, after) for m, before, after in zip(marks, ["", *kinds], [*kinds[1:], ""], strict=False)
    ]


@dataclass
class Slots:
    """Counts over the units of a document; grows with the number of styles."""

    units: int = 0
    roles: dict[str, Counter[str]] = field(default_factory=dict)
    in_units: Counter[str] = field(default_factory=Counter)
    wordy: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    order: Counter[str] = field(default_factory=Counter)
    sizes: dict[str, tuple[float, bool]] = field(default_factory=dict)
    shapes: Counter[str] = field(default_factory=Counter)
    embedded: Counter[str] = field(default_factory=Counter)
    price_looks: Counter[str] = field(default_factory=Counter)
    labelled_codes: int = 0
    places: dict[tuple[str, str, str], Counter[str]] = field(default_factory=dict)
    colors: Counter[str] = field(default_factory=Counter)

    def add(self, marks: Sequence[Mark]) -> None:
        """Count one unit's lines."""
        self.units += 1
        seen: set[str] = set()
        looks: set[str] = set()
        for m, place in zip(marks, _places(marks), strict=True):
            role = role_of(m)
            if place in self.places or len(self.places) < MAX_SHAPES:
                self.places.setdefault(place, Counter())[role or "text"] += 1
            self._learn_colors(m, role)
        for rank, m in enumerate(marks):
            look, role = look_of(m), role_of(m)
            wordy = is_wordy(m)
            if look not in looks:
                looks.add(look)
                self.looks[look] += 1
            self.roles.setdefault(look, Counter())[role or "text"] += 1
            self.wordy[look] += wordy
            self.sizes[look] = (m.style.size, m.style.bold)
            if wordy and look not in seen and any(c.isalpha() for c in m.text):
                seen.add(look)
                self.in_units[look] += 1
                self.order[look] += rank
            if role == "code" and m.code and len(self.shapes) < MAX_SHAPES:
                self.shapes[codes.shape_of(m.code)] += 1
                self.labelled_codes += m.label == "code"
            inside = None if m.prices or m.code else codes.embedded_code(m.text)
            if inside and len(self.embedded) < MAX_SHAPES:
                self.embedded[codes.shape_of(inside)] += 1
            if m.prices:
                self.price_looks[m.signature] += 1

    def _learn_colors(self, m: Mark, role: str | None) -> None:
        if len(self.colors) >= MAX_COLORS or role not in ("colors", "materials", None):
            return
        for piece in [m.value] if m.label else pieces_of(m.text):
            if m.label or piece_role(piece) == "colors":
                names = [name for name, _ in attributes.split_colors(piece)]
                self.colors.update(folded(name) for name in names if name and len(name.split()) <= COLOR_WORDS)

    def trimmed(self, marks: Sequence[Mark]) -> list[Mark]:
        """A unit's lines without those at its top that no other unit has: an introduction, a running head."""
        if self.units < 5:
            return list(marks)
        kept = sorted(marks, key=lambda m: m.bbox[1])
        while len(kept) > 2 and not kept[0].prices and self.looks[look_of(kept[0])] < RARE * self.units:
            kept.pop(0)
        return [m for m in marks if m in kept]

    def name_looks(self) -> list[str]:
        """Looks that a product's name may have, the likeliest first: in most products, large, bold, early."""
        usual = [look for look, n in self.in_units.items() if n >= 0.35 * self.units]

        def rank(look: str) -> tuple[float, ...]:
            size, bold = self.sizes[look]
            place = self.order[look] / self.in_units[look]
            return (-min(1.0, self.in_units[look] / (USUAL * self.units)), -round(size), not bold, place)

        return sorted(usual, key=rank)

    def is_pure(self, look: str) -> bool:
        """Whether lines of this look are hardly ever anything but text."""
        roles = self.roles.get(look, Counter())
        total = sum(roles.values())
        return total > 0 and self.wordy[look] >= 0.75 * total

    def color_lines(self, marks: Sequence[Mark]) -> set[int]:
        """The lines of a unit that hold colours by their place, though no word says so.

        In other products, what stands in this style between these neighbours is colours and nothing else that is known.
        """
        found = set()
        for m, place in zip(marks, _places(marks), strict=True):
            roles = self.places.get(place, Counter())
            known = sum(roles.values()) - roles["text"]
            short = all(len(p.split()) <= COLOR_WORDS for p in re.split(r"[,/&|·]", m.text))
            letters = sum(c.isalpha() for c in m.text)
            wordy = role_of(m) is None and short and letters > 0.7 * len(m.text.replace(" ", ""))
            usual = roles["colors"] >= max(3, 0.9 * known, COLOR_SHARE * sum(roles.values()))
            if wordy and usual:
                found.add(m.line.index)
        return found

    def is_color(self, text: str) -> bool:
        """Whether all parts of a text are colours that the document lists elsewhere."""
        names = [name for name, _ in attributes.split_colors(text)]
        return bool(names) and all(name and self.colors[folded(name)] >= 2 for name in names)

    def usual_role(self, look: str) -> str | None:
        """The role that nearly all lines of this look have, by their own words."""
        roles = self.roles.get(look, Counter())
        total = sum(roles.values())
        if total < 4:
            return None
        role, count = roles.most_common(1)[0]
        return role if role != "text" and count >= 0.6 * total else None

"""What each way of setting a line is used for, over a whole document: a linesheet sets all its products alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.reading import attributes, codes
from shared.reading.marks import Mark

MAX_SHAPES = 500
RARE = 0.2


def role_of(m: Mark) -> str | None:
    """What a line is by its own words: prices, code, sizes, colors, materials, a labelled field, or None."""
    if m.prices:
        return "prices"
    if m.label:
        return m.label
    if m.code:
        return "code"
    text = m.text.strip()
    if attributes.looks_like_sizes(text):
        return "sizes"
    if attributes.material_score(text) >= 0.6 and attributes.color_share(text) != 1.0:
        return "materials"
    if attributes.color_share(text) >= 0.5:
        return "colors"
    return None


def look_of(m: Mark) -> str:
    """A line's style without its role."""
    style = m.line.style
    return f"{style.size:.1f}{style.bold}{style.italic}{style.color:x}{style.font}"


def is_wordy(m: Mark) -> bool:
    """Whether a line may be a name: text, or a single word for a colour or a fabric, which names hold too."""
    role = role_of(m)
    return role is None or (role in ("colors", "materials") and not m.label and not attributes.is_list(m.text))


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

    def add(self, marks: Sequence[Mark]) -> None:
        """Count one unit's lines."""
        self.units += 1
        seen: set[str] = set()
        looks: set[str] = set()
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
            return (-min(1.0, self.in_units[look] / (0.8 * self.units)), -round(size), not bold, place)

        return sorted(usual, key=rank)

    def is_pure(self, look: str) -> bool:
        """Whether lines of this look are hardly ever anything but text."""
        roles = self.roles.get(look, Counter())
        total = sum(roles.values())
        return total > 0 and self.wordy[look] >= 0.75 * total

    def usual_role(self, look: str) -> str | None:
        """The role that nearly all lines of this look have, by their own words."""
        roles = self.roles.get(look, Counter())
        total = sum(roles.values())
        if total < 4:
            return None
        role, count = roles.most_common(1)[0]
        return role if role != "text" and count >= 0.6 * total else None

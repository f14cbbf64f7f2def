"""Labelled values of one product: "Colours: Red", a label beside or above its value, values that go on over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shared.collections.linesheet.draft import GUESSED, LIKELY, SURE, Draft, put_prices
from shared.collections.linesheet.slots import piece_role, role_of
from shared.reading import attributes
from shared.reading.geometry import Box, union, x_overlap, y_overlap
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import exact_field, field_of
from shared.reading.marks import Mark, PricedText, Said, is_lettered_model
from shared.reading.money import find_prices
from shared.reading.rtl import is_right_to_left

CUT_SIZE = re.compile(r"\b(?:EU|UK|US|IT|FR|DE)$")  # the number is on the next line
NAME_WORDS = 6  # of a description that is a name
CHIP_EMS = 4.0  # between values of one row that each stand by themselves


def read_labels(draft: Draft, marks: Sequence[Mark], used: set[int]) -> None:
    """Put what labelled lines say; a label may stand beside or above its value."""
    bare = [m for m in marks if m.label is None and not m.prices and exact_field(m.text)]
    columns = {round(m.bbox[0] / 4) for m in bare if sum(abs(o.bbox[0] - m.bbox[0]) < 4 for o in bare) > 1}
    for m in marks:
        if m.line.index in used:
            continue
        name, value, box = m.label, m.value, None
        for said in m.more:
            _put_said(draft, said)
        if m in bare and (":" in m.text[-2:] or round(m.bbox[0] / 4) in columns):
            partner = _value_beside(m, [o for o in marks if o not in bare], used)
            if partner is not None:
                name = field_of(m.text)
                chips = _chips(partner, marks, used) if name in ("colors", "sizes") else [partner]
                value, box = _in_a_row(chips), union(o.bbox for o in chips)
                used.update(o.line.index for o in chips)
            used.add(m.line.index)
        if name is None:
            continue
        used.add(m.line.index)
        if name in PRICE_FIELDS:
            kind = name if name != "price" else None
            read = find_prices(value, bare=True, decimal=m.decimal)
            put_prices(draft, [(PricedText(p, None, box or m.bbox, bare=True), kind, SURE) for p in read[:1]])
            continue
        if name == "code" and m.code and value.startswith(m.code):
            rest = value[len(m.code) :].strip(" ·|,;-–—/")
            role = piece_role(rest) if rest else None
            if role:
                put_field(draft, role, rest, m.value_box(len(rest.split())), LIKELY)
            put_field(draft, "code", m.code, box or m.value_box(), SURE)
            continue
        value, box = _with_wraps(m, value, box or m.value_box(), marks, used)
        put_field(draft, name, value, box, SURE)


def name_from_description(draft: Draft) -> None:
    """What is labelled a description names the product where nothing else does: "Descrição: Taça Eugénia"."""
    said, known = draft.values.get("description"), draft.values.get("name")
    if said is None or said.confidence < SURE or (known is not None and known.confidence > GUESSED):
        return
    if len(said.value.split()) <= NAME_WORDS and not said.value.endswith("."):
        draft.values["name"] = replace(said, confidence=LIKELY)
        del draft.values["description"]


def _put_said(draft: Draft, said: Said) -> None:
    """A further labelled value of a line."""
    if said.label not in PRICE_FIELDS:
        put_field(draft, said.label, said.value, said.bbox, SURE)
        return
    kind = said.label if said.label != "price" else None
    read = find_prices(said.value, bare=True)
    put_prices(draft, [(PricedText(p, None, said.bbox, bare=True), kind, SURE) for p in read[:1]])


def take_models(draft: Draft, marks: Sequence[Mark], used: set[int]) -> list[Mark]:
    """Lines such as "Model: NTEWV": a style number where the product has a name besides, else its name."""
    found = [] if draft.get("style_number") else [m for m in marks if is_lettered_model(m)]
    for m in found:
        used.add(m.line.index)
        if draft.get("name") == m.value:
            del draft.values["name"]
    return found


def _value_beside(label: Mark, marks: Sequence[Mark], used: set[int]) -> Mark | None:
    """The line right of a bare label (left of one in Hebrew or Arabic), else the one right under it."""
    free = [m for m in marks if m is not label and m.line.index not in used and m.label is None]
    if is_right_to_left(label.text):
        left = [m for m in free if y_overlap(m.bbox, label.bbox) > 0.5 and m.bbox[2] <= label.bbox[0] + 1]
        if left:
            return max(left, key=lambda m: m.bbox[2])
    right = [m for m in free if y_overlap(m.bbox, label.bbox) > 0.5 and m.bbox[0] >= label.bbox[2] - 1]
    if right:
        return min(right, key=lambda m: m.bbox[0])
    size = label.style.size
    under = [
        m for m in free if 0 <= m.bbox[1] - label.bbox[3] + 0.3 * size < size and x_overlap(m.bbox, label.bbox) > 0.3
    ]
    return min(under, key=lambda m: m.bbox[1]) if under else None


def _chips(first: Mark, marks: Sequence[Mark], used: set[int]) -> list[Mark]:
    """A value and those that follow it on its row and the next, each on its own, as beside tiles of their colours."""
    free = [m for m in marks if m.line.index not in used and not (m.label or m.prices or m.code) and m is not first]
    found = [first]
    for m in sorted((m for m in free if y_overlap(m.bbox, first.bbox) > 0.5), key=lambda m: m.bbox[0]):
        if 0 <= m.bbox[0] - found[-1].bbox[2] < CHIP_EMS * m.style.size:
            found.append(m)
    if len(found) > 1:
        size, bottom = first.style.size, first.bbox[3]
        found += [
            m
            for m in free
            if -0.4 * size < m.bbox[1] - bottom < 0.6 * size and abs(m.style.size - size) < 0.3 and _may_be_color(m)
        ]
    return found


def _may_be_color(m: Mark) -> bool:
    return len(m.text.split()) <= 3 and not m.text.endswith(".") and role_of(m) in ("colors", None)


def _in_a_row(chips: Sequence[Mark]) -> str:
    text = ""
    for chip in chips:
        text = f"{text} {chip.text}" if chip.text[:1].islower() else f"{text}, {chip.text}"
    return text.strip(", ")


def _with_wraps(m: Mark, value: str, box: Box, marks: Sequence[Mark], used: set[int]) -> tuple[str, Box]:
    """A value that goes on in the next lines: unlabelled, of its style, hanging under it or cut by a comma."""
    last = m
    for other in marks:
        if other.line.index <= last.line.index or other.line.index in used:
            continue
        same = abs(other.style.size - last.style.size) < 0.6 and other.style.color == m.line.words[-1].style.color
        near = 0 <= other.bbox[1] - last.bbox[3] + 0.35 * last.style.size < 0.75 * last.style.size
        hangs = other.bbox[0] >= m.value_box()[0] - 1.5 and other.bbox[0] > m.bbox[0] + 3
        goes_on = (
            value.rstrip().endswith((",", "/", "&", "-"))
            or _cut_in_a_color(m, value)
            or (m.label == "sizes" and CUT_SIZE.search(value))
            or (m.label in ("colors", "sizes", "materials") and role_of(other) == m.label)
        )
        below = x_overlap(other.bbox, last.bbox) > 0.3 or hangs
        lower = m.label in ("materials", "colors", "description") and other.text[:1].islower() and below
        if m.label in ("colors", "sizes", "materials") and role_of(other) not in (None, m.label) and not goes_on:
            break
        if not (same and near and (hangs or goes_on or lower)) or other.label or other.prices:
            break
        used.add(other.line.index)
        value = joined(value, other.text)
        box = union((box, other.bbox))
        last = other
    return value, box


def _cut_in_a_color(m: Mark, value: str) -> bool:
    """Whether a list of colours with codes ends in a code alone: its name is on the next line."""
    colors = attributes.split_colors(value) if m.label == "colors" else []
    return len(colors) > 1 and colors[-1][0] == colors[-1][1] and all(name != code for name, code in colors[:-1])


def joined(first: str, second: str) -> str:
    """Two lines as one; a hyphen at the end of a style number or word joins without a space."""
    if first.endswith("\xad"):  # a hyphen that only the line's end made
        return first[:-1] + second
    if first.endswith("-") and first[-2:-1].strip() and not first.endswith(" -"):
        return first + second
    return f"{first} {second}"


def put_field(draft: Draft, name: str, value: str, box: Box, confidence: float) -> None:
    """Put a labelled value (or a table's cell) where it belongs."""
    value = value.strip()
    if not value or value in ("-", "–", "—", "n/a", "N/A"):
        return
    if name == "code":
        draft.put("style_number", value.strip(" #:"), box, confidence)
    elif name == "name":
        draft.put("name", value, box, confidence)
    elif name == "sizes":
        draft.put("sizes", attributes.split_sizes(value), box, confidence)
    elif name == "colors":
        draft.put("colors", attributes.split_colors(value), box, confidence)
    elif name in ("materials", "description", "category"):
        draft.put(name, value, box, confidence)

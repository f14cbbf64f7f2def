"""One product from the lines that belong to it: captions, cards, labelled blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shared.collections.linesheet.draft import GUESSED, LIKELY, SURE, Draft, agreeing, put_prices
from shared.collections.linesheet.fields import (
    CUT_SIZE,
    joined,
    name_from_description,
    put_field,
    read_labels,
    take_models,
)
from shared.collections.linesheet.slots import Slots, is_wordy, look_of, piece_role, pieces_apart, pieces_of, role_of
from shared.collections.linesheet.variants import put_variants
from shared.reading import attributes, codes
from shared.reading.geometry import Box, union, x_overlap, y_overlap
from shared.reading.lexicon import price_kind
from shared.reading.marks import Mark, PricedText, labelled
from shared.reading.sizes import heads_columns
from shared.reading.units import Unit

CAPTION_EMS = 1.3  # a price's label stands at most this many of its sizes above or below it
_BESIDE_PRICES = re.compile(r"\s*[|·•]\s*|\s{2,}")
_EAN = re.compile(r"\s+(?:EAN|GTIN|UPC)\W{0,2}\d{8,14}$")
_NUMBERING = re.compile(r"^\W*\d{0,3}\W*$")


def read_card(unit: Unit, page: int, slots: Slots) -> Draft:
    """The product a unit describes; without a name and a style number it is none."""
    draft = Draft(page, unit.bbox, unit.bbox, pictures=list(unit.pictures))
    marks = slots.trimmed([m for m in unit.marks if m.line.turn == 0])
    used: set[int] = set()
    _prices(draft, unit, marks, used)
    read_labels(draft, marks, used)
    put_variants(draft, marks, used)
    models = take_models(draft, marks, used)
    _name(draft, marks, used, slots)
    for m in models:
        known = draft.values.get("name")
        named = known is not None and known.confidence > GUESSED
        put_field(draft, "code" if named else "name", m.value, m.value_box(), LIKELY)
    name_from_description(draft)
    _code(draft, marks, used, slots)
    _rest(draft, marks, used, slots)
    _sized_header(draft, unit.marks)
    draft.top = min(
        (draft.values[n].bbox[1] for n in ("name", "style_number") if n in draft.values), default=unit.bbox[1]
    )
    boxes = [v.bbox for v in draft.values.values()]
    draft.bbox = union(boxes) if boxes else unit.bbox
    return draft


def _prices(draft: Draft, unit: Unit, marks: Sequence[Mark], used: set[int]) -> None:
    found: list[tuple[PricedText, str | None, float]] = []
    mine = [m for m in marks if m.prices and not m.prose]
    for m in mine:
        used.add(m.line.index)
        for price in m.prices:
            if price.kind is not None:
                found.append((price, price.kind, SURE))
            else:
                kind = _captioned(m, price.bbox, marks, used)
                found.append((price, kind, LIKELY if kind else GUESSED))
    put_prices(draft, found)


def _captioned(m: Mark, box: Box, marks: Sequence[Mark], used: set[int]) -> str | None:
    """What a small line beside, under or above a price says about it."""
    best: tuple[float, Mark, str] | None = None
    for other in marks:
        if other is m or other.prices or len(other.text.split()) > 5 or other.label == "other" or "|" in other.text:
            continue
        kind = price_kind(other.text)
        if kind is None:
            continue
        apart = max(other.bbox[1] - box[3], box[1] - other.bbox[3])
        beside = y_overlap(other.bbox, box) > 0.4 and 0 <= box[0] - other.bbox[2] < 16 * m.style.size
        stacked = x_overlap(other.bbox, box) > 0.3 and apart < CAPTION_EMS * m.style.size
        if (beside or stacked) and (best is None or max(apart, 0) < best[0]):
            best = (max(apart, 0.0), other, kind)
    if best is None:
        return None
    used.add(best[1].line.index)
    return best[2]


def _name(draft: Draft, marks: Sequence[Mark], used: set[int], slots: Slots) -> None:
    if draft.get("name"):
        return
    free = [m for m in marks if m.line.index not in used and any(c.isalpha() for c in m.text)]
    if not free:
        return
    first, confidence = None, LIKELY
    for look in slots.name_looks():
        first = next((m for m in free if look_of(m) == look and (is_wordy(m) or slots.is_pure(look))), None)
        if first is not None:
            break
    if first is None:
        plain = [m for m in free if is_wordy(m) and not m.prose] or free
        first, confidence = max(plain, key=lambda m: (round(m.style.size), m.style.bold, -m.line.index)), GUESSED
    confidence = agreeing(confidence, slots.in_units[look_of(first)] / max(slots.units, 1))
    lines = [first, *_wraps(first, [m for m in marks if m.line.index not in used], slots)]
    used.update(m.line.index for m in lines)
    text = lines[0].text
    for m in lines[1:]:
        text = joined(text, m.text)
    draft.put("name", text.strip(" ·|•"), union(m.bbox for m in lines), confidence)


def _wraps(first: Mark, free: Iterable[Mark], slots: Slots) -> list[Mark]:
    """The lines that go on with a name: set like it, right under it."""
    found, last = [], first
    for m in sorted(free, key=lambda m: m.bbox[1]):
        if m is first or m.bbox[1] < last.bbox[1] + 0.5 * last.style.size or look_of(m) != look_of(first):
            continue
        near = m.bbox[1] - last.bbox[3] < 0.55 * first.style.size
        aligned = min(
            abs(m.bbox[0] - first.bbox[0]), abs(m.bbox[2] - first.bbox[2]),
            abs(m.bbox[0] + m.bbox[2] - first.bbox[0] - first.bbox[2]) / 2,
        ) < first.style.size  # fmt: skip
        if not (near and aligned):
            continue
        if not is_wordy(m) and not slots.is_pure(look_of(m)):
            break
        found.append(m)
        last = m
    return found


def _code(draft: Draft, marks: Sequence[Mark], used: set[int], slots: Slots) -> None:
    if draft.get("style_number"):
        return
    free = [m for m in marks if m.line.index not in used and m.code]
    usual = slots.shapes

    def rank(m: Mark) -> tuple[int, bool, int]:
        return usual[codes.shape_of(m.code or "")], codes.is_strong_code(m.code or ""), -m.line.index

    if free:
        best = max(free, key=rank)
        used.add(best.line.index)
        share = rank(best)[0] / max(slots.units, 1)
        sure = share >= 0.3 or rank(best)[1]
        draft.put("style_number", best.code, best.bbox, agreeing(LIKELY if sure else GUESSED, share))
        return
    for m in marks:
        if m.prices or m.prose:
            continue
        embedded = code_inside(m.text)
        if embedded and (m.line.index not in used or embedded in (draft.get("name") or "")):
            share = slots.embedded[codes.shape_of(embedded)] / max(slots.units, 1)
            draft.put(
                "style_number", embedded, m.box_of(embedded), agreeing(LIKELY if share >= 0.3 else GUESSED, share)
            )
            _strip_code(draft, embedded)
            if m.line.index not in used:
                rest = m.text.replace(embedded, "", 1).strip(" ·|,;-–—/")
                says = [(piece, piece_role(piece)) for piece in pieces_of(rest)]
                for piece, role in says:
                    put_field(draft, role or "other", piece, m.bbox, LIKELY)
                if all(role for _, role in says) or len(rest) < 4:
                    used.add(m.line.index)
            return
    for m in marks:  # beside prices: "Style 0012  |  Wholesale $52  |  Retail $104"
        for piece in _BESIDE_PRICES.split(m.text) if m.prices and not m.prose else ():
            name, _, value = labelled(piece)
            if name == "code" and any(map(str.isdigit, value)):
                draft.put("style_number", value.strip(" #:"), m.bbox, LIKELY)
                return
    named = draft.values.get("name")
    embedded = code_inside(named.value) if named else None
    if embedded and named:
        draft.put("style_number", embedded, named.bbox, GUESSED)


def _strip_code(draft: Draft, code: str) -> None:
    """Take a style number off a name's front, or off its end where a sign parts them; elsewhere it is the name's."""
    named = draft.values.get("name")
    if not named:
        return
    rest = re.sub(
        rf"^{re.escape(code)}\s*[-–—·|:,]?\s+|\s*[·|,]\s*{re.escape(code)}$|\s+[-–—]\s+{re.escape(code)}$",
        "",
        named.value,
    )
    if any(c.isalpha() for c in rest):
        named.value = rest


_SPACED_CODE = re.compile(
    r"(?<![\w-])([A-Z]{1,4}[ -]\d{3,}(?:[-/][A-Z0-9]+)*)(?![\w-]|\s?(?i:ml|cl|l|gr?|kg|oz|cm|mm|pcs|pc)\b)"
)


_LABELLED_CODE = re.compile(
    r"[(\[]\s*(?:code|cod|ref|réf|art|style|sku|item|model|no|nr|n°|#)[\s.:#°]*(?P<code>[A-Z0-9][\w./-]*)\s*[)\]]"
    r"|\b(?:code|cod\.|réf\.?|ref\.?|art\.(?:-nr\.)?|sku|style no\.?)\s?[:#]\s*(?P<last>[A-Z]{0,4}\d[\w./-]*)$",
    re.I,
)


def code_inside(text: str) -> str | None:
    """A style number inside a longer text: labelled in brackets, strong by itself, or with a space ("SV 7462-M")."""
    labelled = _LABELLED_CODE.search(text)
    if labelled:
        return labelled["code"] or labelled["last"]
    spaced = [code for code in _SPACED_CODE.findall(text) if codes.is_code(code)]
    return spaced[-1] if spaced else codes.embedded_code(text)


def _rest(draft: Draft, marks: Sequence[Mark], used: set[int], slots: Slots) -> None:
    colors: list[tuple[str | None, str | None]] = []
    color_boxes: list[Box] = []
    prose: list[Mark] = []
    by_place = slots.color_lines(marks)
    guessed = False
    _cut_sizes(draft, marks, used)
    for m in marks:
        if m.line.index in used or m.prices or _NUMBERING.match(m.text):
            continue
        for piece, role in _pieces(m, slots, m.line.index in by_place):
            if role == "sizes":
                draft.put("sizes", attributes.split_sizes(piece), m.bbox, LIKELY)
            elif role == "materials":
                draft.put("materials", piece.strip(), m.bbox, LIKELY)
            elif role == "colors":
                guessed = guessed or piece_role(piece) != "colors"
                colors += [c for c in attributes.split_colors(piece) if c not in colors]
                color_boxes.append(m.bbox)
            elif role is None and piece is m.text and len(piece.split()) >= 3:
                prose.append(m)
    if colors:
        draft.put("colors", colors, union(color_boxes), GUESSED if guessed else LIKELY)
    if prose:
        draft.put("description", " ".join(m.text for m in prose), union(m.bbox for m in prose), GUESSED)


def _cut_sizes(draft: Draft, marks: Sequence[Mark], used: set[int]) -> None:
    """Sizes without a label that are cut before a number: "UK 10, UK 12, UK" above "14"."""
    for m in marks:
        cut = CUT_SIZE.search(m.text)
        if m.line.index in used or not cut or not attributes.looks_like_sizes(m.text[: cut.start()].rstrip(" ,")):
            continue
        size = m.style.size
        under = [o for o in marks if abs(o.bbox[1] - m.bbox[3]) < 0.6 * size and abs(o.bbox[0] - m.bbox[0]) < size]
        if under and under[0].text[:1].isdigit():
            used.update((m.line.index, under[0].line.index))
            text = joined(m.text, under[0].text)
            draft.put("sizes", attributes.split_sizes(text), union((m.bbox, under[0].bbox)), LIKELY)


def _sized_header(draft: Draft, marks: Sequence[Mark]) -> None:
    """Sizes that head the columns of an order grid: several on one line, each on its own."""
    if draft.get("sizes"):
        return
    tokens = [m for m in marks if m.line.turn == 0 and not m.prices and attributes.is_size(m.text)]
    for first in tokens:
        row = sorted((m for m in tokens if y_overlap(m.bbox, first.bbox) > 0.7), key=lambda m: m.bbox[0])
        if heads_columns([m.text for m in row]):
            draft.put("sizes", [m.text.strip() for m in row], union(m.bbox for m in row), LIKELY)
            return


def _run_in(text: str) -> list[tuple[str, str | None]]:
    """Colours or sizes, then a fabric, with no sign between ("Chocolate, Dusty Pink Stoneware EAN 4026500896398").

    Empty where the line has neither a list nor a number of trade to tell it from a phrase ("Silver plated brass").
    """
    bare = _EAN.sub("", text)
    words = bare.split()
    for cut in range(1, len(words)):
        first, rest = " ".join(words[:cut]), " ".join(words[cut:])
        roles = piece_role(first), piece_role(rest)
        listed = bare != text or attributes.is_list(first) or roles[0] == "sizes"
        if listed and roles[0] in ("colors", "sizes") and roles[1] == "materials":
            return [(first, roles[0]), (rest, roles[1])]
    return []


def _pieces(m: Mark, slots: Slots, colors_here: bool) -> list[tuple[str, str | None]]:
    """A line's parts and their roles: parts between signs where each says something, else the line as a whole."""
    whole = role_of(m)
    pieces = pieces_of(m.text)
    if len(pieces) == 1:
        apart = [p for p in pieces_apart(m) if labelled(p)[0] != "other"]
        if len(apart) > 1 and all(piece_role(p) or slots.is_color(p) for p in apart):
            return [(p, piece_role(p) or "colors") for p in apart]
        run_in = _run_in(m.text)
        if run_in:
            return run_in
    roles = [piece_role(p) or ("colors" if slots.is_color(p) else None) for p in pieces]
    if len(pieces) > 1 and whole != "sizes" and all(roles):
        if set(roles) == {"colors"} and attributes.is_material(pieces[0]):
            roles[0] = "materials"  # "Linen — Cobalt, Teal": a fabric and colours, though linen is a colour too
        return list(zip(pieces, roles, strict=True))
    if whole is None and len(pieces) > 1:
        return [(piece, piece_role(piece)) for piece in pieces]
    found = whole or (slots.usual_role(look_of(m)) if len(pieces) == 1 else None)
    if found is None and (colors_here or slots.is_color(m.text)):
        found = "colors"
    return [(m.text, found or piece_role(m.text))]

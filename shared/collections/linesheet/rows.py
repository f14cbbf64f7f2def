"""One product from a row of a table."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from shared.collections.linesheet.cards import code_inside
from shared.collections.linesheet.draft import GUESSED, LIKELY, SURE, Draft, put_prices
from shared.collections.linesheet.fields import joined, put_field
from shared.collections.linesheet.row_variants import joined_variants
from shared.collections.linesheet.slots import role_of
from shared.reading import codes
from shared.reading.designations import type_in
from shared.reading.dialect import legend_of
from shared.reading.framed import header_currency
from shared.reading.geometry import Box, union
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import Field
from shared.reading.marks import Mark, PricedText, mark
from shared.reading.money import find_prices
from shared.reading.sizes import heads_columns, is_size, looks_like_sizes
from shared.reading.tables import Row, Table, has_amount
from shared.reading.text import Line
from shared.reading.words import folded

_CODE_HEADER = re.compile(r"code|\bid\b|\bn[or]\b|number|nummer|numero|\bcod|#|n°|kod")

_UNIT_HEADER = re.compile(
    r"[(\[](?:mm|cm|dm|m|km|g|kg|t|l|l/s|l/h|m³/h|kw|w|kn|bar|v|a|(?:cm|m|mm)[²³23]|db|pcs|pc|st|stk|szt|ks)[.)\]]"
    r"|\b(?:kg|g|t|db|pcs|stk|szt|ks|m2|m3|fm)\s?/\s?\w+|\bkg\b",
)
MOSTLY = 0.5  # of a table's names: what these have in common is the table's way
MOST_DISTINCT = 0.5  # of a column's cells are the same: no style numbers
_CROSSED = frozenset({"-", "–", "—", "x", "X", "×", "n/a", "/", "0"})


def read_rows(table: Table, page: int) -> list[Draft]:
    """The products of a table, a row each, or several rows that differ in colour or size alone."""
    fields = resolved(table)
    drafts = [_read(table, row, fields, page) for row in table.rows]
    if "code" not in fields:
        _put_types(drafts)
    return joined_variants([d for d in drafts if _is_product(d)])


def _put_types(drafts: Sequence[Draft]) -> None:
    """Types that are part of the names ("TA 30/100 concrete pipe"), where most names of a table have one."""
    named = [(draft, type_in(draft.get("name"))) for draft in drafts if draft.get("name")]
    if sum(1 for _, found in named if found) < max(2, MOSTLY * len(named)):
        return
    for draft, found in named:
        known = draft.get("style_number")
        if found and (not known or known in found):
            draft.values.pop("style_number", None)
            draft.put("style_number", found, draft.values["name"].bbox, LIKELY)


def _is_product(draft: Draft) -> bool:
    """A price or a style number, and something to call it by."""
    name = draft.get("name") or ""
    if not (name or draft.get("style_number")):
        return False
    if codes.is_weight(name) or (is_size(name) and not (draft.get("wholesale_price") or draft.get("retail_price"))):
        return False  # a row of a table of freight or of measures
    return any(draft.get(n) for n in ("wholesale_price", "retail_price", "style_number"))


def resolved(table: Table) -> list[Field | None]:
    """What each column holds: by its header, and by its cells where two headers claim the same."""
    fields = [column.field for column in table.columns]
    claimed = [i for i, f in enumerate(fields) if f == "code"]
    for i in claimed:
        if _counts_rows(table, i) and any(o != i and _codedness(table, o) > 0.5 for o in range(len(fields))):
            fields[i] = None
    claimed = [i for i in claimed if fields[i]]
    if claimed and "name" not in fields:
        wordy = [i for i in claimed if _wordiness(table, i) > 0.5]
        for i in wordy[:1]:
            fields[i] = "name"
    named = [i for i, f in enumerate(fields) if f == "name"]
    if "code" not in fields and "description" in fields and len(named) == 1 and _codedness(table, named[0]) > 0.5:
        fields[named[0]] = "code"  # "Model" and "Description": a number and a name
    if "code" not in fields:
        coded = [i for i, f in enumerate(fields) if f in ("name", None, "description") and _codedness(table, i) > 0.7]
        coded = [i for i in coded if not _measures(table, i)]
        if coded and (len([f for f in fields if f == "name"]) > 1 or "name" not in [fields[i] for i in coded]):
            fields[coded[0]] = "code"
    if "name" not in fields:
        spare = [i for i, f in enumerate(fields) if f in ("description", None) and _wordiness(table, i) > 0.5]
        if spare:
            fields[spare[0]] = "name"
    if "wholesale" in fields and "retail" not in fields:
        dearer = [
            i
            for i, f in enumerate(fields)
            if f is None and not _measures(table, i) and _is_dearer(table, i, fields.index("wholesale"))
        ]
        for i in dearer[:1]:
            fields[i] = "retail"  # its header is in no list, but each of its prices is higher
    return fields


def _is_dearer(table: Table, column: int, than: int) -> bool:
    """Whether a column holds prices that are all above those of another."""
    pairs = []
    for row in table.rows:
        found = [_cell_prices(row.cells.get(i, ()), None) for i in (column, than)]
        if not (found[0] and found[1]) or found[0][0].bare != found[1][0].bare:
            return False
        pairs.append([float(prices[0].price.amount) for prices in found])
    return len(pairs) > 1 and all(a > b for a, b in pairs)


def _texts(table: Table, column: int) -> list[str]:
    return [_text(row.cells[column]) for row in table.rows if column in row.cells]


def _wordiness(table: Table, column: int) -> float:
    """The share of cells with words rather than a code."""
    texts = _texts(table, column)
    wordy = [t for t in texts if sum(c.islower() for c in t) >= 3 or len([w for w in t.split() if w.isalpha()]) >= 2]
    return len(wordy) / len(texts) if texts else 0.0


def _codedness(table: Table, column: int) -> float:
    texts = _texts(table, column)
    return sum(1 for t in texts if codes.is_code(t) or codes.is_unpronounceable(t)) / len(texts) if texts else 0.0


def _measures(table: Table, column: int) -> bool:
    """Whether a column's numbers are measures: its header gives a unit, or beside a name most of them recur."""
    if _UNIT_HEADER.search(folded(table.columns[column].header)):
        return True
    texts = _texts(table, column)
    return table.framed and len(texts) > 1 and len(set(texts)) <= MOST_DISTINCT * len(texts)


def _counts_rows(table: Table, column: int) -> bool:
    """Whether a column's cells are the rows' own numbers: 1, 2, 3."""
    texts = [t.strip(" .#") for t in _texts(table, column)]
    if len(texts) < 2 or not all(t.isdigit() and not t.startswith("0") for t in texts):
        return False
    return all(int(b) - int(a) == 1 for a, b in itertools.pairwise(texts)) and int(texts[0]) < 1000


def _text(cell: Sequence[Mark]) -> str:
    text = ""
    for m in cell:
        text = joined(text, m.text) if text else m.text
    return text


def _read(table: Table, row: Row, fields: list[Field | None], page: int) -> Draft:
    boxes = [m.bbox for m in row.marks()]
    draft = Draft(page, union(boxes), row.bbox)
    counts = Counter(f for f in fields if f)
    prices: list[tuple[PricedText, str | None, float]] = []
    colors: list[tuple[str, str, Box]] = []
    for column, cell in sorted({**row.shared, **row.cells}.items()):
        name = fields[column]
        if name in PRICE_FIELDS:
            header = table.columns[column].header
            found, kinds = _cell_prices(cell, header_currency(header)), legend_of(header)
            if kinds and len(found) == 2:
                prices += [(p, kind, SURE) for p, kind in zip(found, kinds, strict=True)]
            else:
                prices += [(p, name, SURE) for p in found]
            continue
        if name is None:
            continue
        if name == "name":
            cell = _without_notes(draft, cell)
        text, box = _text(cell), union(m.bbox for m in cell)
        if name == "colors":
            colors.append((table.columns[column].header, _list(cell), box))
            continue
        put_field(draft, name, text, box, SURE if counts[name] == 1 else LIKELY)
    put_prices(draft, prices)
    _put_grid(draft, table, row)
    _put_colors(draft, colors)
    named = draft.values.get("name")
    if named and not draft.get("style_number"):
        inside = code_inside(named.value)
        if inside:
            draft.put("style_number", inside, named.bbox, GUESSED)
    return draft


def _put_grid(draft: Draft, table: Table, row: Row) -> None:
    """Sizes that head columns for the buyer's quantities; those that are crossed out in this row do not exist."""
    heads = [i for i, column in enumerate(table.columns) if column.field is None and is_size(column.header)]
    single = len(heads) == 1 and looks_like_sizes(table.columns[heads[0]].header)  # "One size"
    if not single and not heads_columns([table.columns[i].header for i in heads]):
        return
    open_ = [i for i in heads if i not in row.cells or _text(row.cells[i]).strip() not in _CROSSED]
    boxes = [m.bbox for m in table.header if m.text in {table.columns[i].header for i in open_}]
    sizes = [table.columns[i].header.strip() for i in open_]
    draft.put("sizes", sizes, union(boxes) if boxes else draft.bbox, LIKELY)


def _without_notes(draft: Draft, cell: list[Mark]) -> list[Mark]:
    """The lines of a name set like its first; smaller ones below it say something else of the product."""
    first = cell[0].style
    own = [m for m in cell if m.style.bold == first.bold and m.style.size > first.size - 0.8]
    own = [m for m in own if m.label in (None, "name") and not m.prices] or own
    for m in cell:
        if m not in own:
            role = m.label or role_of(m)
            value = m.code or m.value if role == "code" else m.value or m.text
            put_field(draft, role if role and role != "prices" else "description", value, m.bbox, LIKELY)
    return own


def _list(cell: Sequence[Mark]) -> str:
    """A cell's lines as one list: without a sign between entries, each line that begins one is an entry."""
    if any(sign in m.text for m in cell for sign in ",/;·•|&"):
        return _text(cell)
    text = ""
    for m in cell:
        text = f"{text} {m.text}" if m.text[:1].islower() else f"{text}, {m.text}"
    return text.strip(", ")


def _put_colors(draft: Draft, columns: Sequence[tuple[str, str, Box]]) -> None:
    """Colours from one column, or from a column of codes beside one of names. Columns: header, text, box."""
    if len(columns) == 2:
        lists = [[part.strip() for part in text.split(",")] for _, text, _ in columns]
        coded = [all(map(str.isdigit, parts)) for parts in lists]
        if not any(coded):
            coded = [bool(_CODE_HEADER.search(folded(header))) for header, _, _ in columns]
        codes_, names = lists if coded[0] else lists[::-1]
        if len(codes_) == 1:  # one code for "black, white" is one colourway of both
            names = [columns[1 if coded[0] else 0][1].strip()]
        if coded in ([True, False], [False, True]) and len(codes_) == len(names):
            draft.put("colors", list(zip(names, codes_, strict=True)), union(box for _, _, box in columns), SURE)
            return
    for _, text, box in columns:
        put_field(draft, "colors", text, box, SURE if len(columns) == 1 else LIKELY)


def _cell_prices(cell: Sequence[Mark], currency: str | None) -> list[PricedText]:
    """The prices of a cell; `currency`, its header's, is that of a number without one."""
    if len(cell) > 1 and not all(m.prices for m in cell):  # a price wrapped over lines: "155,00" above "EUR"
        first = cell[0].line
        whole = mark(Line(tuple(w for m in cell for w in m.line.words), first.turn, first.index, first.block))
        if whole.prices:
            return whole.prices
    found: list[PricedText] = []
    for m in cell:
        if m.prices:
            found += m.prices
        elif has_amount(m):
            numbers = find_prices(m.text, bare=True, decimal=m.decimal)
            found += [PricedText(replace(p, currency=p.currency or currency), None, m.bbox, bare=True) for p in numbers]
    return found

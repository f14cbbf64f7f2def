"""Where the tables of a grid begin: their header rows, however many, and where these are repeated."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.collections.orders.matrix import Matrix
from shared.collections.orders.models import Role
from shared.collections.orders.printed import printed_number
from shared.collections.orders.roles import Weights, header_weights, is_plain_size, simple, size_of
from shared.collections.orders.summing import summary_of
from shared.reading.sizes import heads_columns, looks_like_sizes

CORE: frozenset[Role] = frozenset(
    ["quantity", "total", "unit_cost", "name", "sku", "style_number", "retail_price", "barcode", "color", "size"]
)
CLEARLY = 0.5  # weight from which a cell is taken to name a role
MAX_LINES = 3  # rows of one header
LEAST_SHARE = 0.4  # of a header's cells that name a role
SURELY = 4  # roles that are named: then however many other columns there are
SAME = 0.7  # of the cells: a header that is printed again
PLACED: frozenset[Role] = CORE - {"quantity", "size"}  # roles whose columns hold no pieces of a size
LEAST_NUMBER = 20  # of a size beside a word, in a row of numbers: lower ones are pieces
_AMOUNT = re.compile(r"\d[.,]\d\d(?!\d)|\d{6}")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d)?")


@dataclass
class Head:
    """A table's header: its rows, the words over each column, and the sizes that columns count."""

    rows: list[int]
    texts: dict[int, str]
    sizes: dict[int, str] = field(default_factory=dict)
    weights: dict[int, Weights] = field(default_factory=dict)
    repeats: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last of the rows that stand together."""
        return self.rows[-1]


def heads_of(matrix: Matrix) -> list[Head]:
    """The headers of a grid from the top, each once: those printed again are among the repeats of the first."""
    found: list[Head] = []
    row = 0
    while row < len(matrix.rows):
        if _is_data(matrix, row):
            row += 1
            continue
        head = _head_at(matrix, row) or (_sizes_at(matrix, row, found[-1]) if found else None)
        if head is None:
            row += 1
            continue
        row = head.last + 1
        if found and _same(found[-1], head):
            found[-1].repeats += head.rows
        else:
            found.append(head)
    return found


def _is_data(matrix: Matrix, row: int) -> bool:
    """Whether a row holds amounts or long numbers, which no header does: most rows, so asked first."""
    return any(_AMOUNT.search(spot.text) for spot in matrix.rows[row].values())


def _head_at(matrix: Matrix, row: int) -> Head | None:
    """The best header that begins in this row, of one to three rows; None where none does."""
    best: tuple[float, Head] | None = None
    lone = not _says_roles(matrix, row)
    for count in range(1, MAX_LINES + 1):
        rows = list(range(row, row + count))
        if rows[-1] >= len(matrix.rows) or not _may_head(matrix, rows[-1], rows[:-1]):
            break
        if count > 1 and _is_line(matrix, rows[-1], _joined(matrix, rows[:-1])):
            break
        head = _joined(matrix, rows)
        score = _score(head)
        if score is None or (lone and count > 1):  # a row of the title block above the header
            continue
        score -= 0.6 * (count - 1)
        if best is None or score > best[0]:
            best = (score, head)
    return best[1] if best else None


def _says_roles(matrix: Matrix, row: int) -> bool:
    """Whether half of a row's cells name what columns hold, or sizes, or head several columns."""
    sizes = sized_columns(matrix, row)
    hits = 0
    for first, last, spot in matrix.wide(row):
        weights = header_weights(spot.text)
        core = max((weight for role, weight in weights.items() if role != "ignored"), default=0.0)
        hits += first in sizes or last > first or core >= CLEARLY
    return 2 * hits >= len(matrix.rows[row])


def _may_head(matrix: Matrix, row: int, above: Sequence[int]) -> bool:
    """Whether a row can be part of a header: words and sizes, no numbers, no totals."""
    cells = matrix.rows[row]
    if not cells:
        return False
    sizes = sized_columns(matrix, row)
    texts = {column: spot.text for column, spot in cells.items()}
    if not above and len(texts) < 2:
        # A lone cell opens a header only as the head of a group below it ("Sizes").
        spot = next(iter(cells.values()))
        span = spot.cell.rows if matrix.transposed else spot.cell.columns
        weights = header_weights(spot.text)
        return span > 1 and bool({"size", "quantity"} & set(weights))
    if len(texts) < 3 and any(summary_of(text) and not header_weights(text) for text in texts.values()):
        return False
    for column, text in texts.items():
        if column in sizes:
            continue
        if printed_number(text) is not None or len(text) > 90:
            return False
        if _mostly_digits(text) and not header_weights(text):
            return False
    return True


def _mostly_digits(text: str) -> bool:
    """Whether a text is more of a number or code than of words ("AB-1001", but not "Zahl 1")."""
    return 2 * sum(c.isdigit() for c in text) >= sum(c.isalnum() for c in text) and any(c.isdigit() for c in text)


def sized_columns(matrix: Matrix, row: int) -> dict[int, str]:
    """The columns of a row that are headed by sizes; numbers only where they rise and stand side by side."""
    found = {column: size for column, spot in matrix.rows[row].items() if (size := size_of(spot.text))}
    letters = {column: size for column, size in found.items() if not size.replace(".", "").replace(",", "").isdigit()}
    numbers = {column: size for column, size in found.items() if column not in letters}
    if letters and not _likely(list(letters.values())):
        letters = {}
    if numbers and not heads_columns(list(numbers.values())) and not _rise(list(numbers.values())):
        numbers = {}
    return dict(sorted({**letters, **numbers}.items()))


def _likely(sizes: Sequence[str]) -> bool:
    """Whether words that are sizes head columns of them: several, or one that is nothing else."""
    return (
        len(sizes) >= 2
        or looks_like_sizes(sizes[0])
        or any(is_plain_size(size) and len(size) > 1 for size in sizes)
        or len(sizes[0]) > 2
    )


def _rise(sizes: Sequence[str]) -> bool:
    """Whether numbers are a run of sizes: three and more, all different, rising in steps of one to six."""
    try:
        numbers = [float(size.replace(",", ".")) for size in sizes]
    except ValueError:
        return False
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return len(numbers) >= 3 and all(0 < step <= 10 for step in steps) and numbers[0] >= 2


def _joined(matrix: Matrix, rows: Sequence[int]) -> Head:
    """A header over several rows: the words of each column from above, groups over all their columns."""
    texts: dict[int, list[str]] = {}
    sizes: dict[int, str] = {}
    for row in rows:
        sizes.update(sized_columns(matrix, row))
    for row in rows:
        for first, last, spot in matrix.wide(row):
            for column in range(first, last + 1):
                below = column in sizes and matrix.text(row, column) != sizes[column] and first != last
                texts.setdefault(column, [])
                if spot.text not in texts[column] and not below:
                    texts[column].append(spot.text)
    sized = sizes
    joined = {column: "\n".join(words) for column, words in sorted(texts.items()) if words}
    weights = {column: _weights(words) for column, words in texts.items() if column not in sized}
    return Head(list(rows), joined, sized, weights)


def _weights(words: Sequence[str]) -> Weights:
    """What the words over a column say: together, else the lowest, else those above."""
    whole = header_weights(" ".join(words)) if len(words) > 1 else {}
    parts = [weights for text in reversed(words) if (weights := header_weights(text))]
    best = parts[0] if parts else {}
    if whole and max(whole.values()) >= max(best.values(), default=0.0) - 0.1:
        return whole
    return best


def _score(head: Head) -> float | None:
    """How sure a header is; None where it is none."""
    named: dict[int, Role] = {}
    for column, weights in head.weights.items():
        if weights and max(weights.values()) >= CLEARLY:
            named[column] = max(weights, key=lambda role: weights[role])
    core = {role for role in named.values() if role in CORE}
    size_columns = len(head.sizes)
    if size_columns >= 2:
        core.add("quantity")
    cells = len(head.texts)
    hits = len(named) + size_columns
    if len(core) < 2 or hits < 2 or (hits < LEAST_SHARE * cells and len(core) < SURELY):
        return None
    return len(named) - _undivided(head, named) + 2 * min(size_columns, 6) - min(0.3 * (cells - hits), 2.0)


def _undivided(head: Head, named: Mapping[int, Role]) -> int:
    """How many columns share the words over them with the column before: the row below tells them apart ("Price")."""
    pairs = [(head.texts[column - 1], head.texts[column]) for column in named if column - 1 in named]
    return sum(a == b or a.startswith(f"{b}\n") or b.startswith(f"{a}\n") for a, b in pairs)


def _sizes_at(matrix: Matrix, row: int, above: Head) -> Head | None:
    """A row that holds other sizes for the columns of sizes, for the rows below it; its other words stay as above."""
    cells = matrix.rows[row]
    sizes = sized_columns(matrix, row) or _one_size(matrix, row, above)
    if len(sizes) < min(2, len(cells)) or len(sizes) < 0.6 * len(cells):
        return None
    others = [column for column in cells if column not in sizes]
    if any(printed_number(matrix.text(row, column)) for column in others) or len(others) > 2:
        return None
    if not _new_sizes(sizes, above) or _is_line(matrix, row, above):
        return None
    texts = {column: text for column, text in above.texts.items() if column not in above.sizes}
    return Head(
        [row],
        {**texts, **sizes},
        sizes,
        {column: weights for column, weights in above.weights.items() if column not in sizes},
    )


def _is_line(matrix: Matrix, row: int, above: Head) -> bool:
    """Whether numbers that rise like sizes are a line's pieces and amounts, by the header above and by its words."""
    cells = matrix.rows[row]
    sizes = sized_columns(matrix, row)
    numbers = [column for column, size in sizes.items() if _NUMBER.fullmatch(size)]
    if not numbers:
        return False
    named: dict[str, Role] = {}
    for column in numbers:
        weights = above.weights.get(column, {})
        if weights and max(weights.values()) >= CLEARLY:
            named[above.texts.get(column, "")] = max(weights, key=lambda role: weights[role])
    if len(named) > 1 or PLACED.intersection(named.values()):
        return True
    others = [matrix.text(row, column) for column in cells if column not in numbers]
    coded = any(_DIGIT.search(text) and not size_of(text) for text in others)
    least = min(float(sizes[column].replace(",", ".")) for column in numbers)
    return bool(above.sizes) and (coded or (bool(others) and least < LEAST_NUMBER))


def _one_size(matrix: Matrix, row: int, above: Head) -> dict[int, str]:
    """The size of a row that holds nothing else, over a column that counts sizes ("One size")."""
    if len(matrix.rows[row]) != 1:
        return {}
    column, spot = next(iter(matrix.rows[row].items()))
    size = size_of(spot.text)
    return {column: size} if size and column in above.sizes and _LETTER.search(size) else {}


def _new_sizes(sizes: Mapping[int, str], above: Head) -> bool:
    """Whether numbers stand where the header above has sizes, or letters that leave no doubt."""
    if any(_LETTER.search(size) for size in sizes.values()):
        return True
    if not above.sizes:
        return True
    overlap = set(sizes) & set(above.sizes)
    return len(overlap) >= 2 and heads_columns(list(sizes.values()))


def _same(a: Head, b: Head) -> bool:
    """Whether a header is printed again."""
    if a.sizes != b.sizes or _differ(a, b):
        return False
    keys_a = {column: simple(text) for column, text in a.texts.items()}
    keys_b = {column: simple(text) for column, text in b.texts.items()}
    alike = sum(keys_a.get(column) == text for column, text in keys_b.items())
    return alike >= SAME * max(len(keys_a), len(keys_b))


def _differ(a: Head, b: Head) -> bool:
    """Whether a column is clearly headed as one thing here and as another there ("Size", then "Colour")."""
    for column in a.weights.keys() & b.weights.keys():
        ours, theirs = a.weights[column], b.weights[column]
        if (
            max(ours.values(), default=0.0) >= CLEARLY
            and max(theirs.values(), default=0.0) >= CLEARLY
            and not ours.keys() & theirs.keys()
        ):
            return True
    return False

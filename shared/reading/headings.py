"""The headings that divide a document: found by how they are set, how rarely they change and what follows them."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.reading import attributes
from shared.reading.geometry import Box
from shared.reading.headers import PRICE_FIELDS
from shared.reading.lexicon import exact_field, field_of
from shared.reading.marks import Mark, opening_code
from shared.reading.text import Style
from shared.reading.words import folded

MAX_WORDS = 7
LEFT = "left"
LEVEL = 20.0  # points
LARGE = 13.0  # points; nothing but a heading or a name is set so large
MOST_PAGES = 0.85
FOOT = 0.94  # of a page's height: below are footers
COLUMNS = (*PRICE_FIELDS, "code", "name", "quantity")
TOP = 0.15  # of a page's height: where running heads stand
NAMES_SHARE = 0.34  # of the products: lines rarer than this are no products' names
NAMED_SHARE = 0.5  # of the products: a style of so many lines that could be headings may be that of the names
DISTINCT = 0.6  # of lines set alike: where fewer differ, names must be as many as products
WRAP_EMS = 0.3  # between the lines of one heading
MAX_KEPT = 4000  # occurrences kept for one way of setting; body text has more and is no heading
_NUMBERED = re.compile(r"^\s*(?:(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?:\.\d{0,2}){0,3}[.)]?\s+|[-–—•·|]\s*)(?=[^\W\d])")
_FOLLOWING = re.compile(
    r"\s*[(\[]?\b(?:cont(?:inued|'d|d|\.)?|suite|fortsetzung|forts\.|segue|continua)\b[.)\]]*\s*$", re.I
)
_CONTENTS = re.compile(
    r"contents|table of contents|in this (?:list|book|issue|catalogue|catalog)|index|sommaire|table des matieres|"
    r"inhalt|"
    r"inhaltsverzeichnis|indice|sommario|contenido|conteudo|inhoud|innehall|indhold|tartalom|spis tresci|obsah|overview"
)
_NO_GOODS = re.compile(
    r"terms|conditions|size (?:chart|guide)|sizing|contact|about|our story|order form|how to order|ordering|shipping|"
    r"returns|conditions generales|guide des tailles|agb|grossentabelle|kontakt|condizioni|guida alle taglie|contatti|"
    r"condiciones|tallas|"
    r"welcome|introduction|lookbook|care|washing|stockists|showroom"
)
_CHART = re.compile(
    r"size (?:chart|guide|table)|(?:table|tableau|guide) (?:de|des) tailles|(?:grossen|mass)tabelle|maattabel"
    r"|matentabel"
    r"|(?:tabella|guida)(?: \w+)? taglie|(?:tabla|guia) de tallas|(?:tabela|guia) de (?:tamanhos|medidas)"
)


StyleKey = tuple[float, bool, bool, int, bool]  # size in points, bold, italic, colour, turned


@dataclass(frozen=True)
class Heading:
    """An occurrence of a possible heading; `priced` is how many priced lines came before it in the document (-1 for a
    side tab or a footer), `order` its place in its page's reading order."""

    text: str
    page: int
    bbox: Box
    priced: int
    alone: bool
    order: int = 0


@dataclass
class Group:
    """All lines set alike."""

    size: float
    bold: bool
    turned: bool
    found: list[Heading] = field(default_factory=list)
    overflowing: bool = False


def bare_title(text: str) -> str:
    """A heading without its numbering and without "(continued)"."""
    return _FOLLOWING.sub("", _NUMBERED.sub("", text)).strip(" :·|–—-•")


_SIGNS = re.compile(r"(\s+[-–—]\s+|\s*[|/•·:>]\s*)")


def without_common(names: Sequence[str]) -> dict[str, str]:
    """Names without the part before or after a sign that all of them share ("SS26 / Dresses", "ATELIER | Tops")."""
    parts = {name: _SIGNS.split(name) for name in dict.fromkeys(names)}
    cut = list(parts.values())
    while len(cut) > 1 and all(len(row) > 2 and row[:2] == cut[0][:2] for row in cut):
        cut = [row[2:] for row in cut]
    while len(cut) > 1 and all(len(row) > 2 and row[-2:] == cut[0][-2:] for row in cut):
        cut = [row[:-2] for row in cut]
    return {name: "".join(row).strip() for name, row in zip(parts, cut, strict=True)}


def is_title(mark: Mark) -> bool:
    """Whether a line could be a heading by its words: few, without prices, values or codes."""
    text = bare_title(mark.text)
    letters = sum(c.isalpha() for c in text)
    if not 2 <= len(text) <= 48 or letters < 0.6 * len(text.replace(" ", "")) or len(text.split()) > MAX_WORDS:
        return False
    if attributes.looks_like_sizes(text) or attributes.is_size(text) or text.endswith("."):
        return False
    if mark.prices or mark.code or (mark.label and mark.value != mark.text) or "@" in text or "www." in text:
        return False
    if len(text.split()) > 1 and exact_field(text) in COLUMNS:
        return False  # a column's heading ("Rate / Qty", "Product Name")
    return field_of(text) is None or len(text.split()) > 1 or mark.style.size > LARGE


def is_contents_title(text: str) -> bool:
    """Whether a line is what a contents page is headed."""
    return bool(_CONTENTS.fullmatch(folded(text)))


def names_goods(text: str) -> bool:
    """Whether an entry may name goods, rather than terms, a size chart or an address."""
    return not _NO_GOODS.search(folded(text))


class Groups:
    """Collects possible headings page by page. Grows with the number of headings.

    `placed` groups lines by their place as well as by their style: for headings set like the body, which stand at one
    place of their pages, or alone on their line with one left edge. There, prices are counted from top to bottom.
    """

    def __init__(self, by_code: bool = False) -> None:
        self.by_code = by_code
        self.groups: dict[StyleKey, Group] = {}
        self.placed: dict[tuple[StyleKey, *tuple[int | str, ...]], Group] = {}
        self.priced = 0
        self.pages: set[int] = set()
        self.body = Counter[float]()
        self.price_looks = Counter[str]()
        self.set_on: dict[StyleKey, Counter[int]] = {}  # lines of each style that could be headings, by page
        self.said: dict[StyleKey, set[int]] = {}  # what these lines say
        self.looks_on: dict[int, Counter[str]] = {}  # ways of setting a price, by page

    def add(self, page: int, marks: Sequence[Mark], height: float) -> None:
        """Take one page's lines, in reading order; `height` is the page's, in points."""
        earlier = self.priced
        self.pages.add(page)
        prices = sorted(m.bbox[1] for m in marks if self.announces(m))
        levels = _levels(marks)
        wraps = _wraps(marks)
        events = sorted(marks, key=lambda m: (m.line.turn == 0, m.line.index))
        for m in events:
            if self.announces(m):
                self.priced += 1
                self.price_looks[m.signature] += 1
                self.looks_on.setdefault(page, Counter())[m.signature] += 1
            self.body[round(m.style.size)] += len(m.text)
            if not is_title(m) or m.line.index in wraps:
                continue
            style = m.style
            key = (round(style.size, 1), style.bold, style.italic, style.color, m.line.turn != 0)
            self.set_on.setdefault(key, Counter())[page] += 1
            self.said.setdefault(key, set()).add(hash(m.text))
            group = self.groups.setdefault(key, Group(style.size, style.bold, m.line.turn != 0))
            if len(group.found) >= MAX_KEPT:
                group.overflowing = True
                continue
            level = levels[_level((m.bbox[1] + m.bbox[3]) / 2)]
            alone = not any(o.text != m.text and _beside(o, m) for o in level)  # a shadow is the same text again
            foot = m.bbox[1] > FOOT * height and not (prices and prices[-1] > m.bbox[1])
            before = (
                self.priced if m.line.turn == 0 and not foot else None
            )  # a footer, like a tab, is of its whole page
            group.found.append(
                Heading(bare_title(m.text), page, m.bbox, -1 if before is None else before, alone, m.line.index)
            )
            lonely = m.line.turn == 0 and not any(o is not m and _beside(o, m, float("inf")) for o in level)
            if m.line.turn == 0 and alone and (style.bold or style.size > LARGE or is_plain(m)):
                above = -1 if foot else earlier + bisect.bisect(prices, m.bbox[1])
                heading = Heading(bare_title(m.text), page, m.bbox, above, alone, m.line.index)
                self._place(heading, key, style, height, lonely)

    def announces(self, m: Mark) -> bool:
        """Whether a line tells of a product: by its prices, or by its style number in a linesheet without prices."""
        return bool((m.code or opening_code(m)) and not m.prices) if self.by_code else bool(m.prices and not m.prose)

    def _place(self, heading: Heading, key: StyleKey, style: Style, height: float, lonely: bool) -> None:
        x0, y0, x1, _ = heading.bbox
        places: list[tuple[int | str, ...]] = [(round(x0 / 3), LEFT)] if lonely and heading.priced >= 0 else []
        if y0 < TOP * height or heading.priced < 0:
            places += [(n, round(x / 3), round(y0 / 3)) for n, x in enumerate((x0, (x0 + x1) / 2, x1))]
        for place in places:
            group = self.placed.setdefault((key, *place), Group(style.size, style.bold, False))
            if len(group.found) >= MAX_KEPT:
                group.overflowing = True
            else:
                group.found.append(heading)

    def are_names(self, style: StyleKey, group: Group) -> bool:
        """Whether lines are set as products' names are: one for each product, on their own pages too.

        A heading set like the names makes one line more than its page has products. Pages with one such line tell
        nothing.
        """
        on = self.set_on.get(style, Counter())
        usual = max(self.price_looks, key=lambda look: self.price_looks[look], default="")
        if sum(on.values()) < NAMED_SHARE * self.products:
            return False
        least = NAMED_SHARE if len(self.said[style]) > DISTINCT * sum(on.values()) else 1.0
        pages = [(on[h.page], self.looks_on.get(h.page, Counter())[usual]) for h in group.found]
        fitting = sum(1 for lines, products in pages if lines > 1 and least * products <= lines <= products)
        return 2 * fitting >= len(pages) > 0

    def at_places(self) -> list[Group]:
        """The placed groups, each line at a page's top in the largest only of those it stands in (left, mid, right)."""
        placed = {key: group for key, group in self.placed.items() if not self.are_names(key[0], group)}
        tops = [group for key, group in placed.items() if key[-1] != LEFT]
        largest: dict[Heading, int] = {}
        for group in tops:
            for heading in group.found:
                largest[heading] = max(largest.get(heading, 0), len(group.found))
        made = [group for key, group in placed.items() if key[-1] == LEFT]
        for group in tops:
            own = [h for h in group.found if largest[h] == len(group.found)]
            made.append(Group(group.size, group.bold, False, own, group.overflowing))
        for group in made:
            pages: dict[str, set[int]] = {}
            for heading in group.found:
                pages.setdefault(folded(heading.text), set()).add(heading.page)
            # What most pages have is the linesheet's title.
            most = max(MOST_PAGES * len(self.pages), 2.0)
            group.found = [h for h in group.found if len(pages[folded(h.text)]) <= most]
            group.found.sort(key=lambda h: (h.page, h.priced))
        return made

    @property
    def products(self) -> int:
        """About how many products there are: how often the most usual way of setting a price occurs."""
        return max(self.price_looks.values(), default=0)

    @property
    def body_size(self) -> float:
        """The size most text is set in, in points."""
        return self.body.most_common(1)[0][0] if self.body else 10.0


def is_plain(mark: Mark) -> bool:
    """Whether a line says nothing by its words: no colours, fabrics or sizes."""
    text = mark.text
    return attributes.color_share(text) < 0.5 and attributes.material_score(text) < 0.6


def _wraps(marks: Sequence[Mark]) -> set[int]:
    """The lines that go on with a line of their own style right above them: a heading or a name of two lines is one."""
    found = set()
    above: dict[tuple[Style, int], list[Mark]] = {}
    for m in sorted((m for m in marks if m.line.turn == 0 and is_title(m)), key=lambda m: m.bbox[1]):
        for x in (round(m.bbox[0]), round(m.bbox[0]) - 1, round(m.bbox[0]) + 1):
            if any(-0.7 < (m.bbox[1] - o.bbox[3]) / m.style.size < WRAP_EMS for o in above.get((m.style, x), ())[-1:]):
                found.add(m.line.index)
        above.setdefault((m.style, round(m.bbox[0])), []).append(m)
    return found


def _level(y: float) -> int:
    return int(y // LEVEL)


def _levels(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks at each height of a page: a mark is held against its neighbours, not against a whole page."""
    found: dict[int, list[Mark]] = {}
    for m in marks:
        for level in range(_level(m.bbox[1]), _level(m.bbox[3]) + 1):
            found.setdefault(level, []).append(m)
    return found


def _beside(other: Mark, m: Mark, within: float = 130.0) -> bool:
    middle = (m.bbox[1] + m.bbox[3]) / 2
    near = other.bbox[0] - m.bbox[2] < within and m.bbox[0] - other.bbox[2] < within
    return near and other.bbox[1] <= middle <= other.bbox[3] and other.line.turn == m.line.turn


def dividing(groups: Groups, prices_on: dict[int, int]) -> list[Heading]:
    """The occurrences of the headings that best divide the document's products; empty when none do."""
    plain = [group for key, group in groups.groups.items() if not groups.are_names(key, group)]
    for candidates in (plain, groups.at_places()):
        best: tuple[float, list[Heading]] = (0.0, [])
        for group in candidates:
            if group.overflowing:
                continue
            found = _with_products(group, prices_on, groups.priced)
            worth = _worth(group, found, groups, prices_on)
            best = max(best, (worth, found), key=lambda b: b[0])
        if best[1]:
            return best[1]
    return []


def _with_products(group: Group, prices_on: dict[int, int], priced: int) -> list[Heading]:
    """The headings that prices follow before the next one."""
    kept = []
    for heading, after in zip(group.found, [*group.found[1:], None], strict=False):
        if _CHART.search(folded(heading.text)):
            continue
        if heading.priced < 0:
            follows = prices_on.get(heading.page, 0) > 0
        else:
            follows = (after.priced if after and after.priced >= 0 else priced) > heading.priced
            same = after is not None and folded(after.text) == folded(heading.text)
            follows = follows or same
        if follows and prices_on.get(heading.page, 0) + prices_on.get(heading.page + 1, 0) > 0:
            kept.append(heading)
    return kept


def _follow_singly(found: list[Heading], distinct: int, products: int) -> bool:
    """Whether each heading, never repeated, stands before the prices of one product: then these are names."""
    if distinct < len(found) or distinct < NAMES_SHARE * products:
        return False
    counts = sorted(b.priced - a.priced for a, b in itertools.pairwise(found) if a.priced >= 0)
    return bool(counts) and counts[len(counts) // 2] <= 2


def _worth(group: Group, found: list[Heading], groups: Groups, prices_on: dict[int, int]) -> float:
    names = [folded(h.text) for h in found]
    distinct = len(set(names))
    products = groups.products
    if distinct < 2 or not products or distinct > 0.5 * products:
        return 0.0
    runs = 1 + sum(1 for a, b in itertools.pairwise(names) if a != b)
    if runs > 1.35 * distinct + 0.5:
        return 0.0
    if _follow_singly(found, distinct, products):
        return 0.0
    first = found[0]
    missed = sum(n for page, n in prices_on.items() if page < first.page)
    if not group.turned and first.priced > 0:
        missed = max(missed, first.priced)
    coverage = 1 - missed / max(groups.priced, 1)
    if coverage < 0.75:
        return 0.0
    alone = sum(h.alone for h in found) / len(found)
    followed = len(found) / len(group.found)
    large = min(group.size / max(groups.body_size, 1), 3.0) / 3
    if large <= 0.36 and not group.bold and not group.turned and alone < 0.9:
        return 0.0
    return 2 * coverage + alone + followed + 1.5 * large + 0.3 * group.bold + 0.8 * group.turned + distinct / runs

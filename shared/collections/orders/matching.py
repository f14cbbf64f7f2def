"""Which product a line is: matched where nothing speaks against it, suggested where a person has to say, or none.

A line is matched only by a code that is the product's own, however it is spelled, or by the very name where there is
no code. What merely resembles a product is suggested: "AB-123" is never taken for "AB-124".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from shared.collections.orders.catalogue import Catalogue, Entry
from shared.collections.orders.hits import Hits, Level, Query, hits_of, loosely, named
from shared.collections.orders.hues import Verdict
from shared.collections.orders.item_models import Candidate, Found, Match
from shared.collections.orders.likeness import likeness

AT_ONCE = 256  # lines compared with all products at once: bounds memory
MAX_CANDIDATES = 5
SHORTLIST = 12
CODE_CUTOFF, NAME_CUTOFF = 70, 60
MIN_CONFIDENCE = 0.15  # of the best candidate; below that nothing is suggested
MIN_LISTED = 0.02  # of a further candidate
WEAK_CODE = 3  # digits: such numbers count lines in half of all orders
RELATED = 85  # percent: names that may be one product's, with or without some words
UNLIKE = 45  # percent: names that have nothing to do with each other
MIN_NAME = 6  # letters of a name that tells a product by itself

METHODS = {
    Level.EXACT: "exact",
    Level.BARCODE: "barcode",
    Level.SPELLED: "normalised",
    Level.REPAIRED: "normalised",
    Level.STEM: "normalised",
    Level.NAME: "exact",
}
# Probabilities, as counted on generated orders with known truth; the sample bounds them more than mistakes do.
SURE = {
    Level.EXACT: 0.998,
    Level.BARCODE: 0.998,
    Level.SPELLED: 0.995,
    Level.REPAIRED: 0.985,
    Level.STEM: 0.99,
    Level.NAME: 0.97,
}
UNNAMED = 0.004  # less, where no name confirms a code


def find(
    catalogue: Catalogue, queries: Sequence[Query], progress: Callable[[int], None] = lambda done: None
) -> list[Found]:
    """A verdict on each line. `progress` is called with the number of lines done."""
    found: list[Found | None] = []
    for done, query in enumerate(queries):
        if done % AT_ONCE == 0:
            progress(done)
        found.append(_by_code(catalogue, query))
    open_ = [n for n, verdict in enumerate(found) if verdict is None]
    for start in range(0, len(open_), AT_ONCE):
        progress(len(queries) - len(open_) + start)
        numbers = open_[start : start + AT_ONCE]
        for number, entries in zip(numbers, _alike(catalogue, [queries[n] for n in numbers]), strict=True):
            found[number] = _suggested(queries[number], entries)
    return [verdict for verdict in found if verdict is not None]


def _by_code(catalogue: Catalogue, query: Query) -> Found | None:
    """What the line's codes, or its name where it has none, say; None where they say nothing."""
    hits = hits_of(catalogue, query)
    query.tails += [tail for hit in hits for tail in hit.tails]
    if hits:
        group = _common(hits)
        level = min(hit.level for hit in hits)
        if group is None:
            return _suggested(query, [entry for hit in hits for entry in hit.entries], among=0.9)
        return _chosen(catalogue, query, group, level)
    by_name = named(catalogue, query)
    if by_name is None or len(query.name.replace(" ", "")) < MIN_NAME:
        return None
    uncoded = [entry for entry in by_name.entries if not (query.keys and entry.key.tight)]
    return _chosen(catalogue, query, uncoded, Level.NAME) if len(uncoded) == len(by_name.entries) else None


def _common(hits: Sequence[Hits]) -> list[Entry] | None:
    """The products that all codes hit; None where they contradict each other."""
    common = list(hits[0].entries)
    for hit in hits[1:]:
        common = [entry for entry in common if entry in hit.entries]
    return common or None


def _chosen(catalogue: Catalogue, query: Query, group: Sequence[Entry], level: Level) -> Found:
    """The one of a style's products that the line means, if it is clear which."""
    entry = group[0] if len(group) == 1 else _told_apart(query, group)
    if entry is not None and (namesakes := _contradicted(catalogue, query, entry)):
        return _suggested(query, [*group, *namesakes], among=0.9)
    if entry is None or _doubted(query, entry, level, alone=len(group) == 1):
        return _suggested(query, group, among=0.97 if len(group) > 1 else 0.5)
    confidence = SURE[level] - (0 if query.name and entry.name else UNNAMED)
    match = Match(status="matched", method=METHODS[level], confidence=round(confidence, 4))
    return Found(match=match, product_id=entry.product.product_id)


def _told_apart(query: Query, group: Sequence[Entry]) -> Entry | None:
    """The one product of its colour, or else of its name; None where several may be meant."""
    verdicts = {entry.position: query.color_of(entry) for entry in group}
    same = [entry for entry in group if verdicts[entry.position] == Verdict.SAME]
    if not same:
        alike = [entry for entry in group if verdicts[entry.position] == Verdict.ALIKE]
        others = [verdict for verdict in verdicts.values() if verdict == Verdict.UNKNOWN]
        same = alike if not others else []
    same = same or [entry for entry in group if verdicts[entry.position] == Verdict.UNKNOWN]
    if len(same) > 1 or not any(verdicts.values()):
        same = [entry for entry in same if query.name and entry.name == query.name]
    elif same and verdicts[same[0].position] == Verdict.UNKNOWN:
        return None  # the others are of another colour, but whether this is of the line's nobody can tell
    return same[0] if len(same) == 1 else None


def _contradicted(catalogue: Catalogue, query: Query, entry: Entry) -> list[Entry]:
    """Products of just the line's name, where the product of its code has quite another: one of the two is mistyped."""
    if not query.name or not entry.name or fuzz.token_set_ratio(query.name, entry.name) >= RELATED:
        return []
    return [other for other in catalogue.named(query.line.name or "") if other is not entry]


def _doubted(query: Query, entry: Entry, level: Level, *, alone: bool) -> bool:
    """Whether something else about a line speaks against the product of its code."""
    if alone and query.color_of(entry) == Verdict.DIFFERENT and len(entry.product.colors) == 1:
        return True
    weak = entry.key.tight.isdigit() and len(entry.key.tight) <= WEAK_CODE
    if not (weak or level in (Level.REPAIRED, Level.STEM)) or not (query.name and entry.name):
        return False
    return fuzz.token_set_ratio(query.name, entry.name) < UNLIKE


def _suggested(query: Query, entries: Sequence[Entry], among: float | None = None) -> Found:
    """The likeliest products as candidates. `among`: the probability that it is one of these, where that is known."""
    unique = list({entry.position: entry for entry in entries}.values())
    odds = [likeness(query, entry).odds for entry in unique]
    whole = sum(odds)
    scale = 1 / (1 + whole) if among is None else among / whole if whole else 0.0
    ranked = sorted(zip(odds, unique, strict=True), key=lambda pair: (-pair[0], pair[1].position))[:MAX_CANDIDATES]
    candidates = [_candidate(query, entry, weight * scale, among is not None) for weight, entry in ranked]
    if not candidates or (candidates[0].confidence < MIN_CONFIDENCE and among is None):
        return Found(match=Match(status="not_found"))
    listed = [c for c in candidates if among is not None or c.confidence >= MIN_LISTED]
    return Found(match=Match(status="suggested", candidates=listed))


def _candidate(query: Query, entry: Entry, confidence: float, same_code: bool) -> Candidate:
    product = entry.product
    colors = [color.name or color.code for color in product.colors]
    return Candidate(
        product_id=product.product_id,
        style_number=product.style_number,
        name=product.name,
        color=", ".join(filter(None, colors))[:100] or None,
        method="exact" if entry.code in query.codes else "normalised" if same_code else "similar",
        confidence=round(min(confidence, 0.99), 4),
    )


def _alike(catalogue: Catalogue, queries: Sequence[Query]) -> Iterator[list[Entry]]:
    """For each line the products that its codes or its name resemble most."""
    if not catalogue.entries:
        yield from ([] for _ in queries)
        return
    codes = _nearest([q.keys[0].tight if q.keys else "" for q in queries], catalogue.tights, CODE_CUTOFF)
    names = _nearest([q.words for q in queries], catalogue.words, NAME_CUTOFF)
    for query, near, like in zip(queries, codes, names, strict=True):
        numbers = dict.fromkeys([*near, *like])
        entries = [catalogue.entries[n] for n in numbers] + loosely(catalogue, query)
        entries += catalogue.sharing_words(query.name)
        yield [entry for entry in entries if entry.product.product_id not in query.rejected]


def _nearest(texts: Sequence[str], others: Sequence[str], cutoff: int) -> list[list[int]]:
    """For each text the places of the most similar others; nothing resembles an empty text."""
    scores = process.cdist(texts, others, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.uint8)
    found = []
    for text, row in zip(texts, scores, strict=True):
        places = np.nonzero(row)[0] if text else np.empty(0, dtype=int)
        best = places[np.argsort(-row[places].astype(int), kind="stable")][:SHORTLIST]
        found.append([int(place) for place in best if others[place]])
    return found

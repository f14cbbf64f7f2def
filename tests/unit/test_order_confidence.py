"""Confidences are probabilities: counted on generated catalogues and lines that are mistyped, misread or strangers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from shared.collections.models import Product
from shared.collections.orders.catalogue import Catalogue
from shared.collections.orders.hits import Query
from shared.collections.orders.item_models import Found
from shared.collections.orders.matching import find
from shared.collections.orders.models import LineSource, OrderLine
from tests.data.generated.axes import choose
from tests.data.generated.goods import Item
from tests.data.orders.goods import Catalogue as Goods

CODES = ("digits", "zeros", "dashes", "suffix", "split", "letters_digits")
SEEDS = range(500, 540)
Case = tuple[OrderLine, str | None]  # a line, and the product that it truly is


@cache
def verdicts() -> list[tuple[Found, str | None]]:
    """A verdict on each line, and the truth."""
    found: list[tuple[Found, str | None]] = []
    for seed in SEEDS:
        rng = random.Random(seed)
        style, _ = choose(rng, {"codes": CODES, "spread": ("single",)})
        goods = Goods(style, rng, rng.choice((20, 48, 90)))
        catalogue = Catalogue([Product.model_validate(product) for product in goods.products()])
        cases = [case for item in goods.items for case in made(goods, item, rng)]
        answers = find(catalogue, [Query(line) for line, _ in cases])
        found += zip(answers, (truth for _, truth in cases), strict=True)
    return found


def made(goods: Goods, item: Item, rng: random.Random) -> Iterator[Case]:
    """A line that means an item, or something that only looks like it."""
    own = goods.product_id(item)
    kind = rng.randrange(8)
    match kind:
        case 0:
            yield line(item, mistyped(item.code, rng), item.name, rng), own
        case 1:
            yield line(item, mistyped(item.code, rng), mistyped(item.name, rng), rng), own
        case 2:
            yield line(item, "", mistyped(item.name, rng), rng), own
        case 3:
            yield line(item, str(rng.randint(1000, 99999)), item.name, rng), own
        case 4:
            yield line(item, item.code, item.name, rng), own
        case _:
            stranger = goods.maker.item(item.group)
            code = neighbour(item.code, rng) if kind < 7 else stranger.code
            if not goods.taken(code):
                yield line(stranger, code, stranger.name if kind != 6 else "", rng), None


def line(item: Item, code: str, name: str, rng: random.Random) -> OrderLine:
    cost = str(item.wholesale.low) if rng.random() < 0.6 else None
    color = rng.choice(item.colours).name if rng.random() < 0.6 else None
    where = LineSource(document_id="po", page=1)
    return OrderLine(
        line_id="l", style_number=code or None, name=name or None, color=color, unit_cost=cost, source=where
    )


def mistyped(text: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(text) - 1)
    typed = rng.choice("0123456789" if text[at].isdigit() else "aeiourstlnm")
    ways = (text[:at] + typed + text[at + 1 :], text[:at] + text[at + 1 :], text[:at] + typed + text[at:])
    return rng.choice([way for way in ways if way != text])


def neighbour(code: str, rng: random.Random) -> str:
    at = rng.choice([n for n, c in enumerate(code) if c.isdigit()])
    return code[:at] + str((int(code[at]) + rng.randint(1, 8)) % 10) + code[at + 1 :]


def test_what_is_matched_is_right() -> None:
    matched = [(found, truth) for found, truth in verdicts() if found.match.status == "matched"]
    assert len(matched) > 200
    wrong = sum(found.product_id != truth for found, truth in matched)
    assert wrong <= 0.005 * len(matched)
    assert min(found.match.confidence for found, _ in matched) > 0.95


def test_a_suggestion_has_the_right_product_among_the_first_three() -> None:
    known = [(found, truth) for found, truth in verdicts() if truth and found.match.status != "matched"]
    right = sum(truth in [c.product_id for c in found.match.candidates[:3]] for found, truth in known)
    assert len(known) > 200
    assert right >= 0.95 * len(known)


def test_a_confidence_is_a_probability() -> None:
    firsts = [(f.match.candidates[0], truth) for f, truth in verdicts() if f.match.status == "suggested"]
    claims = [(candidate.confidence, candidate.product_id == truth) for candidate, truth in firsts]
    assert sum((confidence - right) ** 2 for confidence, right in claims) / len(claims) < 0.06
    for low, high in ((0.15, 0.5), (0.5, 0.9), (0.9, 1.0)):
        own = [(confidence, right) for confidence, right in claims if low <= confidence < high]
        assert len(own) >= 20
        mean, share = (sum(column) / len(own) for column in zip(*own, strict=True))
        assert abs(mean - share) < 0.25, (low, mean, share)

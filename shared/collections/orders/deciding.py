"""One role for each column of a table, from header, values and arithmetic together, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

import numpy as np
from scipy.optimize import linear_sum_assignment

from shared.collections.orders.arithmetic import Product, products, sum_of
from shared.collections.orders.looks import AGAINST, Look, scores
from shared.collections.orders.models import Role
from shared.collections.orders.roles import Weights

ROLES: tuple[Role, ...] = get_args(Role)
SINGLE: tuple[Role, ...] = tuple(role for role in ROLES if role not in ("ignored", "size_quantity"))
HEADER = 7.0  # log-odds that a word which means one thing is worth
FIRST = 1.5  # of a weight: how much less a word is worth for what it means seldom
ARITHMETIC = 6.0
ANSWERED = 3.5  # what a model's word is worth: it decides where nothing else does
NAMELESS = -1.0  # a column without a header is less likely to matter
UNKNOWN_HEADER = -0.5
SPREAD = 1.3  # log-odds are this many times too sure
CODED: tuple[Role, ...] = ("style_number", "sku", "barcode")
SAME_EVERYWHERE = 4.0
SUREST = 0.99
NO_ROLE = 0.05  # what is less sure is no role at all


@dataclass
class Decided:
    """A column's role, the probability that it is right, and what says so."""

    role: Role
    confidence: float
    source: str


@dataclass
class Evidence:
    """What is known of the columns of one table."""

    headers: Mapping[int, str]
    weights: Mapping[int, Weights]
    sizes: Mapping[int, str]
    looks: Mapping[int, Look]
    headed: bool  # by words that are known, or sizes
    told: Mapping[int, Role] = field(default_factory=dict)  # by a person
    answered: Mapping[int, Role] = field(default_factory=dict)  # by a model


def decide(evidence: Evidence) -> dict[int, Decided]:
    """The roles that fit best together: each at most once, but for sizes and columns that are of no use."""
    columns = list(evidence.looks)
    found = products(evidence.looks, list(evidence.sizes))
    parts = {column: _parts(evidence, column) for column in columns}
    for column, role, weight in _reckoned(evidence, found):
        parts[column].setdefault("arithmetic", {})
        parts[column]["arithmetic"][role] = max(parts[column]["arithmetic"].get(role, 0.0), weight)
    for column, role in evidence.answered.items():
        if column in parts:
            parts[column]["gemini"] = {role: ANSWERED}
    for column in _constant(evidence):
        parts[column]["values"] = {**parts[column]["values"]}
        for role in CODED:
            parts[column]["values"][role] -= SAME_EVERYWHERE
    totals = {column: _summed(parts[column]) for column in columns}
    chosen = _assigned(totals, evidence.told)
    return {column: _decided(column, role, totals, parts, chosen, evidence) for column, role in chosen.items()}


def _constant(evidence: Evidence) -> list[int]:
    """Columns with one code in every row beside one whose codes differ: the number of the order, not of a style."""
    codes = {c: look for c, look in evidence.looks.items() if look.codes >= 0.6 and c not in evidence.sizes}
    if not any(look.distinct > 0.5 and look.filled >= 3 for look in codes.values()):
        return []
    return [c for c, look in codes.items() if look.filled >= 3 and look.distinct * look.filled <= 1]


def _parts(evidence: Evidence, column: int) -> dict[str, dict[Role, float]]:
    """The log-odds of a column by what they come from."""
    if column in evidence.sizes:
        look = evidence.looks[column]
        fits = 5.0 if look.numeric >= 0.8 or not look.filled else -2.0
        return {"header": {"size_quantity": HEADER}, "values": {"size_quantity": fits - 2.0 * look.money}}
    look = evidence.looks[column]
    made: dict[str, dict[Role, float]] = {"values": dict.fromkeys(ROLES, 0.0)}
    made["values"].update(scores(look))
    made["values"]["size_quantity"] = AGAINST * 2
    same = look.filled >= 3 and look.distinct * look.filled <= 1 and look.numeric == 0
    made["values"]["ignored"] = 4.0 if not look.filled or (same and not evidence.headed) else 0.0
    weights = evidence.weights.get(column, {})
    if weights:
        best = max(weights.values())
        made["header"] = {
            role: HEADER * weight**FIRST if weight < best else HEADER * weight for role, weight in weights.items()
        }
        made["header"].setdefault("ignored", -0.5)
    else:
        nameless = NAMELESS if evidence.headed and not evidence.headers.get(column) else 0.0
        unknown = UNKNOWN_HEADER if evidence.headed and evidence.headers.get(column) else 0.0
        made["header"] = dict.fromkeys(SINGLE, nameless + unknown)
    return made


def _summed(parts: Mapping[str, Mapping[Role, float]]) -> dict[Role, float]:
    made = dict.fromkeys(ROLES, 0.0)
    if "size_quantity" in parts.get("header", {}):
        made.update(dict.fromkeys(SINGLE, -2.0))
    for part in parts.values():
        for role, weight in part.items():
            made[role] += weight
    return made


def _reckoned(evidence: Evidence, found: Sequence[Product]) -> list[tuple[int, Role, float]]:
    """What arithmetic says of columns: (column, role, log-odds)."""
    made: list[tuple[int, Role, float]] = []
    summed = sum_of(evidence.looks, list(evidence.sizes))
    if summed:
        made.append((summed[0], "quantity", ARITHMETIC * summed[1]))
    for hit in found[:6]:
        strength = ARITHMETIC * hit.share * min(1.0, 0.5 + 0.25 * hit.telling)
        quantity, cost = _which(evidence, hit)
        if _is(evidence, hit.total, "quantity") and not _is(evidence, hit.total, "total"):
            continue  # cartons times pieces in each: a quantity
        made += [(hit.total, "total", strength), (quantity, "quantity", strength), (cost, "unit_cost", strength)]
        if hit.discount is not None:
            made.append((hit.discount, "discount", strength))
        if hit.tax is not None:
            made.append((hit.tax, "tax", strength))
    return made


def _is(evidence: Evidence, column: int, role: Role) -> bool:
    return evidence.weights.get(column, {}).get(role, 0.0) >= 0.7


def _which(evidence: Evidence, hit: Product) -> tuple[int, int]:
    """Which factor is the quantity and which the price: by header, decimals, and place."""

    def leaning(column: int) -> float:
        weights, look = evidence.weights.get(column, {}), evidence.looks[column]
        words = 4 * (
            weights.get("quantity", 0.0) - max(weights.get("unit_cost", 0.0), weights.get("retail_price", 0.0))
        )
        return words + 2 * look.whole + 2 * look.counted - 2 * look.money

    a, b = leaning(hit.a), leaning(hit.b)
    return (hit.a, hit.b) if a >= b else (hit.b, hit.a)


def _assigned(totals: Mapping[int, Mapping[Role, float]], told: Mapping[int, Role]) -> dict[int, Role]:
    """The assignment of the greatest sum; what a person said stands."""
    taken = {role for role in told.values() if role in SINGLE}
    free = [column for column in totals if column not in told]
    singles = [role for role in SINGLE if role not in taken]
    if not free:
        return dict(told)
    gains = np.zeros((len(free), len(singles) + len(free)))
    for n, column in enumerate(free):
        other = max(totals[column]["ignored"], totals[column]["size_quantity"])
        gains[n, : len(singles)] = [totals[column][role] for role in singles]
        gains[n, len(singles) :] = other
    rows, places = linear_sum_assignment(-gains)
    chosen: dict[int, Role] = {column: role for column, role in told.items() if column in totals}
    for n, place in zip(rows, places, strict=True):
        column = free[n]
        sized = totals[column]["size_quantity"] > totals[column]["ignored"]
        rest: Role = "size_quantity" if sized else "ignored"
        chosen[column] = singles[place] if place < len(singles) else rest
    return dict(sorted(chosen.items()))


def _decided(
    column: int,
    role: Role,
    totals: Mapping[int, Mapping[Role, float]],
    parts: Mapping[int, Mapping[str, Mapping[Role, float]]],
    chosen: Mapping[int, Role],
    evidence: Evidence,
) -> Decided:
    if column in evidence.told:
        return Decided(role, 1.0, "person")
    own = totals[column]
    here = _share([own[r] for r in ROLES], own[role])
    if role in SINGLE:  # others that would be the same
        rivals = [
            totals[c][role] for c, r in chosen.items() if c == column or (r == "ignored" and c not in evidence.told)
        ]
        here *= _share(rivals, own[role])
    if here < NO_ROLE and role in SINGLE:
        return Decided("ignored", round(1 - here - 0.5, 3), "values")
    said = {name: part.get(role, 0.0) for name, part in parts[column].items()}
    source = max(said, key=lambda name: said[name])
    if evidence.answered.get(column) == role and said.get("header", 0.0) < 4 and said.get("arithmetic", 0.0) < 3:
        source = "gemini"
    return Decided(role, round(min(SUREST, here), 3), source)


def _share(all_of: Sequence[float], one: float) -> float:
    top = max(all_of)
    return math.exp((one - top) / SPREAD) / sum(math.exp((value - top) / SPREAD) for value in all_of)

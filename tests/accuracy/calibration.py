"""Whether a confidence is a probability: of the values said to be 90 % sure, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.accuracy.align import Pair, Product
from tests.accuracy.pictures import Album
from tests.accuracy.values import RIGHT, guessed_category
from tests.data.truth import Truth

EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Claim:
    """A value that was read: how sure the reader was, and whether it is right."""

    field: str
    confidence: float
    right: bool
    result: Product
    pair: Pair | None  # None where the product matches no true one


def claims(truth: Truth, results: Sequence[Product], pairs: Sequence[Pair], album: Album) -> Iterator[Claim]:
    """Every value in `fields` that the truth can judge, and each main picture."""
    pair_of = {id(pair.result): pair for pair in pairs}
    for result in results:
        pair = pair_of.get(id(result))
        for name, field in (result.get("fields") or {}).items():
            if name in RIGHT and RIGHT[name][0] in truth.scored:
                if name == "category" and pair is not None and guessed_category(pair):
                    continue
                right = pair is not None and RIGHT[name][1](pair)
                yield Claim(name, float(field["confidence"]), right, result, pair)
        main: Mapping[str, Any] = next(iter(result.get("images") or []), {})
        if "pictures" in truth.scored and main.get("confidence") is not None:
            right = pair is not None and album.right(pair)
            yield Claim("picture", float(main["confidence"]), right, result, pair)


def one_minus_brier(made: Sequence[Claim]) -> float:
    """The sum of 1 - (confidence - right)² over the claims; the mean of it is 1 - Brier."""
    return sum(1 - (claim.confidence - claim.right) ** 2 for claim in made)


@dataclass(frozen=True)
class Bin:
    """Claims of about one confidence: how many, how sure on average, how many of them right."""

    count: int = 0
    confidence: float = 0.0
    right: int = 0

    def __add__(self, other: Bin) -> Bin:
        return Bin(self.count + other.count, self.confidence + other.confidence, self.right + other.right)


def binned(made: Sequence[Claim]) -> list[Bin]:
    """The claims by confidence; `confidence` of a bin is the sum over its claims."""
    bins = [Bin() for _ in EDGES[1:]]
    for claim in made:
        at = max(k for k, edge in enumerate(EDGES[:-1]) if claim.confidence >= edge)
        bins[at] += Bin(1, claim.confidence, int(claim.right))
    return bins


def reliability(bins: Sequence[Bin]) -> Iterator[str]:
    """A small table: a confidence is honest where the last two columns agree."""
    yield f"{'confidence':<14}{'values':>8}{'mean':>8}{'right':>8}"
    for low, high, found in zip(EDGES, EDGES[1:], bins, strict=False):
        if found.count:
            mean, right = found.confidence / found.count, found.right / found.count
            yield f"{low:.2f} to {high:.2f}  {found.count:>8}{mean:>8.3f}{right:>8.3f}"

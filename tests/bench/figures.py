"""Many times told as few figures."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence


def median_and_p95(name: str, times: Iterable[float]) -> dict[str, float]:
    """`{name}_median` and `{name}_p95`; with few times that is the worst."""
    ordered = sorted(times)
    return {f"{name}_median": round(statistics.median(ordered), 1), f"{name}_p95": round(centile(ordered, 95), 1)}


def centiles(name: str, times: Iterable[float]) -> dict[str, float]:
    """`{name}_p50`, `{name}_p95` and `{name}_p99`."""
    ordered = sorted(times)
    return {f"{name}_p{n}": round(centile(ordered, n), 2) for n in (50, 95, 99)}


def centile(ordered: Sequence[float], n: int) -> float:
    """What n in 100 do not exceed; with few times that is the worst."""
    return ordered[min(len(ordered) - 1, round(n / 100 * len(ordered)))]

"""Many times told as few figures."""

from __future__ import annotations

import statistics
from collections.abc import Iterable


def median_and_p95(name: str, times: Iterable[float]) -> dict[str, float]:
    """`{name}_median` and `{name}_p95`; with few times that is the worst."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return {f"{name}_median": round(statistics.median(ordered), 1), f"{name}_p95": round(p95, 1)}

"""A document's grids in memory, without the collector walking over all their cells again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from shared.collections.orders.models import DocumentGrids, Grid
from shared.engine.run import Run, read_lines


@contextmanager
def loaded(run: Run, order: DocumentGrids) -> Iterator[list[Grid]]:
    """The grids of an order. While inside nothing is collected: cells make no cycles, and all of them stay."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield list(read_lines(run, order.grids, Grid))
    finally:
        if collecting:
            gc.enable()

"""Two hundred damaged documents through the first two phases; `make chaos` takes thousands, of more kinds."""

from __future__ import annotations

from itertools import count, islice

import pytest

from tests.chaos.fuzz.campaign import met
from tests.chaos.fuzz.cases import ORDERS, SMALL, case_of

FILES = 200
QUICK = {*ORDERS, *SMALL, "price_table", "dotted_list"}


@pytest.mark.timeout(180)
def test_each_is_read_or_refused_with_a_clear_error_and_none_stops_the_worker() -> None:
    seeds = islice((seed for seed in count() if case_of(seed).of in QUICK), FILES)
    outcomes = list(met(seeds))
    assert [f"seed {o.case.seed}: {o.broken}" for o in outcomes if o.broken] == []
    codes = {outcome.code for outcome in outcomes}
    assert codes >= {"read", "unsupported_type", "damaged_pdf", "damaged_workbook"}  # both ways were gone


def test_a_seed_is_the_same_file_every_time() -> None:
    for seed in range(40):
        assert case_of(seed) == case_of(seed)
    assert len({case_of(seed).content for seed in range(40)}) == 40

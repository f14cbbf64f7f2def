"""Pages: whole, in order, and not shifted by what comes and goes between two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.tasks.errors import ApiError
from emulator.tasks.paging import page

keys = st.lists(st.text(max_size=6).filter(bool), unique=True).map(sorted)


@given(keys, st.integers(1, 7))
def test_the_pages_together_are_the_list(names: list[str], size: int) -> None:
    items, token, seen = [(name, name) for name in names], "", []
    while True:
        chosen, token = page(items, size, token, maximum=5)
        assert len(chosen) <= min(size, 5)
        seen += chosen
        if not token:
            break
    assert seen == names


def test_an_item_that_goes_between_two_pages_hides_no_other() -> None:
    _, token = page([("a", 1), ("b", 2), ("c", 3)], 2, "", maximum=10)
    assert page([("a", 1), ("c", 3)], 2, token, maximum=10) == ([3], "")


def test_a_token_of_someone_elses_is_refused() -> None:
    with pytest.raises(ApiError, match="page token"):
        page([("a", 1)], 1, "nonsense!", maximum=10)

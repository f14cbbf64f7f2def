"""File names, whatever people give them: shown as they are, stored safely."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from shared.collections.filenames import shown_name, stored_name

ANY = st.text(alphabet=st.characters(), max_size=400) | st.text(alphabet="./\\ _-a\u0301\0\n\u202e中", max_size=400)


@given(ANY)
@example("A\x1f\u0300")
@example("x" * 254 + " y")
def test_a_shown_name_is_one_short_line_that_every_store_takes(given_name: str) -> None:
    name = shown_name(given_name)
    assert 1 <= len(name) <= 255
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set("/\\\0\n\u202e")
    assert name.strip() == name
    assert name not in (".", "..")
    name.encode()
    assert shown_name(name) == name


@given(ANY)
def test_a_stored_name_is_one_safe_part_of_a_path(given_name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9](?!.*\.\.)[A-Za-z0-9._-]{0,119}", stored_name(shown_name(given_name)))

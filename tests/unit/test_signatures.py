"""Signatures of webhooks: made by us, verified by the code that README gives to receivers."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.notices import signatures
from tests.unit.test_docs import README

SECRET = "whsec_a-secret"
BODY = b'{"event": "job.completed"}'
Verify = Callable[..., bool]


def of_readme() -> Verify:
    """The function as README prints it."""
    (code,) = re.findall(r"```python\n(import hashlib\n.*?)```", README, re.DOTALL)
    names: dict[str, Verify] = {}
    exec(code, names)
    return names["verified"]


@pytest.fixture(params=["ours", "README's"])
def verify(request: pytest.FixtureRequest) -> Verify:
    return signatures.verified if request.param == "ours" else of_readme()


def test_what_we_sign_is_verified(verify: Verify) -> None:
    now = int(time.time())
    assert verify(SECRET, signatures.signed(SECRET, BODY, now), BODY)
    assert re.fullmatch(r"t=\d+,v1=[0-9a-f]{64}", signatures.signed(SECRET, BODY, now))


def test_what_was_changed_is_not(verify: Verify) -> None:
    now = int(time.time())
    good = signatures.signed(SECRET, BODY, now)
    later = good.replace(str(now), str(now + 1))
    assert not verify(SECRET, good, BODY + b" ")
    assert not verify("another", good, BODY)
    assert not verify(SECRET, later, BODY)
    assert not verify(SECRET, signatures.signed(SECRET, BODY, now - 301), BODY)
    assert not verify(SECRET, signatures.signed(SECRET, BODY, now + 400), BODY)


@given(st.text() | st.from_regex(r"t=\d{1,30},v1=[0-9a-fé]*"))
def test_nothing_else_passes_and_nothing_raises(header: str) -> None:
    assert not signatures.verified(SECRET, header, BODY)
    assert not of_readme()(SECRET, header, BODY)


def test_secrets_differ() -> None:
    assert len({signatures.new_secret() for _ in range(100)}) == 100

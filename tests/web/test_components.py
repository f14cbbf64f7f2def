"""The web page's own tests: its components, texts, states and calls, each by itself."""

from __future__ import annotations

import pytest

from tests.vitest import run_vitest


def test_the_web_pages_components_states_and_texts(capsys: pytest.CaptureFixture[str]) -> None:
    run_vitest(capsys)

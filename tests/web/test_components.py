"""The web page's own tests: its components, texts, states and calls by themselves, and what it subscribes to."""

from __future__ import annotations

import os

import pytest

from emulator.stack import Stack
from tests.vitest import run_vitest


def test_the_web_pages_components_states_and_texts(capsys: pytest.CaptureFixture[str]) -> None:
    run_vitest(capsys)


def test_the_web_pages_subscriptions(emulators: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    run_vitest(capsys, "--config", "vitest.emulators.config.ts", "--project", "live", environ=os.environ)

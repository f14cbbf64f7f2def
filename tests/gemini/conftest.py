"""A stand-in for the API, a provider that asks it, and a memory to look into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.ai.gemini import Gemini
from shared.ai.providers import provider
from shared.cloud.config import AiSettings, ai_settings
from tests.gemini.standin import GeminiApi

KEY = "key-of-a-test"


@pytest.fixture
def api() -> Iterator[GeminiApi]:
    api = GeminiApi()
    yield api
    api.close()


@pytest.fixture
def gemini(api: GeminiApi) -> Gemini:
    return gemini_at(api.url)


def gemini_at(url: str, seconds: float = 5) -> Gemini:
    return Gemini(AiSettings(gemini_api_key=KEY, gemini_base_url=url, gemini_timeout_seconds=seconds))  # type: ignore[arg-type]


@pytest.fixture
def chosen(api: GeminiApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Gemini is chosen by the environment, as for a worker."""
    for name, value in {
        "AI_PROVIDER": "gemini",
        "GEMINI_API_KEY": KEY,
        "GEMINI_BASE_URL": api.url,
        "GEMINI_TIMEOUT_SECONDS": "5",
    }.items():
        monkeypatch.setenv(name, value)
    forget()
    yield monkeypatch
    forget()


def forget() -> None:
    """Have the settings read anew."""
    ai_settings.cache_clear()
    provider.cache_clear()

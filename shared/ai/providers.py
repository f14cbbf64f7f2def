"""Which provider answers."""

from __future__ import annotations

from functools import cache

from shared.ai.interface import Provider
from shared.ai.local import Local
from shared.cloud.config import ai_settings


@cache
def provider() -> Provider:
    """The provider that the settings choose. Raises ConfigError."""
    chosen = ai_settings()
    if chosen.ai_provider == "local":
        return Local()
    from shared.ai.gemini import Gemini  # its SDK takes long to import: only where it is used

    return Gemini(chosen)


def slow_modules() -> list[str]:
    """What a process that will ask had better import beforehand."""
    return [] if ai_settings().ai_provider == "local" else ["shared.ai.gemini"]

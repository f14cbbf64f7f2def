"""Which provider answers."""

from __future__ import annotations

from shared.ai.interface import Provider
from shared.ai.local import Local


def provider() -> Provider:
    """The provider in use."""
    return Local()

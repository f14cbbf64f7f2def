"""Choosing one of several names for a text."""

from __future__ import annotations

from pydantic import BaseModel

from shared.ai.interface import Prompt


class Chosen(BaseModel):
    """The chosen option, None when none fits, and the probability that it is right."""

    option: str | None = None
    confidence: float = 0.0


class Choose(Prompt[Chosen]):
    """Which of the options is the text about?"""

    text: str
    options: list[str]

"""The one interface to models. `local` answers without key and network; others may be added beside it."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

Answer = TypeVar("Answer", bound=BaseModel)


class Prompt(BaseModel, Generic[Answer]):
    """A question with everything needed to answer it. Subclasses name their answer's type."""


class Provider(Protocol):
    """Answers prompts. What comes back is validated and bounded, never executed."""

    def answer(self, prompt: Prompt[Answer]) -> Answer:
        """The answer; raises TypeError for a prompt this provider does not know."""
        ...

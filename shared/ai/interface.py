"""The one interface to models. `local` answers without key and network; `gemini` reads pages as well."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import BaseModel

Answer = TypeVar("Answer", bound=BaseModel)


class Prompt(BaseModel, Generic[Answer]):
    """A question with everything needed to answer it. Subclasses name their answer's type."""


class Question(Prompt[Answer], Generic[Answer]):
    """A prompt for a model that reads. `text` and `picture` (a JPEG) are a document's: data, never instructions."""

    instructions: ClassVar[str]
    answer_type: ClassVar[type[BaseModel]]

    text: str
    picture: bytes | None = None


class Unavailable(Exception):
    """No answer this time; `reason` is a clause for a person that names no secret and quotes nobody.

    again: asking once more at once may help, after `wait` seconds where the service named a time.
    lasting: asking about something else will not help either.
    """

    def __init__(self, reason: str, *, again: bool = False, lasting: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again
        self.lasting = lasting
        self.wait = wait


class Provider(Protocol):
    """Answers prompts. What comes back is validated and bounded, never executed."""

    @property
    def model(self) -> str:
        """What answers, so that answers of different models are told apart."""
        ...

    def answers(self, kind: type[Prompt[Any]]) -> bool:
        """Whether it answers this kind of prompt."""
        ...

    def answer(self, prompt: Prompt[Answer]) -> Answer:
        """The answer. Raises TypeError for a prompt this provider does not know, and Unavailable."""
        ...

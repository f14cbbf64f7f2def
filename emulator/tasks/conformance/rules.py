"""The rules: registered by area, each a function that raises AssertionError where its subject breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulator.tasks.conformance.subject import Subject

_REFERENCE = "https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues"

QUEUES = _REFERENCE
TASKS = f"{_REFERENCE}.tasks"
QUOTAS = "https://cloud.google.com/tasks/docs/quotas"
HANDLERS = "https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler"
CONFIGURING = "https://cloud.google.com/tasks/docs/configuring-queues"
JSON = "https://protobuf.dev/programming-guides/json/"
ERRORS = "https://google.aip.dev/193"

Check = Callable[["Subject"], None]


@dataclass(frozen=True)
class Rule:
    """One documented behaviour. gap: this emulator does not keep it; its README says why."""

    area: str
    name: str
    sentence: str
    source: str
    check: Check
    gap: bool = False


RULES: list[Rule] = []


def rule(area: str, source: str, *, gap: bool = False) -> Callable[[Check], Check]:
    """Register a function as a rule; its docstring is the rule's sentence."""

    def register(check: Check) -> Check:
        sentence = " ".join((check.__doc__ or "").split())
        RULES.append(Rule(area, check.__name__, sentence, source, check, gap))
        return check

    return register

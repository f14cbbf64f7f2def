"""Filters of ListQueues: comparisons of a queue's fields, such as `state: PAUSED AND retryConfig.maxAttempts >= 5`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from google.protobuf import json_format

from emulator.tasks.errors import invalid

_COMPARISON = re.compile(r'\s*([A-Za-z_.]+)\s*(<=|>=|!=|[<>=:])\s*("[^"]*"|[^\s"]+)\s*')
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "!=": operator.ne,
    "=": operator.eq,
    ":": lambda found, wanted: wanted in found if isinstance(found, str) else found == wanted,
}


def matching(text: str) -> Callable[[Any], bool]:
    """Whether a `Queue` message meets a filter; an empty one is met by all. Comparisons may be joined by AND.

    Fields are named in either spelling, with dots; durations are compared in seconds. OR, NOT and parentheses, which
    the real service knows, are INVALID_ARGUMENT.
    """
    comparisons = [_comparison(part) for part in re.split(r"\bAND\b", text)] if text.strip() else []

    def matches(queue: Any) -> bool:
        fields = json_format.MessageToDict(queue)
        return all(comparison(fields) for comparison in comparisons)

    return matches


def _comparison(text: str) -> Callable[[dict[str, Any]], bool]:
    found = _COMPARISON.fullmatch(text)
    if found is None:
        raise invalid(f"The filter '{text.strip()}' is not a comparison such as: state: PAUSED")
    path = [_camel(word) for word in found[1].split(".")]
    compare, wanted = _OPERATORS[found[2]], _value(found[3].strip('"'))

    def holds(fields: Any) -> bool:
        for word in path:
            fields = fields.get(word) if isinstance(fields, dict) else None
        value = _value(fields) if isinstance(fields, str) else fields
        if value is None:
            return found[2] == "!="
        try:
            return compare(value, wanted)
        except TypeError:
            return found[2] == "!="

    return holds


def _camel(word: str) -> str:
    return re.sub(r"_(\w)", lambda match: match[1].upper(), word)


def _value(text: str) -> float | str:
    """A number or a duration in seconds as a number, all else as it is."""
    try:
        return float(text.removesuffix("s"))
    except ValueError:
        return text

"""What Firestore keeps and how it changes: documents, commits that are whole or absent, preconditions, queries.

Only what the engine uses; checked against the real emulator by `test_models_firestore.py`, which runs over both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Literal

from google.api_core.exceptions import AlreadyExists, FailedPrecondition, NotFound
from google.cloud.firestore import DELETE_FIELD, SERVER_TIMESTAMP, Increment
from google.cloud.firestore_v1.types.query import StructuredQuery

Kind = Literal["create", "set", "merge", "update", "delete"]
TICK = timedelta(microseconds=1)
MISSING: Any = object()


@dataclass(frozen=True)
class Document:
    """A document as it stands. `fields` is never changed in place."""

    fields: dict[str, Any]
    created: datetime
    updated: datetime


@dataclass(frozen=True)
class Write:
    """One write of a commit. `fields`: by name, or for an update or a merge by dotted path."""

    kind: Kind
    path: str
    fields: Mapping[str, Any]
    unchanged_since: datetime | None = None


@dataclass(frozen=True)
class Change:
    """What a commit did to one document; None where it was not, or is no more."""

    path: str
    before: Document | None
    after: Document | None


Told = Callable[[datetime, Sequence[Change]], None]


class Documents:
    """The documents by their paths, and the server's clock."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = datetime(1970, 1, 1, tzinfo=UTC)
        self.at: dict[str, Document] = {}
        self.told: list[Told] = []

    def now(self) -> datetime:
        """A read's time: never before the last commit."""
        return max(self._clock(), self._last)

    def commit(self, writes: Sequence[Write]) -> list[datetime]:
        """All writes or none; the update time of each document. Raises what the first impossible one is refused with.

        A server's stamp is when the commit came, in whole milliseconds, and so a little before its update time.
        """
        came = self._clock()
        time = max(came, self._last + TICK)
        stamp = came.replace(microsecond=came.microsecond // 1000 * 1000)
        new: dict[str, Document | None] = {}
        for write in writes:
            there = new[write.path] if write.path in new else self.at.get(write.path)
            new[write.path] = _after(write, there, time, stamp)
        changes = [Change(path, self.at.get(path), after) for path, after in new.items()]
        self._last = time
        for change in changes:
            if change.after is None:
                self.at.pop(change.path, None)
            else:
                self.at[change.path] = change.after
        for tell in self.told:
            tell(time, changes)
        return [after.updated if (after := new[write.path]) else time for write in writes]

    def within(self, collection: str) -> dict[str, Document]:
        """The documents of a collection, in the order of their ids."""
        start = f"{collection}/"
        found = [p for p in self.at if p.startswith(start) and "/" not in p[len(start) :]]
        return {path: self.at[path] for path in sorted(found)}


def _after(write: Write, there: Document | None, time: datetime, stamp: datetime) -> Document | None:
    if write.kind == "create" and there:
        raise AlreadyExists(f"Document already exists: {write.path}")
    if write.unchanged_since and there and there.updated != write.unchanged_since:
        raise FailedPrecondition(f"{write.path} has changed since {write.unchanged_since}")
    if not there and (write.kind == "update" or write.unchanged_since):
        raise NotFound(f"No document to update: {write.path}")
    if write.kind == "delete":
        return None
    before = there.fields if there else {}
    by_path = write.kind in ("update", "merge")
    fields = _updated(before, write.fields, stamp) if by_path else settled(write.fields, {}, stamp)
    if there and fields == there.fields:  # a write that changes nothing leaves the update time as it was
        return there
    return Document(fields, there.created if there else time, time)


def _updated(before: Mapping[str, Any], changes: Mapping[str, Any], stamp: datetime) -> dict[str, Any]:
    fields = dict(before)
    for path, value in changes.items():
        *parents, name = path.split(".")
        inner = fields
        for parent in parents:
            below = inner.get(parent)
            inner[parent] = dict(below) if isinstance(below, dict) else {}
            inner = inner[parent]
        if value is DELETE_FIELD:
            inner.pop(name, None)
        else:
            inner[name] = settled(value, inner.get(name), stamp)
    return fields


def leaves(fields: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """Fields by dotted path, as a merge writes them: what is beside them in an inner map stays."""
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        path = f"{within}{name}"
        flat |= leaves(value, f"{path}.") if isinstance(value, Mapping) and value else {path: value}
    return flat


def settled(value: Any, before: Any, stamp: datetime) -> Any:
    """A value as it is stored, with the server's own parts of it filled in."""
    match value:
        case None | bool() | int() | float() | bytes():
            return value
        case Enum():
            return value.value
        case str():
            return str(value)
        case datetime():
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        case Mapping():
            old = before if isinstance(before, dict) else {}
            return {name: settled(inner, old.get(name), stamp) for name, inner in value.items()}
        case list() | tuple():
            return [settled(inner, None, stamp) for inner in value]
        case Increment():
            return value.value + (before if isinstance(before, int | float) else 0)
        case _ if value is SERVER_TIMESTAMP:
            return stamp
    raise TypeError(f"Firestore cannot store a {type(value).__name__}")


def dig(fields: Mapping[str, Any] | None, path: str) -> Any:
    """The value at a dotted path, MISSING where there is none."""
    value: Any = fields
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return MISSING
        value = value[name]
    return value


def matches(fields: Mapping[str, Any], path: str, operator: Any, wanted: Any) -> bool:
    """Whether a document is found by a filter: the field must be there, and be of the same type to be compared."""
    value = dig(fields, path)
    if value is MISSING:
        return False
    if isinstance(wanted, Enum):
        wanted = wanted.value
    match operator:
        case StructuredQuery.UnaryFilter.Operator.IS_NULL:  # what the client makes of `== None`
            return value is None
        case "==":
            return bool(_kind(value) == _kind(wanted) and value == wanted)
        case "in":
            return any(_kind(value) == _kind(one) and value == one for one in wanted)
        case "<=" | "<" | ">=" | ">":
            if _kind(value) != _kind(wanted) or value is None:
                return False
            return bool(
                {"<=": value <= wanted, "<": value < wanted, ">=": value >= wanted, ">": value > wanted}[operator]
            )
    raise NotImplementedError(f"no query of the engine uses {operator}")


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
    return type(value).__name__

"""The Firestore client as the engine uses it, over `Documents`. Each call to the server goes over a wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from google.cloud.firestore_v1.base_query import FieldFilter

from tests.chaos.models.documents import MISSING, Document, Documents, Kind, Write, dig, leaves, matches

T = TypeVar("T")
NESTED = (dict, list)


class Wire(Protocol):
    """The way to a server and back: whatever can happen to a call happens here."""

    def __call__(self, what: str, apply: Callable[[], T], *, writes: bool) -> T: ...


def straight(what: str, apply: Callable[[], T], *, writes: bool) -> T:
    """A wire on which nothing happens."""
    return apply()


@dataclass(frozen=True)
class Option:
    last_update_time: datetime


@dataclass(frozen=True)
class WriteResult:
    update_time: datetime


class Client:
    """As google.cloud.firestore.Client."""

    def __init__(self, documents: Documents, wire: Wire = straight) -> None:
        self.documents = documents
        self.wire = wire

    def document(self, *path: str) -> Reference:
        return Reference(self, "/".join(path))

    def collection(self, *path: str) -> Query:
        return Query(self, "/".join(path))

    def batch(self) -> Batch:
        return Batch(self)

    def write_option(self, *, last_update_time: datetime) -> Option:
        return Option(last_update_time)

    def get_all(self, references: Iterable[Reference], field_paths: Iterable[str] | None = None) -> Iterator[Snapshot]:
        paths = list(dict.fromkeys(reference.path for reference in references))
        yield from self.read(paths, field_paths)

    def read(self, paths: Sequence[str], field_paths: Iterable[str] | None = None) -> list[Snapshot]:
        """These documents as they are at one moment."""
        wanted = None if field_paths is None else tuple(field_paths)

        def apply() -> list[Snapshot]:
            now, at = self.documents.now(), self.documents.at
            return [Snapshot(Reference(self, path), at.get(path), now, wanted) for path in paths]

        return self.wire(f"get {' '.join(paths)}", apply, writes=False)

    def commit(self, writes: Sequence[Write]) -> list[WriteResult]:
        """All of these writes, or none."""
        for write in writes:
            _refuse_overlaps(write)
        what = ", ".join(f"{write.kind} {write.path}" for write in writes[:4]) + (", …" if writes[4:] else "")
        done = self.wire(what, lambda: self.documents.commit(writes), writes=True)
        return [WriteResult(updated) for updated in done]


@dataclass(frozen=True)
class Reference:
    """As DocumentReference; two of the same path are equal."""

    client: Client
    path: str

    def __post_init__(self) -> None:
        if self.path.count("/") % 2 == 0 or not all(self.path.split("/")):
            raise ValueError(f"{self.path} is not the path of a document")

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    def get(self, field_paths: Iterable[str] | None = None) -> Snapshot:
        return self.client.read([self.path], field_paths)[0]

    def create(self, fields: Mapping[str, Any]) -> WriteResult:
        return self._write("create", fields)

    def set(self, fields: Mapping[str, Any], merge: bool = False) -> WriteResult:
        return self.client.commit([_set(self, fields, merge)])[0]

    def update(self, fields: Mapping[str, Any], option: Option | None = None) -> WriteResult:
        return self._write("update", fields, option)

    def delete(self, option: Option | None = None) -> WriteResult:
        return self._write("delete", {}, option)

    def _write(self, kind: Kind, fields: Mapping[str, Any], option: Option | None = None) -> WriteResult:
        return self.client.commit([Write(kind, self.path, fields, option and option.last_update_time)])[0]


class Batch:
    """As WriteBatch."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.writes: list[Write] = []

    def create(self, reference: Reference, fields: Mapping[str, Any]) -> None:
        self.writes.append(Write("create", reference.path, fields))

    def set(self, reference: Reference, fields: Mapping[str, Any], merge: bool = False) -> None:
        self.writes.append(_set(reference, fields, merge))

    def update(self, reference: Reference, fields: Mapping[str, Any], option: Option | None = None) -> None:
        self.writes.append(Write("update", reference.path, fields, option and option.last_update_time))

    def delete(self, reference: Reference, option: Option | None = None) -> None:
        self.writes.append(Write("delete", reference.path, {}, option and option.last_update_time))

    def commit(self) -> list[WriteResult]:
        return self._client.commit(self.writes)

    @property
    def _write_pbs(self) -> list[Any]:
        """What the client would send, to be measured; no schedule is about the size of a commit."""
        return []


class Snapshot:
    """As DocumentSnapshot. `wanted`: the dotted paths that were asked for, None for all."""

    def __init__(
        self, reference: Reference, document: Document | None, read_time: datetime, wanted: Sequence[str] | None = None
    ) -> None:
        self.reference = reference
        self.read_time = read_time
        self.exists = document is not None
        self.update_time = document.updated if document else None
        self.create_time = document.created if document else None
        self._fields = document.fields if document else None
        self._wanted = wanted

    @property
    def id(self) -> str:
        return self.reference.id

    def to_dict(self) -> dict[str, Any] | None:
        if self._fields is None or self._wanted is None:
            return _copy(self._fields)
        some: dict[str, Any] = {}
        for path in self._wanted:
            value = dig(self._fields, path)
            *parents, name = path.split(".")
            inner = some
            if value is not MISSING:
                for parent in parents:
                    inner = inner.setdefault(parent, {})
                inner[name] = _copy(value)
        return some

    def get(self, path: str) -> Any:
        if self._fields is None:
            return None
        value = dig(self.to_dict(), path)
        if value is MISSING:
            raise KeyError(path)
        return value


@dataclass(frozen=True)
class Query:
    """As CollectionReference and the queries made of it."""

    client: Client
    path: str
    filters: tuple[FieldFilter, ...] = ()
    order: str | None = None
    most: int | None = None
    fields: tuple[str, ...] | None = None

    def document(self, document_id: str) -> Reference:
        return Reference(self.client, f"{self.path}/{document_id}")

    def where(self, *, filter: FieldFilter) -> Query:
        return replace(self, filters=(*self.filters, filter))

    def order_by(self, field: str) -> Query:
        return replace(self, order=field)

    def limit(self, most: int) -> Query:
        return replace(self, most=most)

    def select(self, fields: Iterable[str]) -> Query:
        return replace(self, fields=tuple(fields))

    def stream(self) -> Iterator[Snapshot]:
        yield from self.client.wire(f"query {self}", self._found, writes=False)

    def count(self) -> Count:
        return Count(self)

    def _found(self) -> list[Snapshot]:
        now = self.client.documents.now()
        found = [
            (path, document)
            for path, document in self.client.documents.within(self.path).items()
            if all(matches(document.fields, f.field_path, f.op_string, f.value) for f in self.filters)
        ]
        unequal = next((f.field_path for f in self.filters if f.op_string in ("<", "<=", ">", ">=")), None)
        if by := self.order or unequal:
            found = [(path, document) for path, document in found if dig(document.fields, by) is not MISSING]
            found.sort(key=lambda one: dig(one[1].fields, by))
        some = found[: self.most]
        return [Snapshot(Reference(self.client, path), document, now, self.fields) for path, document in some]

    def __str__(self) -> str:
        return " ".join([self.path, *(f"{f.field_path}{f.op_string}{f.value}" for f in self.filters)])


@dataclass(frozen=True)
class Count:
    """As an aggregation query that counts."""

    query: Query

    def get(self) -> list[list[Counted]]:
        found = self.query.client.wire(f"count {self.query}", self.query._found, writes=False)
        return [[Counted(len(found))]]


@dataclass(frozen=True)
class Counted:
    value: int


def _set(reference: Reference, fields: Mapping[str, Any], merge: bool) -> Write:
    return Write("merge", reference.path, leaves(fields)) if merge else Write("set", reference.path, fields)


def _copy(value: Any) -> Any:
    if type(value) is dict:
        return {name: _copy(inner) if type(inner) in NESTED else inner for name, inner in value.items()}
    if type(value) is list:
        return [_copy(inner) for inner in value]
    return value


def _refuse_overlaps(write: Write) -> None:
    if write.kind == "update":
        for path in write.fields:
            parts = path.split(".")
            if any(".".join(parts[:n]) in write.fields for n in range(1, len(parts))):
                raise ValueError(f"{path} and what it is part of are both in one update")

"""Documents of the Firestore emulator over REST, past the rules: for parts of the stack that look after some."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from emulator import web

_OWNER = {"Authorization": "Bearer owner"}  # the emulator lets this token past the rules, as a server
_CHANGED = ("NOT_FOUND", "FAILED_PRECONDITION", "ABORTED")


@dataclass(frozen=True)
class Stored:
    """A document as it was read."""

    name: str
    fields: dict[str, Any]
    update_time: str


class Documents:
    """One collection. Values are None, bool, int, float, str, datetime, list and dict."""

    def __init__(self, address: str, project: str, collection: str) -> None:
        self._root = f"projects/{project}/databases/(default)/documents"
        self._http = f"http://{address}/v1/{self._root}"
        self._url = f"{self._http}/{collection}"
        self._collection = collection

    def all(self, field: str) -> Iterator[Stored]:
        """Every document, with no more than this field. Raises web.HttpError."""
        token = ""
        while True:
            query = f"pageSize=300&mask.fieldPaths={field}&pageToken={token}"
            page = web.call("GET", f"{self._url}?{query}", headers=_OWNER)
            yield from map(_stored, page.get("documents", []))
            token = page.get("nextPageToken", "")
            if not token:
                return

    def get(self, name: str) -> Stored:
        """One document. Raises web.HttpError."""
        return _stored(web.call("GET", f"{self._url}/{name}", headers=_OWNER))

    def put(self, name: str, field: str, value: Any, unchanged_since: str | None = None) -> bool:
        """Write one field of a document; False when that is gone, or changed since. Raises web.HttpError."""
        write = {
            "update": {"name": f"{self._root}/{self._collection}/{name}", "fields": {field: _to_wire(value)}},
            "updateMask": {"fieldPaths": [field]},
            "currentDocument": {"updateTime": unchanged_since} if unchanged_since else {"exists": True},
        }
        try:
            # not PATCH: the emulator takes an update time in a query for 0
            web.call("POST", f"{self._http}:commit", {"writes": [write]}, _OWNER)
        except web.HttpError as error:
            if any(f'"{status}"' in error.body for status in _CHANGED):
                return False
            raise
        return True


def _stored(document: Mapping[str, Any]) -> Stored:
    fields = {key: _from_wire(value) for key, value in document.get("fields", {}).items()}
    return Stored(document["name"].rpartition("/")[2], fields, document["updateTime"])


def _from_wire(value: Mapping[str, Any]) -> Any:
    ((kind, given),) = value.items()
    match kind:
        case "nullValue":
            return None
        case "integerValue":
            return int(given)
        case "doubleValue":
            return float(given)
        case "timestampValue":
            return datetime.fromisoformat(given)
        case "bytesValue":
            return base64.b64decode(given)
        case "arrayValue":
            return [_from_wire(one) for one in given.get("values", [])]
        case "mapValue":
            return {key: _from_wire(one) for key, one in given.get("fields", {}).items()}
    return given


def _to_wire(value: Any) -> dict[str, Any]:
    match value:
        case None:
            return {"nullValue": None}
        case bool():
            return {"booleanValue": value}
        case int():
            return {"integerValue": str(value)}
        case float():
            return {"doubleValue": value}
        case datetime():
            return {"timestampValue": value.astimezone(UTC).isoformat().replace("+00:00", "Z")}
        case list():
            return {"arrayValue": {"values": [_to_wire(one) for one in value]}}
        case dict():
            return {"mapValue": {"fields": {key: _to_wire(one) for key, one in value.items()}}}
    return {"stringValue": str(value)}

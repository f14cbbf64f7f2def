"""A person at the API. Every answer is held against the OpenAPI document: status, content type, schema, code."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import jsonschema  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Reply:
    """An answer, read."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def problem(self) -> tuple[int, str]:
        """Status and code of a problem document; fails on one without a sentence."""
        assert re.match(r"[“A-Z].+\.$", self.json["detail"]), self.json["detail"]
        return self.status, self.json["code"]


class Send(Protocol):
    """Sends a request and returns its answer; redirects are not followed."""

    def __call__(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, query: Mapping[str, Any]
    ) -> Reply: ...


class Described:
    """The OpenAPI document, as a judge of answers."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def operations(self) -> list[tuple[str, str, dict[str, Any]]]:
        """(method, path, operation) of each documented call."""
        return [(m.upper(), path, o) for path, item in self.document["paths"].items() for m, o in item.items()]

    def find(self, method: str, path: str) -> dict[str, Any] | None:
        """The operation that a request means; literal paths win over patterns."""
        for known in sorted(self.document["paths"], key=lambda p: p.count("{")):
            pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(known))
            if re.fullmatch(pattern, path) and method.lower() in self.document["paths"][known]:
                operation: dict[str, Any] = self.document["paths"][known][method.lower()]
                return operation
        return None

    def judge(self, method: str, path: str, reply: Reply) -> None:
        """Fail unless the answer is one that the document promises."""
        operation = self.find(method, path)
        if operation is None:
            assert reply.json["code"] in ("not_found", "method_not_allowed"), f"{method} {path}: {reply}"
            return
        promised = operation["responses"].get(str(reply.status))
        assert promised, f"{method} {path} answers {reply.status}, which is not documented: {reply.body!r}"
        if "content" not in promised:
            assert reply.body == b""
            return
        kind = reply.headers["Content-Type"].partition(";")[0]
        assert kind in promised["content"], f"{method} {path} answers {kind}"
        if not kind.endswith("json"):
            return
        schema = {**promised["content"][kind].get("schema", {}), "components": self.document["components"]}
        jsonschema.Draft202012Validator(schema).validate(reply.json)  # test_description judges the schemas


class Person:
    """Calls the API with a token (or none)."""

    def __init__(self, send: Send, described: Described, headers: Mapping[str, str], uid: str = "") -> None:
        self._send = send
        self._described = described
        self.headers = headers
        self.uid = uid

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Reply:
        """`body` is sent as JSON, or as it is when it is bytes."""
        sent = dict(self.headers)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        reply = self._send(method, path, {**sent, **(headers or {})}, body, query or {})
        self._described.judge(method, path, reply)
        return reply

    def get(self, path: str, **query: Any) -> Reply:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **query: Any) -> Reply:
        return self.call("POST", path, body, query=query, headers={"Idempotency-Key": key} if key else {})

    def patch(self, path: str, body: Any) -> Reply:
        return self.call("PATCH", path, body)

    def delete(self, path: str) -> Reply:
        return self.call("DELETE", path)

    def collection(self, name: str = "Spring") -> str:
        """The path of a new collection."""
        reply = self.post("/api/collections", {"name": name})
        assert reply.status == 201
        return f"/api/collections/{reply.json['collection_id']}"

    def upload(
        self, collection: str, *files: tuple[str, bytes], type: str = "linesheet", process: bool = False, **form: str
    ) -> Reply:
        """Upload files as a form."""
        kind, body = multipart({"type": type, **form}, files)
        query = {} if process else {"process": "false"}
        path = f"{collection}/documents"
        return self.call("POST", path, body, headers={"Content-Type": kind}, query=query)


def multipart(fields: Mapping[str, str], files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Content type and body of a form."""
    out = io.BytesIO()
    for name, value in fields.items():
        out.write(f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for filename, content in files:
        quoted = filename.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "%0D").replace("\n", "%0A")
        out.write(f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'.encode())
        out.write(b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    out.write(b"--edge--\r\n")
    return "multipart/form-data; boundary=edge", out.getvalue()


Sign = Callable[[str], Person]

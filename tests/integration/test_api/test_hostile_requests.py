"""Requests made to break something: they are refused in our own words, and links open what they name, for reading."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import requests

from tests.integration.test_api.client import Person, multipart
from tests.integration.test_api.files import pdf

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"[" * 100_000, (400, "bad_json")),
        (b'{"name":' * 50_000 + b"1" + b"}" * 50_000, (400, "bad_json")),
        (b'{"name": ' + b"9" * 5000 + b"}", (400, "bad_json")),
        (b'{"name": NaN}', (422, "invalid_request")),
        (rb'{"name": "\ud800"}', (422, "invalid_request")),
        (rb'{"name": "a\u0000b"}', (422, "invalid_request")),
        (b'{"name": "\xff"}', (400, "bad_json")),
        (b'{"name": "' + b"a" * 1_000_000 + b'"}', (422, "invalid_request")),
        (b'{"name": "Spring", "owner_uid": "ben"}', (422, "invalid_request")),
        (b'{"name": "Spring", "__proto__": {"owner_uid": "ben"}}', (422, "invalid_request")),
        (b'[{"name": "Spring"}]', (422, "invalid_request")),
    ],
)
def test_bodies(ana: Person, body: bytes, problem: tuple[int, str]) -> None:
    assert ana.call("POST", "/api/collections", body, headers=JSON).problem == problem
    assert ana.get("/api/collections").json["collections"] == []


def test_forms_of_very_many_parts(ana: Person, collection: str) -> None:
    kind, body = multipart({f"f{n}": "x" for n in range(2000)}, [("a.pdf", pdf())])
    refused = ana.call("POST", f"{collection}/documents", body, headers={"Content-Type": kind})
    assert refused.problem == (413, "request_too_large")
    kind, body = multipart({"type": "x" * 1_000_000}, [("a.pdf", pdf())])
    refused = ana.call("POST", f"{collection}/documents", body, headers={"Content-Type": kind})
    assert refused.problem == (413, "request_too_large")
    assert ana.get(f"{collection}/documents").json["documents"] == []


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-User"])
def test_headers_that_some_servers_obey(ana: Person, ben: Person, collection: str, header: str) -> None:
    value = {"X-HTTP-Method-Override": "DELETE", "X-Forwarded-User": ana.uid}.get(header, collection)
    reply = ben.call("GET", collection, headers={header: value})
    assert reply.problem == (404, "collection_not_found")
    assert ana.get(collection).status == 200


def test_a_link_opens_one_file_for_reading(ana: Person, collection: str) -> None:
    documents = ana.upload(collection, ("a.pdf", pdf()), ("b.pdf", pdf("Other"))).json["documents"]
    first, second = (
        ana.get(f"{collection}/documents/{document['document_id']}/pages/1.png").headers["Location"]
        for document in documents
    )
    assert get(first) == 200
    assert get(first.replace(urlsplit(first).path, urlsplit(second).path)) == 403, "another file"
    assert get(first.partition("?")[0]) == 403, "no signature"
    assert get(first.replace("X-Goog-Expires=900", "X-Goog-Expires=90000")) == 403, "for longer"
    for method in ("PUT", "DELETE"):
        assert get(first, method) == 403, method
    assert get(first) == 200


def get(url: str, method: str = "GET") -> int:
    """The status of an answer to a browser of the page."""
    with requests.Session() as session:
        session.trust_env = False
        return session.request(
            method, url, data=b"mine", headers={"Origin": "http://x.example"}, timeout=10
        ).status_code

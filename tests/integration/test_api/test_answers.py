"""In which form answers come: compressed or not, a redirect or a link."""

from __future__ import annotations

import gc
import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from functions.services import Services
from shared.cloud.config import settings
from tests.integration.test_api.client import Described, Person, Reply, Send
from tests.integration.test_api.files import pdf

PAGE = "image/avif,image/webp,image/apng,image/*,*/*;q=0.8"  # what a browser sends for an <img>


def fetched(url: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url)


@pytest.fixture
def page(ana: Person, collection: str) -> str:
    """The path of a page's picture."""
    (document,) = ana.upload(collection, ("a.pdf", pdf())).json["documents"]
    return f"{collection}/documents/{document['document_id']}/pages/1.png"


def asked(ana: Person, path: str, accept: str) -> Reply:
    return ana.call("GET", path, headers={"Accept": accept})


@pytest.mark.parametrize(
    "accept",
    ["application/json", "application/json, text/plain, */*", "text/html;q=0.9, Application/JSON; charset=utf-8"],
)
def test_a_page_that_asks_for_json_is_told_the_url(ana: Person, page: str, accept: str) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    reply = asked(ana, page, accept)
    assert (reply.status, set(reply.json)) == (200, {"url", "expires_at"})
    assert fetched(reply.json["url"]).headers["Content-Type"] == "image/png"
    assert "Location" not in reply.headers
    expires_at = datetime.fromisoformat(reply.json["expires_at"])
    good_for = timedelta(seconds=settings().signed_url_seconds)
    assert before + good_for <= expires_at <= signed_until(reply.json["url"])
    assert signed_until(reply.json["url"]) - expires_at < timedelta(seconds=5)


def signed_until(url: str) -> datetime:
    """What the signature itself says."""
    query = parse_qs(urlsplit(url).query)
    signed = datetime.strptime(query["X-Goog-Date"][0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return signed + timedelta(seconds=int(query["X-Goog-Expires"][0]))


@pytest.mark.parametrize("accept", ["*/*", "", PAGE, "application/*", "application/json;q=0, */*"])
def test_all_others_are_sent_there(ana: Person, page: str, accept: str) -> None:
    reply = asked(ana, page, accept)
    assert (reply.status, reply.body) == (302, b"")
    assert fetched(reply.headers["Location"]).headers["Content-Type"] == "image/png"


def test_neither_is_kept_for_the_next_person(ana: Person, page: str) -> None:
    for accept in ("*/*", "application/json"):
        headers = asked(ana, page, accept).headers
        assert headers["Cache-Control"] == "private, max-age=60"
        assert headers["Vary"] == "Accept, Authorization"


def test_errors_are_the_same_in_both_forms(ana: Person, page: str) -> None:
    missing = page.replace("1.png", "9.png")
    assert asked(ana, missing, "application/json").problem == (404, "page_not_found")
    assert asked(ana, missing, "*/*").problem == (404, "page_not_found")


def test_each_call_that_redirects_promises_both(described: Described) -> None:
    redirecting = {path: o["responses"] for _, path, o in described.operations() if "302" in o["responses"]}
    assert {path.rpartition("/")[2] for path in redirecting} == {"{page}.png", "{image_id}", "{name}", "logo"}
    for responses in redirecting.values():
        schema: Any = responses["200"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Link"}


def test_long_answers_are_compressed_for_who_takes_them(send: Send) -> None:
    whole = send("GET", "/api/openapi.json", {}, None, {})
    small = send("GET", "/api/openapi.json", {"Accept-Encoding": "gzip, deflate"}, None, {})
    assert "Content-Encoding" not in whole.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(small.body)) == whole.json
    assert len(small.body) < len(whole.body) / 5


def test_what_the_start_loads_is_not_looked_through_in_the_middle_of_an_answer(app: Flask) -> None:
    assert gc.get_freeze_count() > 100_000


def test_a_long_list_comes_whole_through_the_running_api(ana_at_stack: Person, services: Services) -> None:
    ana, collection = ana_at_stack, ana_at_stack.collection()
    (document,) = ana.upload(collection, ("a.pdf", pdf())).json["documents"]
    rows = f"{collection.removeprefix('/api/')}/documents/{document['document_id']}/structured_products"
    source = {"document_id": document["document_id"], "page": 1, "bbox": [0, 0, 1, 1]}
    batch = services.store.db.batch()
    for position in range(1, 361):
        fields = {"name": f"Shirt {position}", "position": position, "confidence": 0.9, "source": source}
        batch.set(services.store.db.document(f"{rows}/p{position:03d}"), fields)
    batch.commit()
    reply = ana.get(f"{collection}/products", page_size=1000)
    assert reply.headers["Content-Encoding"] == "gzip"
    assert [row["product_id"] for row in reply.json["products"]] == [f"p{position:03d}" for position in range(1, 361)]
    assert reply.json["next_page_token"] is None
    assert ana.get(f"{collection}/products", page_size=1001).problem == (422, "invalid_request")

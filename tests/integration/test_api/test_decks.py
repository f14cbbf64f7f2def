"""Decks with the real workers: made, listed, fetched, deleted; logos; what deleting a collection takes along."""

from __future__ import annotations

import io
import time
from typing import Any

import pptx
import pymupdf
import pytest
import requests
from PIL import Image

from functions.services import Services
from shared.collections.deck.models import DeckLook
from shared.collections.refusals import NotReady
from shared.collections.repository import Repository
from tests.data.decks import photo, product
from tests.integration.test_api.client import Person, Reply, multipart
from tests.integration.test_api.files import pdf

LONGEST_RUN = 60.0
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><rect width="200" height="50" fill="#123"/></svg>'
)


def filled(ana: Person, collection: str, services: Services, count: int = 5) -> None:
    """Give a collection products with pictures, one of which is lost."""
    document = ana.upload(collection, ("spring.pdf", pdf()), process=False).json["documents"][0]["document_id"]
    path = collection.removeprefix("/api/")
    for number in range(count):
        picture = f"{path}/images/run/{number}.jpg"
        row = product(number, picture=picture, source={"document_id": document, "page": 1, "bbox": (0, 0, 9, 9)})
        del row["id"]
        services.store.db.document(f"{path}/documents/{document}/structured_products/p{number}").set(row)
        if number:
            services.artifacts.upload(picture, photo(number), "image/jpeg")


def made(ana: Person, collection: str, services: Services, **look: Any) -> str:
    """Make a deck; its id."""
    path = collection.removeprefix("/api/")
    whole = repository_of(services).get(path.rpartition("/")[2], ana.uid)
    job = repository_of(services).deck_job(whole, DeckLook(**look))
    task_id = services.jobs.start("deck_generation", path, ana.uid, job)
    deadline = time.monotonic() + LONGEST_RUN
    while (status := ana.get(f"{collection}/processing-status").json["deck_generation"])["status"] == "processing":
        assert time.monotonic() < deadline, status
        time.sleep(0.1)
    assert status["status"] == "completed", status
    assert status["progress"] == {"phase": 6, "total_phases": 6, "percentage": 100}
    assert [warning["code"] for warning in status["warnings"]] == ["picture_missing"]
    return task_id


def repository_of(services: Services) -> Repository:
    return Repository(services.store.db)


def form(person: Person, path: str, content: bytes, name: str = "logo.png") -> Reply:
    """PUT a file as a form."""
    kind, body = multipart({}, [(name, content)])
    return person.call("PUT", path, body, headers={"Content-Type": kind})


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (10, 20, 30, 128)).save(out, "PNG")
    return out.getvalue()


def test_decks_are_made_kept_and_deleted(ana_at_stack: Person, services: Services) -> None:
    ana, collection = ana_at_stack, ana_at_stack.collection()
    filled(ana, collection, services)
    assert form(ana, f"{collection}/logo", png()).status == 200
    first = made(ana, collection, services)
    second = made(ana, collection, services, per_page=1, title="Für Ana: große Größen")
    services.sweeper.sweep()
    assert ana.get(collection).json["stale"]["deck_generation"] is False
    changed = ana.patch(collection, {"deck_settings": {"per_page": 2}}).json
    assert changed["stale_reasons"]["deck_generation"] == ["settings_changed"]

    listed = ana.get(f"{collection}/decks").json["decks"]
    assert [(d["deck_id"], d["page_count"], d["card_count"]) for d in listed] == [(second, 6, 5), (first, 3, 5)]
    page = ana.get(f"{collection}/decks", page_size=1).json
    assert [d["deck_id"] for d in page["decks"]] == [second]
    assert [
        d["deck_id"]
        for d in ana.get(f"{collection}/decks", page_size=1, page_token=page["next_page_token"]).json["decks"]
    ] == [first]

    for deck_id, pages in ((first, 3), (second, 6)):  # the later one leaves the files of the earlier one alone
        files = f"{collection}/decks/{deck_id}/files"
        assert len(pptx.Presentation(io.BytesIO(fetched(ana, f"{files}/deck.pptx").content)).slides) == pages
        assert len(pymupdf.open(stream=fetched(ana, f"{files}/deck.pdf").content)) == pages
        with Image.open(io.BytesIO(fetched(ana, f"{files}/page-{pages:03d}.png").content)) as preview:
            assert preview.size == (1200, 675)
        assert ana.get(f"{files}/page-{pages + 1:03d}.png").problem == (404, "file_not_found")
    offered = fetched(ana, f"{collection}/decks/{second}/files/deck.pdf").headers["Content-Disposition"]
    assert offered == 'attachment; filename="Fur_Ana_groe_Groen.pdf"'

    assert ana.delete(f"{collection}/decks/{first}").status == 204
    assert ana.delete(f"{collection}/decks/{first}").problem == (404, "deck_not_found")
    assert ana.get(f"{collection}/decks/{first}/files/deck.pdf").problem == (404, "deck_not_found")
    path = collection.removeprefix("/api/")
    assert not list(services.artifacts.bucket.list_blobs(prefix=f"{path}/decks/{first}/"))
    assert fetched(ana, f"{collection}/decks/{second}/files/deck.pdf").status_code == 200

    assert ana.delete(collection).status == 204
    assert not list(services.artifacts.bucket.list_blobs(prefix=f"{path}/"))
    assert not list(services.store.db.collection(f"{path}/decks").list_documents())


def fetched(person: Person, path: str) -> requests.Response:
    """What a redirect leads to."""
    reply = person.get(path)
    assert reply.status == 302
    with requests.Session() as session:
        session.trust_env = False
        return session.get(reply.headers["Location"])


def test_strangers_see_no_decks(ana: Person, ben: Person, collection: str) -> None:
    assert ben.get(f"{collection}/decks").problem == (404, "collection_not_found")
    assert form(ben, f"{collection}/logo", png()).problem == (404, "collection_not_found")
    assert ana.get(f"{collection}/decks").json == {"decks": [], "next_page_token": None}
    assert ana.get(f"{collection}/decks/none/files/deck.pdf").problem == (404, "deck_not_found")


def test_a_logo_is_put_replaced_and_deleted(ana: Person, collection: str, services: Services) -> None:
    assert ana.get(f"{collection}/logo").problem == (404, "logo_not_found")
    settings = form(ana, f"{collection}/logo", png()).json
    assert settings["logo_path"].startswith(collection.removeprefix("/api/") + "/logo/")
    assert form(ana, f"{collection}/logo", SVG, "logo.svg").json["logo_path"] != settings["logo_path"]
    assert len(list(services.artifacts.bucket.list_blobs(prefix=f"{collection.removeprefix('/api/')}/logo/"))) == 1
    assert ana.get(f"{collection}/logo").status == 302
    assert ana.delete(f"{collection}/logo").status == 204
    assert ana.delete(f"{collection}/logo").problem == (404, "logo_not_found")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", (422, "empty_file")),
        (b"%PDF-1.7 no logo", (415, "unsupported_type")),
        (png()[:60], (422, "logo_unreadable")),
        (b"<svg>", (422, "logo_unreadable")),
        (b"\x89PNG\r\n\x1a\n" + bytes(5 * 1024 * 1024), (413, "too_large")),
    ],
    ids=["empty", "pdf", "cut off", "broken svg", "too large"],
)
def test_a_bad_logo_is_refused(ana: Person, collection: str, content: bytes, problem: tuple[int, str]) -> None:
    assert form(ana, f"{collection}/logo", content).problem == problem
    assert ana.get(f"{collection}/logo").problem == (404, "logo_not_found")


def test_a_logo_must_be_a_file(ana: Person, collection: str) -> None:
    assert ana.call("PUT", f"{collection}/logo", {"file": "x"}).problem == (415, "unsupported_media_type")
    body = b"file=x"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    assert ana.call("PUT", f"{collection}/logo", body, headers=headers).problem == (422, "invalid_request")


def test_deck_settings_are_changed_field_by_field(ana: Person, collection: str) -> None:
    assert ana.patch(collection, {"deck_settings": {"per_page": 9, "subtitle": "Old"}}).status == 200
    changed = ana.patch(collection, {"name": "Autumn", "deck_settings": {"subtitle": None, "color": "#AA3300"}}).json
    assert (changed["name"], changed["deck_settings"]) == ("Autumn", {"per_page": 9, "color": "#AA3300"})
    for wrong in ({"per_page": 5}, {"logo_path": "collections/x/logo/y.png"}, {"color": "red"}):
        reply = ana.patch(collection, {"deck_settings": wrong})
        assert reply.problem == (422, "invalid_request")
        assert [e["field"] for e in reply.json["errors"]] == [f"deck_settings.{next(iter(wrong))}"]
    assert ana.patch(collection, {}).problem == (422, "invalid_request")


def test_a_deck_needs_something_to_show_and_shows_no_logo_of_others(
    ana: Person, collection: str, services: Services
) -> None:
    repository, name = repository_of(services), collection.rpartition("/")[2]
    with pytest.raises(NotReady) as refused:
        repository.deck_job(repository.get(name, ana.uid))
    assert refused.value.code == "no_items"

    filled(ana, collection, services, 1)
    services.store.db.document(f"collections/{name}").update(
        {"deck_settings": {"logo_path": "collections/x/logo/a.png"}}
    )
    repository.change_deck_settings(repository.get(name, ana.uid), DeckLook(per_page=9, title="Ours"))
    job = repository.deck_job(repository.get(name, ana.uid), DeckLook(title="Theirs"))
    assert (job.logo, job.content, job.settings.per_page, job.settings.title) == (None, "products", 9, "Theirs")
    assert list(job.documents.values()) == ["spring.pdf"]

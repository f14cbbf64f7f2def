"""Uploading and deleting documents, and each bad file with its code and sentence: nothing is lost by it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
import requests

from emulator.config import ROOT
from functions.services import Services
from shared.collections import inspection
from shared.collections.repository import Repository
from tests.data.workbooks import photo
from tests.integration.test_api.client import Person, Reply
from tests.integration.test_api.files import cyclic_pdf, encrypted_pdf, long_pdf, pdf, truncated_pdf

EDGE = ROOT.parent / "shared" / "data" / "edge"


def documents(person: Person, collection: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = person.get(f"{collection}/documents").json["documents"]
    return found


def stored(services: Services, collection: str) -> list[str]:
    prefix = collection.removeprefix("/api/")
    return [blob.name.removeprefix(prefix) for blob in services.artifacts.bucket.list_blobs(prefix=prefix)]


def fetch(url: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url)


def test_an_upload_is_counted_hashed_and_judged_by_content(ana: Person, collection: str, services: Services) -> None:
    content = pdf(pages=3)
    reply = ana.upload(collection, ("linesheet.txt", content))
    assert reply.status == 201
    (document,) = reply.json["documents"]
    assert document["sha256"] == hashlib.sha256(content).hexdigest()
    assert (document["size_bytes"], document["content_type"]) == (len(content), "application/pdf")
    assert (document["page_count"], document["problem"], document["filename"]) == (3, None, "linesheet.txt")
    assert documents(ana, collection) == [document]
    assert ana.get(f"{collection}/documents/{document['document_id']}").json == document
    blob = services.artifacts.bucket.blob(document["storage_path"])
    assert blob.download_as_bytes() == content


def test_several_files_keep_their_order(ana: Person, collection: str) -> None:
    ana.upload(collection, *[(f"{name}.pdf", pdf(name)) for name in "cab"])
    ana.upload(collection, ("po.csv", b"sku,qty\n007,3\n"), type="purchase_order")
    found = documents(ana, collection)
    assert [d["filename"] for d in found] == ["c.pdf", "a.pdf", "b.pdf", "po.csv"]
    assert [d["type"] for d in found] == ["linesheet"] * 3 + ["purchase_order"]


@pytest.mark.parametrize(
    ("given", "shown", "path"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ana\\Été 27.pdf", "Été 27.pdf", "Ete_27.pdf"),
        ("E\u0301te\u0301.pdf", "Été.pdf", "Ete.pdf"),
        ("..", "document", "document"),
        (".hidden.pdf", ".hidden.pdf", "hidden.pdf"),
        ("春夏 目录.pdf", "春夏 目录.pdf", "document.pdf"),
        ("a\tb\x01\u202ec.pdf", "abc.pdf", "abc.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf", "x" * 116 + ".pdf"),
        ("what? 50% #1 & more;.pdf", "what? 50% #1 & more;.pdf", "what_50_1_more.pdf"),
    ],
)
def test_names_are_shown_as_given_and_stored_safely(
    ana: Person, collection: str, services: Services, given: str, shown: str, path: str
) -> None:
    (document,) = ana.upload(collection, (given, pdf())).json["documents"]
    assert document["filename"] == shown
    assert stored(services, collection) == [f"/documents/{document['document_id']}/{path}"]
    page = ana.get(f"{collection}/documents/{document['document_id']}/pages/1.png")
    assert fetch(page.headers["Location"]).content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "type", "answer", "sentence"),
    [
        (b"", "linesheet", (422, "empty_file"), "“bad.pdf” is empty. Export it again and upload the new file."),
        (
            b"<html>",
            "linesheet",
            (415, "unsupported_type"),
            "“bad.pdf” is not a PDF, an Excel workbook, a CSV file or a picture (JPEG, PNG, TIFF). Export",
        ),
        (
            b"3 coats, please\n",
            "purchase_order",
            (415, "unsupported_type"),
            "“bad.pdf” is not a PDF, an Excel workbook",
        ),
        (b"MZ\x90\0\x03", "purchase_order", (415, "unsupported_type"), "“bad.pdf” is not a PDF, an Excel workbook"),
    ],
)
def test_a_refused_file_refuses_the_request_and_nothing_is_stored(
    ana: Person,
    collection: str,
    services: Services,
    content: bytes,
    type: str,
    answer: tuple[int, str],
    sentence: str,
) -> None:
    before = ana.upload(collection, ("kept.pdf", pdf())).json["documents"]
    files = stored(services, collection)
    reply = ana.upload(collection, ("good.pdf", pdf()), ("bad.pdf", content), type=type)
    assert reply.problem == answer
    assert reply.json["detail"].startswith(sentence)
    assert reply.json["filename"] == "bad.pdf"
    assert documents(ana, collection) == before
    assert stored(services, collection) == files


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (encrypted_pdf, "encrypted_pdf"),
        (truncated_pdf, "damaged_pdf"),
        (cyclic_pdf, "damaged_pdf"),
        (long_pdf, "too_many_pages"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_kept_with_its_problem(
    ana: Person, collection: str, make: object, code: str
) -> None:
    assert callable(make)
    (document,) = ana.upload(collection, ("bad.pdf", make())).json["documents"]
    assert (document["page_count"], document["problem"]["code"]) == (None, code)
    assert document["problem"]["message"].endswith(".")
    page = ana.get(f"{collection}/documents/{document['document_id']}/pages/1.png")
    assert page.problem == (422, "not_rendered")
    assert page.json["detail"] == document["problem"]["message"]


@pytest.mark.skipif(not EDGE.is_dir(), reason="../shared/data is absent")
@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("encrypted_camelot.pdf", "encrypted_pdf"),
        ("encrypted_pdfplumber.pdf", "encrypted_pdf"),
        ("poppler-742-0-fuzzed.pdf", "damaged_pdf"),
        ("Pages-tree-refs.pdf", "damaged_pdf"),
        ("empty.pdf", (422, "empty_file")),
        ("avon_not_a_pdf.pdf", (415, "unsupported_type")),
        ("issue16263.pdf", None),
    ],
)
def test_real_bad_files(ana: Person, collection: str, name: str, outcome: object) -> None:
    reply = ana.upload(collection, (name, (EDGE / name).read_bytes()))
    if isinstance(outcome, tuple):
        assert reply.problem == outcome
    else:
        problem = reply.json["documents"][0]["problem"]
        assert (problem and problem["code"]) == outcome


def test_a_file_that_hangs_the_reader_is_kept_and_said_so(
    ana: Person, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "INSPECT_SECONDS", -1.0)  # no file of that length is read that fast
    (document,) = ana.upload(collection, ("slow.csv", b"style,name,price\n" * 15_000)).json["documents"]
    assert (document["page_count"], document["problem"]["code"]) == (None, "document_hangs")


@pytest.mark.parametrize(
    ("form", "files", "fields"),
    [
        ({"type": "linesheet"}, 0, ["file"]),
        ({"type": "lookbook"}, 1, ["type"]),
        ({"type": "linesheet", "proces": "false"}, 1, ["proces"]),
        ({"type": "linesheet"}, 21, ["file"]),
    ],
)
def test_a_wrong_form_is_named(
    ana: Person, collection: str, form: dict[str, Any], files: int, fields: list[str]
) -> None:
    reply = ana.upload(collection, *[("a.pdf", pdf())] * files, **form)
    assert reply.problem == (422, "invalid_request")
    assert [error["field"] for error in reply.json["errors"]] == fields
    assert documents(ana, collection) == []


def test_an_upload_is_a_form_or_an_announcement(ana: Person, collection: str) -> None:
    reply = ana.call("POST", f"{collection}/documents", pdf(), headers={"Content-Type": "application/pdf"})
    assert reply.problem == (415, "unsupported_media_type")


# ---- large files


def announce(person: Person, collection: str, size: int, name: str = "Große Liste.pdf") -> Reply:
    body = {"type": "linesheet", "filename": name, "size_bytes": size, "content_type": "application/pdf"}
    return person.post(f"{collection}/documents", body)


def put(upload: dict[str, Any], content: bytes, **headers: str) -> int:
    with requests.Session() as session:
        session.trust_env = False
        given = {**upload["headers"], **headers}
        return session.put(upload["upload_url"], data=content, headers=given).status_code


def test_a_large_file_goes_straight_to_storage_and_is_registered_once(
    ana: Person, collection: str, services: Services
) -> None:
    content = pdf(pages=2)
    upload = announce(ana, collection, len(content)).json["upload"]
    assert documents(ana, collection) == []
    early = ana.post(upload["register_url"], process="false")
    assert early.problem == (409, "upload_incomplete")
    assert put(upload, content) == 200
    first = ana.post(upload["register_url"], process="false").json["documents"]
    assert ana.post(upload["register_url"], process="false").json["documents"][0]["sha256"] == first[0]["sha256"]
    assert first[0]["sha256"] == hashlib.sha256(content).hexdigest()
    assert (first[0]["filename"], first[0]["page_count"]) == ("Große Liste.pdf", 2)
    assert len(documents(ana, collection)) == len(stored(services, collection)) == 1


def test_a_large_file_can_come_in_chunks(ana: Person, collection: str) -> None:
    content = pdf() + b"\n" * (300 * 1024)
    upload = announce(ana, collection, len(content)).json["upload"]
    half = 256 * 1024
    assert put(upload, content[:half], **{"Content-Range": f"bytes 0-{half - 1}/{len(content)}"}) == 308
    last = {"Content-Range": f"bytes {half}-{len(content) - 1}/{len(content)}"}
    assert put(upload, content[half:], **last) == 200
    reply = ana.post(upload["register_url"], process="false")
    assert reply.json["documents"][0]["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("announced", "content", "answer"),
    [
        (5, b"%PDF-1.7 longer than announced", (409, "upload_incomplete")),
        (6, b"<html>", (415, "unsupported_type")),
    ],
)
def test_a_file_that_is_not_as_announced_is_deleted(
    ana: Person, collection: str, services: Services, announced: int, content: bytes, answer: tuple[int, str]
) -> None:
    upload = announce(ana, collection, announced).json["upload"]
    put(upload, content)
    assert ana.post(upload["register_url"]).problem == answer
    assert stored(services, collection) == []
    assert ana.post(upload["register_url"]).problem == (404, "document_not_found")


@pytest.mark.parametrize(("size", "answer"), [(0, (422, "empty_file")), (200 * 1024**2 + 1, (413, "too_large"))])
def test_sizes_are_judged_before_anything_is_sent(
    ana: Person, collection: str, size: int, answer: tuple[int, str]
) -> None:
    reply = announce(ana, collection, size)
    assert reply.problem == answer
    assert "“Große Liste.pdf”" in reply.json["detail"]


# ---- deleting


def test_deleting_a_document_takes_its_products_and_files(ana: Person, collection: str, services: Services) -> None:
    kept, gone = (
        d["document_id"] for d in ana.upload(collection, ("a.pdf", pdf()), ("b.pdf", pdf())).json["documents"]
    )
    path = collection.removeprefix("/api/")
    for document in (kept, gone):
        row = f"{path}/documents/{document}/structured_products/p-{document}"
        services.store.db.document(row).set({"name": "x"})
        assert ana.get(f"{collection}/documents/{document}/pages/1.png").status == 302
    assert ana.delete(f"{collection}/documents/{gone}").status == 204
    assert [d["document_id"] for d in documents(ana, collection)] == [kept]
    assert stored(services, collection) == [f"/documents/{kept}/a.pdf", f"/pages/{kept}/1.png"]
    products = services.store.db.collection_group("structured_products").stream()
    assert [snapshot.id for snapshot in products] == [f"p-{kept}"]
    assert ana.delete(f"{collection}/documents/{gone}").problem == (404, "document_not_found")


def test_a_document_in_use_is_not_deleted(ana: Person, collection: str) -> None:
    (used,) = ana.upload(collection, ("a.pdf", pdf())).json["documents"]
    task_id = ana.post(f"{collection}/documents/process").json["task_id"]
    (later,) = ana.upload(collection, ("b.pdf", pdf())).json["documents"]

    refused = ana.delete(f"{collection}/documents/{used['document_id']}")
    assert refused.problem == (409, "document_in_use")
    assert refused.json["task_id"] == task_id
    assert "“a.pdf”" in refused.json["detail"]
    assert ana.delete(f"{collection}/documents/{later['document_id']}").status == 204
    ana.post(f"{collection}/documents/process/cancel")
    assert ana.delete(f"{collection}/documents/{used['document_id']}").status == 204


def test_a_start_that_comes_between_looking_and_deleting_is_seen(
    ana: Person, collection: str, services: Services
) -> None:
    """The deletion names the collection as it was read; a start changes it."""
    (document,) = ana.upload(collection, ("a.pdf", pdf())).json["documents"]

    class Slow(Repository):
        def _refuse_in_use(self, *given: object) -> None:
            super()._refuse_in_use(*given)  # type: ignore[arg-type]
            if not started:
                started.append(ana.post(f"{collection}/documents/process").status)

    started: list[int] = []
    with pytest.raises(Exception, match="is being processed"):
        Slow(services.store.db).remove(collection.rpartition("/")[2], ana.uid, document["document_id"])
    assert started == [202]
    assert len(documents(ana, collection)) == 1


# ---- pages


def test_a_page_is_rendered_once_and_served_by_a_signed_url(ana: Person, collection: str, services: Services) -> None:
    (document,) = ana.upload(collection, ("a.pdf", pdf(pages=2))).json["documents"]
    base = f"{collection}/documents/{document['document_id']}/pages"
    first, again = ana.get(f"{base}/2.png"), ana.get(f"{base}/2.png")
    assert (first.status, again.status) == (302, 302)
    assert fetch(first.headers["Location"]).headers["Content-Type"] == "image/png"
    assert fetch(first.headers["Location"].replace("Signature=", "Signature=00")).status_code == 403
    assert [name for name in stored(services, collection) if "/pages/" in name] == [
        f"/pages/{document['document_id']}/2.png"
    ]
    assert ana.get(f"{base}/3.png").problem == (404, "page_not_found")
    assert ana.get(f"{base}/0.png").problem == (404, "not_found")


def test_a_photographed_order_is_taken(ana: Person, collection: str) -> None:
    (document,) = ana.upload(collection, ("po.jpg", photo(1)), type="purchase_order").json["documents"]
    assert (document["content_type"], document["page_count"], document["problem"]) == ("image/jpeg", 1, None)

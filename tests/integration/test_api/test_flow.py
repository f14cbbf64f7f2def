"""From upload to products with the real workers, good and bad; whatever fails, documents and results stay."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import requests

from emulator.config import ROOT
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import encrypted_pdf, pdf

SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
LONGEST_RUN = 60.0


def ended(person: Person, collection: str) -> dict[str, Any]:
    """The status of document processing once the job has ended."""
    deadline = time.monotonic() + LONGEST_RUN
    while time.monotonic() < deadline:
        status: dict[str, Any] = person.get(f"{collection}/processing-status").json["document_processing"]
        if status["status"] != "processing":
            return status
        time.sleep(0.1)
    raise AssertionError(f"still processing: {status}")


def until(person: Person, collection: str, phase: int) -> None:
    """Wait until the running job has come to a phase."""
    deadline = time.monotonic() + LONGEST_RUN
    while time.monotonic() < deadline:
        status = person.get(f"{collection}/processing-status").json["document_processing"]
        assert status["status"] == "processing"
        if status["progress"]["phase"] >= phase:
            return
        time.sleep(0.02)


def test_a_linesheet_becomes_products_with_pictures(ana_at_stack: Person) -> None:
    ana = ana_at_stack
    collection = ana.collection()
    started = ana.upload(collection, ("linesheet.pdf", SAMPLE.read_bytes()), process=True).json["processing"]
    until(ana, collection, 2)
    previews = ana.get(f"/api/jobs/{started['task_id']}/previews", page_size=5)
    assert [picture["width"] > 0 for picture in previews.json["previews"]] == [True] * 5
    assert get(previews.json["previews"][0]["url"]).status_code == 200

    status = ended(ana, collection)
    assert (status["status"], status["task_id"]) == ("completed", started["task_id"])
    assert status["progress"]["percentage"] == 100
    job = ana.get(f"/api/jobs/{started['task_id']}").json
    assert job["phases"][0]["name"] == "Extracting images from documents"
    assert len(job["phases"]) == 6
    assert ana.get(f"/api/jobs/{started['task_id']}/previews").problem == (410, "previews_gone")
    read = ana.get(collection).json
    products = ana.get(f"{collection}/products", page_size=300).json["products"]
    counts = Counter(product["category"] for product in products if product["category"])
    assert {category["name"]: category["count"] for category in read["categories"] if category["count"]} == counts
    assert len(counts) > 1
    picture = next(image for product in products for image in product["images"])
    shown = ana.get(f"{collection}/images/{picture['image_id']}")
    assert get(shown.headers["Location"]).headers["Content-Type"].startswith("image/")


def test_a_bad_document_fails_the_job_by_name_and_nothing_is_lost(ana_at_stack: Person) -> None:
    ana = ana_at_stack
    collection = ana.collection()
    ana.upload(collection, ("good.pdf", pdf()))
    first = ana.post(f"{collection}/documents/process").json["task_id"]
    assert ended(ana, collection)["status"] == "completed"
    before = ana.get(f"{collection}/products").json

    (bad,) = ana.upload(collection, ("bad.pdf", encrypted_pdf())).json["documents"]
    second = ana.post(f"{collection}/documents/process").json["task_id"]
    status = ended(ana, collection)
    assert (status["status"], status["error"]["code"]) == ("failed", "encrypted_pdf")
    assert status["error"]["document_id"] == bad["document_id"]
    assert "This PDF is protected by a password." in status["error"]["message"]
    assert ana.get(f"/api/jobs/{second}").json["error"]["document_id"] == bad["document_id"]
    assert ana.get(f"{collection}/products").json == before
    assert len(ana.get(f"{collection}/documents").json["documents"]) == 2

    retried = ana.post(f"{collection}/documents/process/retry", key="once").json
    assert (retried["task_id"], retried["status"]) == (second, "processing")
    assert ana.post(f"{collection}/documents/process/retry", key="once").json["task_id"] == second
    assert ended(ana, collection)["status"] == "failed"
    assert ana.delete(f"{collection}/documents/{bad['document_id']}").status == 204
    anew = ana.post(f"{collection}/documents/process/retry").json
    assert anew["task_id"] not in (first, second)
    assert "anew" in anew["message"]
    assert ended(ana, collection)["status"] == "completed"
    assert ana.get(collection).json["stale"] == {"document_processing": False}


def test_a_running_job_is_cancelled_and_leaves_nothing(ana_at_stack: Person) -> None:
    ana = ana_at_stack
    collection = ana.collection()
    ana.upload(collection, ("linesheet.pdf", SAMPLE.read_bytes()))
    task_id = ana.post(f"{collection}/documents/process").json["task_id"]
    until(ana, collection, 2)
    assert ana.post(f"{collection}/documents/process/cancel").json["task_id"] == task_id
    time.sleep(2)
    assert ended(ana, collection)["status"] == "cancelled"
    assert ana.get(f"{collection}/products").json["products"] == []
    assert ana.get(collection).json["categories"] == []


def get(url: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url)

"""From upload to products with the real workers, good and bad; whatever fails, documents and results stay."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from typing import Any

import requests

from emulator import web
from emulator.config import ROOT
from emulator.stack import Stack
from emulator.tasks.control import TasksControl
from functions.services import Services
from shared.cloud.config import settings
from shared.cloud.logs import TRACE
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import encrypted_pdf, pdf

SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
LONGEST_RUN = 60.0
OURS = re.compile(r"api|worker")
SECRET = re.compile(
    r"eyJ[\w-]{10,}\.|X-Goog-Signature=(?!\[)|whsec_(?!\[)|PRIVATE KEY|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE
)


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


def scheduler(emulators: Stack) -> dict[str, str]:
    """What Cloud Scheduler sends along."""
    token = TasksControl(emulators.env["OIDC_ISSUER"]).token(settings().worker_url, settings().tasks_service_account)
    return {"Authorization": f"Bearer {token}", "traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"}


def test_the_logs_tell_each_phase_and_no_secret(
    ana_at_stack: Person, emulators: Stack, stack: Stack, services: Services
) -> None:
    """A whole run, good and bad, with everything in it that must not be told: token, address, secret, signed URL."""
    ana = ana_at_stack
    collection = ana.collection()
    secret = ana.post("/api/webhooks", {"url": "http://127.0.0.1:9/hook"}).json["secret"]
    ana.post(f"{collection}/members", {"email": "nobody@example.com"})
    assert ana.call("GET", collection, headers={"Authorization": "Bearer eyJhbGciOiJub25lIn0.e30.x"}).status == 401
    document = ana.upload(collection, ("a.pdf", pdf())).json["documents"][0]["document_id"]
    assert ana.get(f"{collection}/documents/{document}/pages/1.png").status == 302
    good = ana.post(f"{collection}/documents/process").json["task_id"]
    assert ended(ana, collection)["status"] == "completed"
    ana.upload(collection, ("b.pdf", encrypted_pdf()))
    bad = ana.post(f"{collection}/documents/process").json["task_id"]
    assert ended(ana, collection)["status"] == "failed"
    web.call("POST", f"{stack.worker_url}/sweep", headers=scheduler(emulators))

    text = "".join(path.read_text(errors="replace") for path in emulators.logs.glob("*.log") if OURS.match(path.name))
    lines = [json.loads(line) for line in text.splitlines() if line.startswith('{"severity"')]
    lines.sort(key=lambda line: str(line["time"]))  # of several processes
    of = {task_id: [line for line in lines if line.get("job") == task_id] for task_id in (good, bad)}
    told = [(line["phase"], line["message"]) for line in of[good]]
    assert told[0] == (1, "accepted")
    assert (1, "began: Extracting images from documents") in told
    assert (6, "recorded: " + ana.get(f"/api/jobs/{good}").json["phases"][5]["name"]) in told
    assert (7, "completed") in told
    assert {line["owner"] for line in of[good] + of[bad]} == {ana.uid}
    assert all(line["attempt"] == 1 and line["generation"] >= 0 for line in of[good])
    assert [(line["severity"], line["message"]) for line in of[bad]][-1] == ("ERROR", "failed: encrypted_pdf")
    swept = next(line for line in reversed(lines) if line["message"] == "swept" and TRACE in line)
    assert (swept["severity"], swept[TRACE]) == ("INFO", f"projects/{emulators.config.project}/traces/{'ab' * 16}")
    assert "live" in swept
    asked = [line for line in lines if line["message"] == f"POST {collection}/documents/process"]
    assert [(line["status"], line["owner"]) for line in asked] == [(202, ana.uid)] * 2

    assert not SECRET.findall(text)
    stored = [s.to_dict() for name in ("jobs", "deliveries", "collections") for s in services.db.collection(name).get()]
    files = [blob.download_as_bytes() for blob in services.artifacts.bucket.list_blobs()]
    kept = json.dumps(stored, default=str).encode() + b"".join(files)
    token = ana.headers["Authorization"].partition(" ")[2]
    assert not [s for s in (token, secret, "X-Goog-Signature") if s.encode() in kept]

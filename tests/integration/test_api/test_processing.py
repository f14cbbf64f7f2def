"""Starting, cancelling and retrying through the API, while no worker is there: jobs stay waiting."""

from __future__ import annotations

import threading

import pytest

from functions.services import Services
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf


@pytest.fixture
def ready(ana: Person, collection: str) -> str:
    """A collection with a linesheet."""
    ana.upload(collection, ("a.pdf", pdf()))
    return collection


def status_of(person: Person, collection: str) -> dict[str, object]:
    found: dict[str, object] = person.get(f"{collection}/processing-status").json["document_processing"]
    return found


def test_a_process_never_run_is_idle(ana: Person, collection: str) -> None:
    assert ana.get(f"{collection}/processing-status").json == {
        "document_processing": {"status": "idle"},
        "item_generation": {"status": "idle"},
        "deck_generation": {"status": "idle"},
    }


def test_a_start_is_accepted_and_shown(ana: Person, ready: str) -> None:
    reply = ana.post(f"{ready}/documents/process")
    assert reply.status == 202
    assert reply.json["status"] == "processing"
    assert reply.json["status_url"] == f"{ready}/processing-status"
    status = ana.get(reply.json["status_url"]).json["document_processing"]
    assert status["task_id"] == reply.json["task_id"]
    assert (status["status"], status["queue_position"], status["completed_at"]) == ("processing", 1, None)
    assert status["current_phase"] == "Extracting images from documents"
    assert status["progress"] == {"phase": 1, "total_phases": 6, "percentage": 0}


def test_a_second_start_is_409_with_the_running_job(ana: Person, ready: str) -> None:
    first = ana.post(f"{ready}/documents/process").json["task_id"]
    again = ana.post(f"{ready}/documents/process")
    assert again.problem == (409, "already_running")
    assert again.json["task_id"] == first


def test_the_same_key_gets_the_first_answer_again(ana: Person, ready: str) -> None:
    first = ana.post(f"{ready}/documents/process", key="press-1")
    again = ana.post(f"{ready}/documents/process", key="press-1")
    assert (again.status, again.json) == (first.status, first.json)
    assert ana.post(f"{ready}/documents/process", key="press-2").problem == (409, "already_running")
    assert len(ana.get("/api/jobs").json["jobs"]) == 1


def test_starts_at_the_same_time_start_one_job(ana: Person, ready: str) -> None:
    replies = []
    threads = [
        threading.Thread(target=lambda: replies.append(ana.post(f"{ready}/documents/process").status)) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(replies) == [202, 409, 409, 409, 409]


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "tab\t"])
def test_a_key_of_the_wrong_form_is_refused(ana: Person, ready: str, key: str) -> None:
    reply = ana.call("POST", f"{ready}/documents/process", headers={"Idempotency-Key": key})
    assert reply.problem == (422, "invalid_request")
    assert reply.json["errors"][0]["field"] == "Idempotency-Key"
    assert status_of(ana, ready) == {"status": "idle"}


def test_without_a_linesheet_there_is_nothing_to_process(ana: Person, collection: str) -> None:
    ana.upload(collection, ("po.csv", b"sku,qty\n1,2\n"), type="purchase_order", process=True)
    reply = ana.post(f"{collection}/documents/process")
    assert reply.problem == (422, "no_linesheet")
    assert "Upload one" in reply.json["detail"]
    assert status_of(ana, collection) == {"status": "idle"}


def test_an_upload_starts_processing_when_it_has_never_run(ana: Person, collection: str) -> None:
    first = ana.upload(collection, ("a.pdf", pdf()), process=True).json["processing"]
    assert status_of(ana, collection)["task_id"] == first["task_id"]
    assert ana.upload(collection, ("b.pdf", pdf()), process=True).json["processing"] is None
    ana.post(f"{collection}/documents/process/cancel")
    assert ana.upload(collection, ("c.pdf", pdf()), process=True).json["processing"] is None
    assert len(ana.get(f"{collection}/documents").json["documents"]) == 3


def test_a_cancel_is_instant_final_and_repeatable(ana: Person, ready: str, services: Services) -> None:
    task_id = ana.post(f"{ready}/documents/process").json["task_id"]
    for _ in range(2):
        reply = ana.post(f"{ready}/documents/process/cancel")
        assert reply.json == {
            "success": True,
            "message": "Processing was cancelled.",
            "task_id": task_id,
            "status": "cancelled",
        }
        assert status_of(ana, ready)["status"] == "cancelled"
    assert list(services.store.db.collection("locks").stream()) == []
    assert len(ana.get(f"{ready}/documents").json["documents"]) == 1


def test_nothing_to_cancel_or_retry(ana: Person, ready: str) -> None:
    for call in ("cancel", "retry"):
        assert ana.post(f"{ready}/documents/process/{call}").problem == (404, "job_not_found")
    ana.post(f"{ready}/documents/process")
    assert ana.post(f"{ready}/documents/process/retry").problem == (409, "already_running")


def test_a_retry_after_a_cancel_begins_anew_and_says_so(ana: Person, ready: str) -> None:
    before = ana.post(f"{ready}/documents/process").json["task_id"]
    ana.post(f"{ready}/documents/process/cancel")
    reply = ana.post(f"{ready}/documents/process/retry", {"category_hint": "Shirts, Trousers"}, key="again")
    assert reply.json["status"] == "processing"
    assert reply.json["task_id"] != before
    assert "began anew" in reply.json["message"]
    assert ana.post(f"{ready}/documents/process/retry", key="again").json["task_id"] == reply.json["task_id"]


def test_a_retry_keeps_the_hint_of_the_run_before(ana: Person, ready: str, services: Services) -> None:
    ana.post(f"{ready}/documents/process")
    hints = []
    for body in ({"category_hint": "Shirts"}, {}, {"category_hint": ""}):
        ana.post(f"{ready}/documents/process/cancel")
        task_id = ana.post(f"{ready}/documents/process/retry", body).json["task_id"]
        seen = services.store.get(task_id)
        assert seen is not None
        hints.append(seen.job.params["category_hint"])
    assert hints == ["Shirts", "Shirts", None]


def test_a_wrong_retry_is_named(ana: Person, ready: str) -> None:
    reply = ana.post(f"{ready}/documents/process/retry", {"from_start": "perhaps", "hint": "x"})
    assert [error["field"] for error in reply.json["errors"]] == ["from_start", "hint"]


def test_whether_documents_changed_since_a_run_started_can_be_told(ana: Person, ready: str, services: Services) -> None:
    """Also where the flag of an older change still stands: with no result yet, nothing takes it away."""

    def changed_since() -> bool:
        fields = services.store.db.document(ready.removeprefix("/api/")).get().to_dict() or {}
        started_at = fields["processing_status"]["document_processing"]["started_at"]
        return bool(fields["documents_changed_at"]["document_processing"] > started_at)

    ana.post(f"{ready}/documents/process")
    ana.post(f"{ready}/documents/process/cancel")
    ana.upload(ready, ("b.pdf", pdf()))
    assert changed_since()
    ana.post(f"{ready}/documents/process/retry")
    assert ana.get(ready).json["stale"] == {"document_processing": True}
    assert not changed_since()


def test_documents_that_change_after_a_run_make_its_result_stale(ana: Person, ready: str, services: Services) -> None:
    assert ana.get(ready).json["stale"] == {}
    ana.post(f"{ready}/documents/process")
    ana.post(f"{ready}/documents/process/cancel")
    ana.upload(ready, ("b.pdf", pdf()))
    assert ana.get(ready).json["stale"] == {"document_processing": True}


def test_a_document_that_comes_during_a_run_is_noted_on_its_job(ana: Person, ready: str, services: Services) -> None:
    """So the commit cannot clear the flag: it names the job as it was read, and reads it again."""
    task_id = ana.post(f"{ready}/documents/process").json["task_id"]
    ana.upload(ready, ("b.pdf", pdf()))
    seen = services.store.get(task_id)
    assert seen is not None
    assert seen.job.changes == ["documents_changed"]
    assert ana.get(ready).json["stale_reasons"] == {"document_processing": ["documents_changed"]}


def test_jobs_are_ones_own_newest_first(ana: Person, ben: Person, ready: str) -> None:
    theirs = ana.collection("Other")
    ana.upload(theirs, ("a.pdf", pdf()))
    first = ana.post(f"{ready}/documents/process").json["task_id"]
    ana.post(f"{ready}/documents/process/cancel")
    second = ana.post(f"{theirs}/documents/process").json["task_id"]

    def ids(**query: object) -> list[str]:
        return [job["task_id"] for job in ana.get("/api/jobs", **query).json["jobs"]]

    assert ids() == [second, first]
    assert ids(collection_id=ready.rpartition("/")[2]) == [first]
    assert ids(status="processing") == [second]
    assert ids(status="cancelled", collection_id=theirs.rpartition("/")[2]) == []
    page = ana.get("/api/jobs", page_size=1).json
    assert ids(page_size=1, page_token=page["next_page_token"]) == [first]
    assert ben.get("/api/jobs").json["jobs"] == []
    for path in (f"/api/jobs/{second}", f"/api/jobs/{second}/previews", "/api/jobs/none"):
        assert ben.get(path).problem == (404, "job_not_found")
    job = ana.get(f"/api/jobs/{second}").json
    assert (job["process"], job["status"], job["phase"], job["total_phases"]) == (
        "document_processing",
        "processing",
        1,
        6,
    )
    assert ana.get(f"/api/jobs/{second}/previews").json == {"task_id": second, "provisional": True, "previews": []}
    assert ana.get(f"/api/jobs/{first}/previews").problem == (410, "previews_gone")


def test_a_paused_job_goes_on_or_is_cancelled_and_waits_for_nobody(ana: Person, ready: str) -> None:
    task_id = ana.post(f"{ready}/documents/process").json["task_id"]
    for _ in range(2):
        reply = ana.post(f"{ready}/documents/process/pause")
        assert (reply.json["task_id"], reply.json["status"]) == (task_id, "paused")
    assert status_of(ana, ready)["status"] == "paused"
    assert ana.post(f"{ready}/documents/process").problem == (409, "already_running")
    assert ana.post(f"{ready}/documents/process/retry").problem == (409, "already_running")
    for _ in range(2):
        assert ana.post(f"{ready}/documents/process/resume").json["status"] == "processing"
    assert status_of(ana, ready)["queue_position"] == 1
    ana.post(f"{ready}/documents/process/cancel")
    for call in ("pause", "resume"):
        assert ana.post(f"{ready}/documents/process/{call}").problem == (409, "wrong_state")


def test_deleting_a_collection_with_a_paused_and_a_waiting_job_leaves_nothing(
    ana: Person, ready: str, services: Services
) -> None:
    ana.post(f"{ready}/documents/process")
    ana.post(f"{ready}/documents/process/pause")
    assert ana.delete(ready).status == 204
    for name in ("jobs", "locks", "slots"):
        assert list(services.db.collection(name).stream()) == [], name


def test_more_jobs_than_one_person_may_run_are_accepted_and_show_their_place(
    ana: Person, ben: Person, services: Services
) -> None:
    limit = services.settings.owner_limit
    collections = [ana.collection(f"Spring {number}") for number in range(limit + 2)]
    for collection in collections:
        ana.upload(collection, ("a.pdf", pdf()))
        assert ana.post(f"{collection}/documents/process").status == 202
    places = [status_of(ana, collection)["queue_position"] for collection in collections]
    assert places == [*range(1, limit + 1), 1, 2]
    assert str(status_of(ana, collections[-1])["message"]).startswith("Waiting in line")
    bens = ben.collection()
    ben.upload(bens, ("a.pdf", pdf()))
    ben.post(f"{bens}/documents/process")
    assert status_of(ben, bens)["queue_position"] == limit + 1
    ana.post(f"{collections[0]}/documents/process/pause")
    assert [status_of(ana, c)["queue_position"] for c in collections[limit:]] == [limit + 1, 1]
    assert ana.delete(collections[-1]).status == 204
    assert services.store.in_line(ana.uid) == 0

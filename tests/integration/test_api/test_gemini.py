"""Gemini in the real workers: asked from a phase's child, remembered in Storage, stopped with the job."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emulator.stack import Stack
from functions.services import Services
from tests.gemini.conftest import KEY
from tests.gemini.standin import GeminiApi, Reply
from tests.gemini.test_job import linesheet, reading
from tests.integration.test_api.client import Person
from tests.integration.test_api.test_flow import ended


@pytest.fixture(scope="module")
def gemini_api() -> Iterator[GeminiApi]:
    api = GeminiApi()
    yield api
    api.close()


@pytest.fixture(scope="module")
def stack(emulators: Stack, gemini_api: GeminiApi) -> Iterator[Stack]:
    """The stack as ever, its workers with Gemini."""
    env = {"AI_PROVIDER": "gemini", "GEMINI_API_KEY": KEY, "GEMINI_BASE_URL": gemini_api.url}
    with emulators.functions(worker_env=env):
        yield emulators


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def remembered(services: Services, collection: str) -> list[str]:
    prefix = f"{collection.removeprefix('/api/')}/documents/"
    return [b.name for b in services.artifacts.bucket.list_blobs(prefix=prefix) if "/remembered/" in b.name]


def test_answers_are_remembered_for_as_long_as_their_document_is_kept(
    ana_at_stack: Person, services: Services, gemini_api: GeminiApi, tmp_path: Path
) -> None:
    gemini_api.asked.clear()
    gemini_api.otherwise = reading
    ana = ana_at_stack
    collection = ana.collection()
    content = linesheet(tmp_path / "coats.pdf").read_bytes()
    (document,) = ana.upload(collection, ("coats.pdf", content), process=True).json["documents"]
    status = ended(ana, collection)
    assert (status["status"], status["warnings"]) == ("completed", [])
    first = ana.get(f"{collection}/products").json["products"]
    assert [p["style_number"] for p in first] == ["0051-K", "0052-K", "ZC/0", "0053-K", "0054-K", "ZC/1"]
    assert len(gemini_api.asked) == 3
    assert len(remembered(services, collection)) == 3

    ana.post(f"{collection}/documents/process")
    assert ended(ana, collection)["status"] == "completed"
    assert ana.get(f"{collection}/products").json["products"] == first
    assert len(gemini_api.asked) == 3, "the same pages are not paid twice"

    assert ana.delete(f"{collection}/documents/{document['document_id']}").status == 204
    assert remembered(services, collection) == []


def test_a_job_that_waits_for_an_answer_can_be_cancelled(
    ana_at_stack: Person, services: Services, gemini_api: GeminiApi, tmp_path: Path
) -> None:
    before = len(gemini_api.asked)
    gemini_api.otherwise = lambda asked: Reply(body={}, delay=25)
    ana = ana_at_stack
    collection = ana.collection()
    content = linesheet(tmp_path / "coats.pdf").read_bytes()
    ana.upload(collection, ("coats.pdf", content), process=True)
    wait_for(lambda: len(gemini_api.asked) > before, 20)
    ana.post(f"{collection}/documents/process/cancel")
    assert ana.get(f"{collection}/processing-status").json["document_processing"]["status"] == "cancelled"
    wait_for(lambda: gemini_api.hung_up == 1, 3)
    assert remembered(services, collection) == []

"""Asking about a document: remembered, retried once, bounded, and given up when nobody answers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.ai.gemini import Gemini
from shared.ai.products import PageProducts, ProductsOnPage
from shared.ai.questions import Limits, Memory, Questions, key_of
from shared.engine.errors import Cancelled
from shared.engine.local import LocalRun
from tests.gemini.conftest import gemini_at
from tests.gemini.standin import GeminiApi, Reply, failed, said

GOOD = said({"products": [{"name": "Linen Shirt"}]})


class Asker:
    """A document's questions, what was told of it, and how often it was kept waiting."""

    def __init__(self, gemini: Gemini, memory: Memory, limits: Limits) -> None:
        self.told: list[tuple[str, str]] = []
        self.ticks = 0
        self._questions = Questions(gemini, memory, limits, lambda code, reason: self.told.append((code, reason)))

    def __call__(self, page: int, picture: bytes | None = None) -> PageProducts | None:
        return self._questions.ask(ProductsOnPage(text=f"0: page {page}", picture=picture), self._tick)

    def _tick(self) -> None:
        self.ticks += 1

    @property
    def codes(self) -> list[str]:
        return [code for code, _ in self.told]


@contextmanager
def memory_in(folder: Path | None) -> Iterator[LocalRun]:
    run = LocalRun(Path(), lambda fraction, message: None, folder)
    yield run
    run.close()


@pytest.fixture
def nothing() -> Iterator[LocalRun]:
    with memory_in(None) as run:
        yield run


def test_the_same_page_is_paid_once(api: GeminiApi, gemini: Gemini, tmp_path: Path) -> None:
    api.otherwise = lambda asked: GOOD
    answers = []
    for _ in range(2):
        with memory_in(tmp_path / "answers") as run:
            ask = Asker(gemini, run, Limits(10, 5))
            answers += [ask(1), ask(1), ask(2, b"a picture"), ask(2, b"another picture")]
    assert len(api.asked) == 3
    assert all(answer and answer.products[0].name == "Linen Shirt" for answer in answers)


def test_an_answer_cut_off_on_disk_is_asked_for_again(api: GeminiApi, gemini: Gemini, tmp_path: Path) -> None:
    api.otherwise = lambda asked: GOOD
    with memory_in(tmp_path) as run:
        ask = Asker(gemini, run, Limits(10, 5))
        ask(1)
        (kept,) = tmp_path.iterdir()
        kept.write_bytes(kept.read_bytes()[:-4])
        assert ask(1)
    assert len(api.asked) == 2


def test_bad_answers_are_not_remembered(api: GeminiApi, gemini: Gemini, tmp_path: Path) -> None:
    api.script = [said("{"), GOOD]
    with memory_in(tmp_path) as run:
        ask = Asker(gemini, run, Limits(10, 5))
        assert ask(1) is None
        assert ask(1)


def test_keys_tell_models_texts_and_pictures_apart() -> None:
    pages = [ProductsOnPage(text="a"), ProductsOnPage(text="b"), ProductsOnPage(text="a", picture=b"p")]
    keys = {key_of(page, model) for page in pages for model in ("gemini-3.8-flash", "gemini-3.1-pro-preview")}
    assert len(keys) == 6
    assert all(len(key) == 64 for key in keys)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_costs_one_more_request(
    api: GeminiApi, gemini: Gemini, nothing: LocalRun, status: int
) -> None:
    api.script = [failed(status, Retry_After="0.1"), GOOD]
    ask = Asker(gemini, nothing, Limits(10, 5))
    assert ask(1)
    assert ask.told == []
    assert len(api.asked) == 2


def test_a_lasting_failure_is_told_once_and_not_asked_a_third_time(
    api: GeminiApi, gemini: Gemini, nothing: LocalRun
) -> None:
    api.otherwise = lambda asked: failed(429, Retry_After="0.1")
    ask = Asker(gemini, nothing, Limits(10, 5))
    assert [ask(page) for page in range(5)] == [None] * 5
    assert len(api.asked) == 4, "two pages, each of them twice"
    assert ask.told == [("ai_unavailable", "Gemini was asked too often (HTTP 429)")]


def test_a_long_wait_is_not_waited_for(api: GeminiApi, gemini: Gemini, nothing: LocalRun) -> None:
    api.otherwise = lambda asked: failed(429, Retry_After="60")
    ask = Asker(gemini, nothing, Limits(10, 5))
    began = time.monotonic()
    assert ask(1) is None
    assert time.monotonic() - began < 2
    assert len(api.asked) == 1


def test_two_failures_with_a_success_between_do_not_end_it(api: GeminiApi, gemini: Gemini, nothing: LocalRun) -> None:
    api.script = [said("{"), GOOD, said("{"), GOOD]
    ask = Asker(gemini, nothing, Limits(10, 5))
    assert [bool(ask(page)) for page in range(4)] == [False, True, False, True]
    assert ask.codes == ["ai_unavailable"]


def test_a_refused_key_is_asked_once(api: GeminiApi, gemini: Gemini, nothing: LocalRun) -> None:
    api.otherwise = lambda asked: failed(401)
    ask = Asker(gemini, nothing, Limits(10, 5))
    assert [ask(page) for page in range(5)] == [None] * 5
    assert len(api.asked) == 1


def test_calls_are_counted_and_what_is_remembered_is_none(api: GeminiApi, gemini: Gemini, tmp_path: Path) -> None:
    api.otherwise = lambda asked: GOOD
    with memory_in(tmp_path) as run:
        Asker(gemini, run, Limits(1, 5))(0)
        ask = Asker(gemini, run, Limits(2, 5))
        assert [bool(ask(page)) for page in range(5)] == [True, True, True, False, False]
    assert len(api.asked) == 3
    assert ask.codes == ["ai_call_limit"]


def test_a_second_try_counts_as_a_call(api: GeminiApi, gemini: Gemini, nothing: LocalRun) -> None:
    api.otherwise = lambda asked: failed(500)
    ask = Asker(gemini, nothing, Limits(1, 5))
    assert ask(1) is None
    assert len(api.asked) == 1


def test_waiting_shows_progress(api: GeminiApi, gemini: Gemini, nothing: LocalRun) -> None:
    api.script = [Reply(body=GOOD.body, delay=0.8)]
    ask = Asker(gemini, nothing, Limits(10, 5))
    assert ask(1)
    assert ask.ticks >= 3


def test_an_answer_that_trickles_is_given_up_in_time(
    api: GeminiApi, nothing: LocalRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.ai.questions.GRACE_SECONDS", 0.3)
    api.script = [Reply(body=GOOD.body, trickle=80)]  # a byte each quarter of a second: no single read is late
    ask = Asker(gemini_at(api.url, seconds=0.6), nothing, Limits(10, 0.6))
    began = time.monotonic()
    assert ask(1) is None
    assert time.monotonic() - began < 3
    assert ask.codes == ["ai_unavailable"]


def test_a_cancelled_job_does_not_wait_for_the_answer(api: GeminiApi, gemini: Gemini, nothing: LocalRun) -> None:
    api.script = [Reply(body=GOOD.body, delay=30)]

    def cancelled() -> None:
        raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        Questions(gemini, nothing, Limits(10, 5), lambda code, reason: None).ask(ProductsOnPage(text="0: a"), cancelled)
    assert time.monotonic() - began < 1

"""Asking about one document: remembered, bounded in number and time, and given up when nobody answers."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, cast

from pydantic import ValidationError

from shared.ai.interface import Answer, Provider, Question, Unavailable

TICK_SECONDS = 0.25
GRACE_SECONDS = 2.0  # for an answer that trickles: the client's own time-out counts from byte to byte
LONGEST_WAIT = 5.0
USUAL_WAIT = 0.5

UNAVAILABLE, CALL_LIMIT = "ai_unavailable", "ai_call_limit"


class Memory(Protocol):
    """Keeps answers; `shared.engine.run.Run` is one."""

    def recall(self, key: str) -> bytes | None: ...

    def remember(self, key: str, content: bytes) -> None: ...


@dataclass(frozen=True)
class Limits:
    """calls: requests at most. seconds: for one request. patience: failures in a row after which no more is asked."""

    calls: int
    seconds: float
    patience: int = 2


@dataclass
class Begun(Generic[Answer]):
    """A question on its way: what is remembered of it, or the request."""

    question: Question[Answer]
    key: str
    known: Answer | None
    call: _Call | None = None


class Questions:
    """One document's questions to a provider.

    `tell(code, reason)` is called once for each code: when there was no answer, and when the calls are used up.
    """

    def __init__(self, provider: Provider, memory: Memory, limits: Limits, tell: Callable[[str, str], None]) -> None:
        self._provider = provider
        self._memory = memory
        self._limits = limits
        self._tell = tell
        self._told: set[str] = set()
        self._left = limits.calls
        self._failures = 0
        self._heard = False

    @property
    def steady(self) -> bool:
        """Whether the last thing that was heard is an answer."""
        return self._heard and self._failures == 0

    def ask(self, question: Question[Answer], tick: Callable[[], None]) -> Answer | None:
        """The answer, or None where there is none to be had. `tick` is called several times a second meanwhile."""
        return self.finish(self.begin(question), tick)

    def begin(self, question: Question[Answer]) -> Begun[Answer]:
        """Ask without waiting for the answer."""
        key = key_of(question, self._provider.model)
        begun = Begun(question, key, self._recalled(key, question))
        if begun.known is None and self._failures < self._limits.patience:
            begun.call = self._started(question)
        return begun

    def finish(self, begun: Begun[Answer], tick: Callable[[], None]) -> Answer | None:
        """As `ask`, for what was begun."""
        if begun.known is not None or self._failures >= self._limits.patience:
            return begun.known
        try:
            answer = self._answered(begun, tick)
        except Unavailable as error:
            self._failures += self._limits.patience if error.lasting else 1
            self._say(UNAVAILABLE, error.reason)
            return None
        if answer is not None:
            self._failures, self._heard = 0, True
            self._memory.remember(begun.key, answer.model_dump_json().encode())
        return answer

    def _recalled(self, key: str, question: Question[Answer]) -> Answer | None:
        content = self._memory.recall(key)
        try:
            return cast(Answer, question.answer_type.model_validate_json(content)) if content else None
        except ValidationError:  # cut off when it was written: ask again
            return None

    def _answered(self, begun: Begun[Answer], tick: Callable[[], None]) -> Answer | None:
        """The answer, at the second try where that may help; None when no calls are left. Raises Unavailable."""
        call = begun.call or self._started(begun.question)
        if call is None:
            self._say(CALL_LIMIT, "no calls are left")
            return None
        try:
            return cast(Answer, call.result(tick))
        except Unavailable as error:
            wait = USUAL_WAIT if error.wait is None else error.wait
            if not error.again or wait > LONGEST_WAIT:
                raise
            _sleep(wait, tick)
            second = self._started(begun.question)
            if second is None:
                raise
        return cast(Answer, second.result(tick))

    def _started(self, question: Question[Any]) -> _Call | None:
        """A request under way, or None when no calls are left."""
        if self._left == 0:
            return None
        self._left -= 1
        return _Call(self._provider, question, self._limits.seconds + GRACE_SECONDS)

    def _say(self, code: str, reason: str) -> None:
        if code not in self._told:
            self._told.add(code)
            self._tell(code, reason)


class _Call:
    """A request in a thread of its own, so that whoever waits for it can show progress, be stopped, and give up."""

    def __init__(self, provider: Provider, question: Question[Any], seconds: float) -> None:
        self._provider = provider
        self._question = question
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._done = threading.Event()
        self._answer: Any = None
        self._error: Exception | None = None
        threading.Thread(target=self._run, name="ask", daemon=True).start()

    def _run(self) -> None:
        try:
            self._answer = self._provider.answer(self._question)
        except Unavailable as error:
            self._error = error
        except Exception as error:  # noqa: BLE001 - a fault of the SDK must not cost the job
            self._error = Unavailable(f"the AI service's client failed ({type(error).__name__})")
        self._done.set()

    def result(self, tick: Callable[[], None]) -> Any:
        """The answer. Raises Unavailable, also when it takes too long; the thread is left behind then."""
        tick()
        while not self._done.wait(TICK_SECONDS):
            tick()
            if time.monotonic() > self._end:
                raise Unavailable(f"there was no whole answer within {self._seconds:g} s")
        if self._error:
            raise self._error
        return self._answer


def key_of(question: Question[Any], model: str) -> str:
    """SHA-256, in hexadecimal, of everything that an answer follows from."""
    asked = [model, type(question).__name__, question.instructions, question.answer_type.model_json_schema()]
    digest = hashlib.sha256(json.dumps([*asked, question.text], sort_keys=True).encode())
    digest.update(b"\0" + (question.picture or b""))
    return digest.hexdigest()


def _sleep(seconds: float, tick: Callable[[], None]) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        tick()
        time.sleep(min(left, TICK_SECONDS))

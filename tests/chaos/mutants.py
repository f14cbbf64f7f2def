"""The mechanisms that keep the promises, each taken away: a simulation that misses one of these is worth nothing.

A mutant patches the engine in this process for as long as its `with` lasts; the engine itself knows no switches.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from shared.engine import artifacts, cleanup, failures, held, jobs, line, queue, slots, store, sweeper, watch, worker
from shared.engine.job import Job
from tests.chaos.errands import here


@dataclass(frozen=True)
class Mutant:
    """A mechanism that is missing. `promises`: those of DESIGN.md one of which must be seen broken."""

    name: str
    missing: str
    promises: tuple[int, ...]
    applied: Callable[[], AbstractContextManager[Any]]


MUTANTS: dict[str, Mutant] = {}


def rewritten(owner: Any, name: str, old: str, new: str, times: int = 1) -> AbstractContextManager[Any]:
    """A function of the engine with a piece of its text changed. Fails where the text is not there any more."""
    function = inspect.getattr_static(owner, name)
    plain = function.__func__ if isinstance(function, staticmethod) else function
    text = textwrap.dedent(inspect.getsource(plain))
    assert text.count(old) == times, f"{owner.__name__}.{name} holds {text.count(old)} times: {old}"
    made: dict[str, Any] = {}
    exec(text.replace(old, new), plain.__globals__, made)  # the engine's own text, changed by a mutant above
    return patch.object(owner, name, made[plain.__name__])


def mutant(missing: str, *promises: int) -> Callable[[Callable[[], AbstractContextManager[Any]]], None]:
    """Register the mutant that a function applies, under the function's name."""

    def register(applied: Callable[[], AbstractContextManager[Any]]) -> None:
        name = applied.__name__
        MUTANTS[name] = Mutant(name, missing, promises, applied)

    return register


# ---- who may write


@mutant("a write names the update time of the job as it was read", 1, 2, 3, 4, 5, 7, 8, 9)
def precondition() -> AbstractContextManager[Any]:
    return rewritten(store.JobStore, "write", "option=unchanged", "option=None")


@mutant("a worker whose write is refused looks at the generation: it may have lost the job", 3, 7)
def fencing() -> AbstractContextManager[Any]:
    return rewritten(held.Held, "_write", "now.job.generation != self.generation", "False")


@mutant("a claim raises the generation", 3, 7)
def claim_raises_generation() -> AbstractContextManager[Any]:
    return rewritten(worker.Worker, "_claim", "job.generation + 1", "max(1, job.generation)")


@mutant("a pause raises the generation, so that a worker that sleeps through it and the resume is out", 3, 7)
def pause_raises_generation() -> AbstractContextManager[Any]:
    return rewritten(jobs, "pause_job", "seen.job.generation + 1", "seen.job.generation")


@mutant("a lease keeps others away from a phase that is worked on", 3, 7)
def lease() -> AbstractContextManager[Any]:
    return patch.object(Job, "leased", lambda *_: False)


@mutant("a lease ends when its holder is silent", 2)
def lease_ends() -> AbstractContextManager[Any]:
    return patch.object(Job, "leased", lambda self, *_: self.lease is not None)


@mutant("heartbeats renew the lease while a phase is worked on", 3, 7)
def heartbeats() -> AbstractContextManager[Any]:
    return patch.object(watch.Watch, "_beat", lambda self: None)


@mutant("only the server's clock says when a lease is over", 7)
def server_clock() -> AbstractContextManager[Any]:
    leased = Job.leased

    def by_local_clock(self: Job, now: Any, seconds: float) -> bool:
        return leased(self, now + timedelta(seconds=here().skew), seconds)

    return patch.object(Job, "leased", by_local_clock)


@mutant("a worker looks every second whether the job is still its own", 5)
def looking() -> AbstractContextManager[Any]:
    return patch.object(watch.Watch, "_look", lambda self: None)


# ---- one at a time


@mutant("a start creates the lock of its process on its subject", 1)
def lock() -> AbstractContextManager[Any]:
    return rewritten(store.JobStore, "create", "batch.create(self._lock(job)", "batch.set(self._lock(job)")


@mutant("the same Idempotency-Key gets the first answer again", 1)
def idempotency_key() -> AbstractContextManager[Any]:
    return rewritten(store.JobStore, "create", "if key:", "if False:")


@mutant("a slot is taken in the batch that lets a job run", 8)
def slot() -> AbstractContextManager[Any]:
    return rewritten(slots.Slots, "take", "batch.create(", "batch.set(")


@mutant("a slot is given back in the batch that ends a job", 8)
def slot_given_back() -> AbstractContextManager[Any]:
    return patch.object(slots.Slots, "leave", lambda *_: None)


# ---- whole or absent


@mutant("a job and what people see of it change in one commit", 1, 4, 8, 9)
def atomic_commit() -> AbstractContextManager[Any]:
    return rewritten(
        store.JobStore,
        "write",
        "updated: datetime = batch.commit()[0].update_time",
        "first, rest = self.db.batch(), self.db.batch()\n"
        "            first.writes, rest.writes = batch.writes[:1], batch.writes[1:]\n"
        "            updated: datetime = first.commit()[0].update_time\n"
        "            rest.commit()",
    )


@mutant("only a claim's own prefix is written to: a zombie's files never lie among its successor's", 3)
def own_prefix() -> AbstractContextManager[Any]:
    return patch.object(artifacts.Artifacts, "prefix", staticmethod(lambda job, generation: job.prefix))


@mutant("the files of a run are deleted again when no zombie of it can be left", 4)
def second_cleaning() -> AbstractContextManager[Any]:
    return rewritten(
        cleanup.Cleaner, "clean", '"cleanup_at": now + self._last_zombie,', '"cleanup_at": None, "cleaned_at": now,'
    )


@mutant("a failed job's files are kept for its retry", 3)
def kept_for_retry() -> AbstractContextManager[Any]:
    return rewritten(failures.Failures, "_ending", '"cleanup_at": kept_until', '"cleanup_at": now')


@mutant("a cleaner writes down that checkpoints go before they go", 3)
def first_the_word() -> AbstractContextManager[Any]:
    return rewritten(cleanup.Cleaner, "clean", ', "checkpoints": []', "")


# ---- accepted means finished


@mutant("a job is written before its task is made", 2, 7)
def job_before_task() -> AbstractContextManager[Any]:
    return rewritten(
        jobs.Jobs,
        "start",
        "self._store.create(pipeline, placed, message, key)",
        "self._begin(placed) if not placed.waiting else None\n"
        "        self._store.create(pipeline, placed, message, key)",
    )


@mutant("a task has a name of its own, so that making it twice is making it once", 2)
def idempotent_names() -> AbstractContextManager[Any]:
    return rewritten(
        queue.PhaseQueue, "create", "/tasks/{name}", "/tasks/{name}-{__import__('random').getrandbits(64):x}"
    )


@mutant("a lost task gets a new name, for the old one is remembered", 2)
def new_name() -> AbstractContextManager[Any]:
    return rewritten(sweeper.Sweeper, "_redispatch", "job.dispatch + 1", "job.dispatch", times=2)


@mutant("the sweeper replaces tasks that are lost", 2)
def sweeper_redispatches() -> AbstractContextManager[Any]:
    return patch.object(sweeper.Sweeper, "_redispatch", lambda *_: False)


@mutant("the sweeper lets the next in line run where nobody else did", 2)
def sweeper_moves_lines() -> AbstractContextManager[Any]:
    return patch.object(sweeper.Sweeper, "_move_lines", lambda *_: None)


@mutant("who gives up a slot lets the next in line run", 2, 8)
def line_moves() -> AbstractContextManager[Any]:
    return patch.object(line.Line, "move", lambda *_: 0)


@mutant("a worker that records a phase makes the task of the next", 2, 7)
def next_task() -> AbstractContextManager[Any]:
    return patch.object(queue.PhaseQueue, "push", lambda *_: None)


@mutant("a write whose reply was lost is known again by its id", 2, 3, 5, 6, 7)
def write_id() -> AbstractContextManager[Any]:
    return rewritten(store.JobStore, "write", "now.job.write_id == nonce", "False")


@mutant("attempts are counted on the job, and are over after three errors", 2, 6)
def attempts_end() -> AbstractContextManager[Any]:
    return rewritten(failures.Failures, "failed", "errors < MAX_ERRORS", "True")


@mutant("a wait before the next attempt", 6)
def backoff() -> AbstractContextManager[Any]:
    return patch.object(failures, "backoff", lambda *_: timedelta(0))


@mutant("interruptions are counted on the job, and five end it", 2, 6)
@contextmanager
def interruptions_end() -> Iterator[None]:
    with patch.object(failures, "MAX_INTERRUPTIONS", 99), patch.object(worker, "MAX_INTERRUPTIONS", 99):
        yield


@mutant("an operator is told of attempts that are spent", 6)
def dead_letter() -> AbstractContextManager[Any]:
    return rewritten(failures.Failures, "_ending", "if error.retryable:", "if False:")


@mutant("a restart says so", 9)
def restart_says_so() -> AbstractContextManager[Any]:
    return patch.object(worker.Worker, "_attempt_message", staticmethod(lambda *_: ""))


@mutant("a heartbeat shows the phase that is due when it is written", 9)
def true_heartbeat() -> AbstractContextManager[Any]:
    return rewritten(
        watch.Watch,
        "_beat",
        "self._held.beat(self._status,",
        "told = self._status()\n    self._held.beat(lambda: told,",
    )


@mutant("an attempt's new task is counted up from the last one that there was", 6)
def dispatch_counted() -> AbstractContextManager[Any]:
    return rewritten(failures.Failures, "_again", "Increment(1)", "held.job.dispatch + 1")


@mutant("what a replaced run itself left is deleted at once, not with its pictures a day later", 4)
def replaced_cleaned() -> AbstractContextManager[Any]:
    return rewritten(
        worker.Worker, "_complete", '"cleanup_at": now,  # at', '"cleanup_at": now + timedelta(days=1),  # at'
    )


@mutant("a subject that goes while its job is being cancelled by hand ends the job", 2)
def gone_while_cancelled() -> AbstractContextManager[Any]:
    return rewritten(worker.Worker, "handle", "except SubjectGone:", "except ZeroDivisionError:")


@contextmanager
def applied(name: str | None) -> Iterator[None]:
    """The engine without one of its mechanisms, or with all of them."""
    if name is None:
        yield
    else:
        with MUTANTS[name].applied():
            yield


__all__ = ["MUTANTS", "Mutant", "applied"]

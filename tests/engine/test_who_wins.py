"""Who wins when two hands reach for one job: the table of README "Who wins", pair by pair and both orders.

The second hand acts on what it read before the first one acted: a worker on the job that it holds, the sweeper and a
claim on the job as they saw it. People's calls read anew, and so do their screens. The last test lets both act at once.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from typing import Any

import pytest
from google.cloud.firestore import DocumentSnapshot
from google.cloud.firestore_v1.base_query import FieldFilter

from emulator.config import ROOT
from emulator.stack import Stack
from functions.services import Services
from shared.cloud.config import settings
from shared.engine.errors import AlreadyRunning, PhaseError, Superseded, WrongState
from shared.engine.eta import by_weight
from shared.engine.held import Held
from shared.engine.job import LEGAL, State
from shared.engine.pipeline import Results
from shared.engine.store import Refused, Seen
from shared.engine.watch import Watch
from tests.engine.pipelines import ERRANDS, PIPELINES, Errand

ERRAND = Errand(ledger="/dev/null")
BROKEN = PhaseError("broken", "This is broken. Mend it.")

TABLE = """
| first ↓, then → | start | pause | resume | cancel | retry | claim | beat | advance | fail | commit | sweep |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| start | 409 | paused | same | cancelled | 409 | processing | – | – | – | – | processing |
| pause | 409 | same | processing | cancelled | 409 | out | out | out | out | out | out |
| resume | 409 | paused | same | cancelled | 409 | out | out | out | out | out | out |
| cancel | new | 409 | 409 | same | new | out | out | out | out | out | out |
| retry | 409 | paused | same | cancelled | 409 | out | out | out | out | out | out |
| claim | 409 | paused | same | cancelled | 409 | out | processing | processing | failed | completed | out |
| beat | 409 | paused | same | cancelled | 409 | out | processing | processing | failed | completed | out |
| advance | 409 | paused | same | cancelled | 409 | out | processing | – | failed | completed | out |
| fail | new | 409 | 409 | 409 | retry | out | same | out | out | out | out |
| commit | new | 409 | 409 | 409 | 409 | out | same | out | out | out | out |
| sweep | 409 | paused | same | cancelled | 409 | out | processing | processing | failed | completed | out |
"""
"""What the second hand gets. A state: it acted, and so stands the job. same: nothing to do, and no error. new: a job
of its own. retry: the same job goes on. 409: refused, with a sentence. out: its write is refused, and it leaves."""

_rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.strip().splitlines()]
SECONDS = _rows[0][1:]
WINS = {row[0]: dict(zip(SECONDS, row[1:], strict=True)) for row in _rows[2:]}
BEFORE = {"start": "idle", "resume": "paused", "retry": "failed", "claim": "queued"}  # else a worker holds the job
AT_ONCE = [
    ("pause", "advance"), ("pause", "claim"), ("pause", "commit"), ("pause", "fail"), ("pause", "cancel"),
    ("pause", "beat"), ("pause", "sweep"), ("cancel", "commit"), ("cancel", "advance"), ("cancel", "fail"),
    ("cancel", "claim"), ("resume", "resume"), ("resume", "cancel"), ("retry", "retry"), ("retry", "start"),
    ("start", "start"), ("claim", "claim"), ("claim", "sweep"), ("commit", "sweep"),
]  # fmt: skip


@dataclass
class World:
    """One thing, its job, and what the hands have read of it."""

    services: Services
    thing: str
    seen: Seen | None = None
    held: Held | None = None

    def job(self) -> DocumentSnapshot | None:
        task_id = self.status().get("task_id")
        return self.services.store.db.document(f"jobs/{task_id}").get() if task_id else None

    def status(self) -> dict[str, Any]:
        whole = self.services.store.db.document(self.thing).get().to_dict() or {}
        found: dict[str, Any] = whole.get("processing_status", {}).get("errands", {})
        return found

    def look(self) -> None:
        self.seen = self.services.store.get(self.status()["task_id"])

    # ---- hands

    def start(self) -> None:
        self.services.jobs.start("errands", self.thing, "ann", ERRAND)

    def pause(self) -> None:
        self.services.jobs.pause("errands", self.thing)

    def resume(self) -> None:
        self.services.jobs.resume("errands", self.thing)

    def cancel(self) -> None:
        self.services.jobs.cancel("errands", self.thing)

    def retry(self) -> None:
        self.services.jobs.retry("errands", self.thing, "ann", ERRAND)

    def claim(self) -> None:
        assert self.seen
        self.held = self.services.worker._claim(ERRANDS, self.seen)

    def beat(self) -> None:
        assert self.held
        self.held.beat(lambda: {"message": "working"})

    def advance(self) -> None:
        assert self.held
        watch = Watch(self.held, ERRANDS, by_weight([1, 2, 1]), self.services.settings)
        self.services.worker._advance(ERRANDS, self.held, "runs/x/3.json", 1.0, watch)

    def fail(self) -> None:
        assert self.held
        self.services.worker._failures.failed(ERRANDS, self.held, BROKEN)

    def commit(self) -> None:
        assert self.held
        self.services.worker._complete(ERRANDS, self.held, Results(subject={"found": 1}))

    def sweep(self) -> None:
        assert self.seen
        if not self.services.sweeper._redispatch(self.seen):
            raise Superseded

    def act(self, hand: str) -> str:
        """Let a hand act; what it gets, in the words of the table."""
        before, job = self.job(), None
        try:
            getattr(self, hand)()
            job = self.job()
        except (AlreadyRunning, WrongState):
            return "409"
        except (Superseded, Refused):
            return "out"
        assert job
        if before is None or before.id != job.id:
            return "new"
        if before.update_time == job.update_time:
            return "same"
        return "retry" if hand == "retry" else str(job.get("state"))


@pytest.fixture(scope="module")
def services(emulators: Stack) -> Services:
    return Services(settings(), PIPELINES)


@pytest.fixture
def world(services: Services) -> Iterator[Callable[[str], World]]:
    """Makes worlds in which a job is idle, queued, held, paused or failed. No worker is there but the test."""
    services.queue._client.pause_queue(name=services.settings.queue_path)

    def make(how: str) -> World:
        thing = f"things/{uuid.uuid4().hex[:8]}"
        services.store.db.document(thing).set({"name": "a thing"})
        made = World(services, thing)
        if how == "idle":
            return made
        made.start()
        made.look()
        if how == "queued":
            return made
        assert made.seen
        two = [{"phase": n, "generation": 1, "path": f"runs/x/{n}.json"} for n in (1, 2)]
        services.store.write(made.seen, {"phase": 3, "checkpoints": two})
        made.look()
        made.claim()
        made.look()
        if how in ("paused", "failed"):
            asleep = copy(made.held)  # one that sleeps while others end the job
            made.act({"paused": "pause", "failed": "fail"}[how])
            made.held = asleep
        return made

    yield make
    services.queue._client.resume_queue(name=services.settings.queue_path)


def agrees(world: World) -> None:
    """What must hold at rest, whoever won: one job has the lock, a slot only who may run, and the screen tells it."""
    snapshot, shown, db = world.job(), world.status(), world.services.store.db
    assert snapshot
    job = world.services.store.get(snapshot.id)
    assert job
    state = job.job.state
    assert shown["status"] == state
    assert (shown["completed_at"] is not None) == (state in (State.COMPLETED, State.FAILED, State.CANCELLED))
    assert (shown["error"] is not None) == (state == State.FAILED)
    lock = db.document(f"locks/{world.thing.replace('/', ':')}.errands").get()
    assert lock.exists == (state in (State.PROCESSING, State.PAUSED))
    assert not lock.exists or lock.get("task_id") == snapshot.id
    slots = [slot for slot in world.services.store.slots.taken() if slot.task_id == snapshot.id]
    assert [slot.number for slot in slots] == ([job.job.slot] if job.job.slot else [])
    assert (job.job.slot is not None or job.job.waiting) == (state == State.PROCESSING)
    if state != State.PROCESSING:
        assert (job.job.lease, job.job.retry_at, shown["queue_position"]) == (None, None, None)
    mine = db.collection("jobs").where(filter=FieldFilter("subject", "==", world.thing)).stream()
    live = [s.id for s in mine if s.get("state") in ("processing", "paused")]
    assert live in ([], [snapshot.id])


def release(world: World) -> None:
    """End what is left, so that the next world finds free slots."""
    if world.status().get("status") in ("processing", "paused"):
        world.cancel()


@pytest.mark.parametrize("first", list(WINS))
def test_the_second_hand_gets_what_the_table_says(world: Callable[[str], World], first: str) -> None:
    got = {}
    for second, due in WINS[first].items():
        if due == "–":
            got[second] = due
            continue
        here = world(BEFORE.get(first, "held"))
        here.act(first)
        if first == "start":
            here.look()
        state = _state(here)
        got[second] = here.act(second)
        agrees(here)
        assert got[second] == "new" or _state(here) in LEGAL[state] | {state}, (first, second)
        if got[second] in ("out", "same", "409"):
            assert _state(here) == state, (first, second)
        release(here)
    assert got == WINS[first]


@pytest.mark.parametrize("hands", AT_ONCE, ids="+".join)
def test_of_two_at_once_either_comes_first(world: Callable[[str], World], hands: tuple[str, str]) -> None:
    first, second = hands
    for _ in range(3):
        here = world(BEFORE.get(first, "queued" if second == "claim" else "held"))
        gate = threading.Barrier(2)

        def reach(hand: str, here: World = here, gate: threading.Barrier = gate) -> str:
            mine = World(here.services, here.thing, here.seen, here.held)
            gate.wait()
            return mine.act(hand)

        with ThreadPoolExecutor(2) as pool:
            got = list(pool.map(reach, hands))
        agrees(here)
        lost = {"409", "out"}
        assert not set(got) <= lost | {"same"}, "somebody wins"
        if WINS[first][second] in lost and WINS[second][first] in lost:
            assert set(got) & lost, "not both"
        if hands == ("resume", "resume"):
            job = here.job()
            assert job
            assert job.get("dispatch") == 1, "it went on once"
        release(here)


def _state(world: World) -> State:
    job = world.job()
    assert job
    return State(job.get("state"))


def test_the_table_stands_in_the_readme() -> None:
    assert TABLE.strip() in (ROOT / "README.md").read_text(encoding="utf-8")

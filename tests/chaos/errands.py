"""The pipeline of the simulation: three phases and a commit, whose calls a ledger outside of everything counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from greenlet import getcurrent
from pydantic import BaseModel

from shared.engine.errors import PhaseError
from shared.engine.pipeline import Phase, Pipeline, Results, Target
from shared.engine.run import Run, StoredFile
from tests.chaos.kernel import Killed, Process

ROWS = 3
TICK_SECONDS = 0.5
STALL_SECONDS = 60.0
TRANSIENT = {"once": 1, "twice": 2, "busy": 99}
DYING = {"dies once": 1, "dies": 99}


class Errand(BaseModel):
    """Job model: how long each phase takes, and what goes wrong in the second one."""

    name: str
    first_seconds: float = 1.0
    seconds: float = 1.0
    trouble: str = ""
    wish: str = ""


class First(BaseModel):
    token: str
    picture: StoredFile


class Second(BaseModel):
    token: str
    picture: StoredFile


class Third(BaseModel):
    token: str
    rows: int


@dataclass
class Ledger:
    """What phases did, counted outside of everything that the engine keeps.

    counts: by (errand, line). worked: when a phase last worked at an errand. faults: what no phase should ever see.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    worked: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def here() -> Process:
    """The process that a phase runs in."""
    process: Process = getcurrent().process  # type: ignore[attr-defined]
    return process


def note(errand: Errand, line: str) -> int:
    """A line of the ledger; how many times it stands there now."""
    process = here()
    process.kernel.note(f"{process.name}: {errand.name} {line}")
    counts = process.kernel.ledger.counts
    counts[errand.name, line] += 1
    return int(counts[errand.name, line])


def work(run: Run, errand: Errand, seconds: float) -> None:
    kernel, end = here().kernel, here().kernel.now + seconds
    while (left := end - kernel.now) > 0:
        if errand.trouble != "quiet":
            run.progress(int(100 * (1 - left / seconds)), 100, "working")
        kernel.ledger.worked[errand.name] = kernel.now
        kernel.sleep(min(TICK_SECONDS, left))


def keep(run: Run, errand: Errand, phase: int) -> tuple[str, StoredFile]:
    """Save something that only this very process could have written."""
    token = f"{errand.name} {phase} {here().name}"
    return token, run.save(f"pictures/{phase}.txt", token.encode(), "text/plain")


def read(run: Run, token: str, picture: StoredFile) -> None:
    """Look whether what a phase hands on is what it kept."""
    if (found := run.open(picture).read_text(encoding="utf-8")) != token:
        here().kernel.ledger.faults.append(f"handed on was {token!r}, kept is {found!r}")


def first(run: Run, errand: Errand) -> First:
    note(errand, "first begins")
    work(run, errand, errand.first_seconds)
    token, picture = keep(run, errand, 1)
    note(errand, "first ends")
    return First(token=token, picture=picture)


def second(run: Run, errand: Errand, before: First) -> Second:
    times = note(errand, "second begins")
    read(run, before.token, before.picture)
    if errand.trouble == "permanent":
        raise PhaseError("encrypted_pdf", "This PDF is protected by a password. Save it without one.")
    if errand.trouble == "hangs":
        here().kernel.sleep(10_000)
    work(run, errand, errand.seconds)
    if times <= TRANSIENT.get(errand.trouble, 0):
        raise PhaseError("busy", "The reader is busy. Retry in a minute.", retryable=True)
    if times <= DYING.get(errand.trouble, 0):
        here().kill()
        raise Killed
    run.warn("odd", "This looks odd.")
    token, picture = keep(run, errand, 2)
    note(errand, "second ends")
    return Second(token=token, picture=picture)


def third(run: Run, errand: Errand, one: First, before: Second) -> Third:
    note(errand, "third begins")
    read(run, before.token, before.picture)
    work(run, errand, errand.seconds)
    note(errand, "third ends")
    return Third(token=f"{one.token}, {before.token}", rows=ROWS)


def save(run: Run, target: Target, errand: Errand, one: First, last: Third) -> Results:
    note(errand, "commit prepared")
    read(run, one.token, one.picture)
    row = {"by": target.task_id, "token": last.token}
    return Results(
        subject={"found": last.rows, "found_by": target.task_id},
        replace={f"{target.subject}/rows": {f"row-{n}": row for n in range(last.rows)}},
        publish={f"{target.subject}/published/{target.task_id}/one.txt": one.picture},
    )


ERRANDS = Pipeline(
    "errands",
    subject="things/{thing_id}",
    job=Errand,
    phases=(
        Phase("First things", first, weight=1, stall_seconds=STALL_SECONDS),
        Phase("Second things", second, weight=2, stall_seconds=STALL_SECONDS),
        Phase("Third things", third, weight=1, stall_seconds=STALL_SECONDS),
    ),
    commit=save,
    published="{subject}/published/{task_id}/",
    late={"wish": 2},
)
PIPELINES = {ERRANDS.process: ERRANDS}

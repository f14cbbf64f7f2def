"""Small pipelines whose effects an outside ledger counts: what the engine is tested with."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from shared.engine.errors import PhaseError
from shared.engine.pipeline import Phase, Pipeline, Results, Target
from shared.engine.run import Run, StoredFile

log = logging.getLogger("shared.errands")


class Errand(BaseModel):
    """Job model: where the ledger lies, how long each phase takes, and what goes wrong in the second phase."""

    ledger: str
    seconds: float = 0.0
    trouble: str = ""
    rows: int = 3
    wish: str = ""
    last_wish: str = ""


class First(BaseModel):
    picture: StoredFile


class Second(BaseModel):
    count: int


class Third(BaseModel):
    names: list[str]


def note(errand: Errand, line: str) -> None:
    """One line in the ledger: appended whole, whoever writes."""
    with Path(errand.ledger).open("a", encoding="utf-8") as ledger:
        ledger.write(line + "\n")


def work(run: Run, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        run.progress(int(100 - 100 * (end - time.monotonic()) / seconds), 100, "working")
        time.sleep(0.05)


def first(run: Run, errand: Errand) -> First:
    note(errand, "first begins")
    work(run, errand.seconds)
    picture = run.save("pictures/one.txt", b"a picture", "text/plain")
    note(errand, "first ends")
    return First(picture=picture)


def second(run: Run, errand: Errand, before: First) -> Second:
    note(errand, "second begins")
    assert run.open(before.picture).read_bytes() == b"a picture"
    trouble(run, errand)
    if errand.trouble == "wants a wish":
        run.warn("wish", f"The wish is “{errand.wish}”.")
    work(run, errand.seconds)
    note(errand, "second ends")
    return Second(count=errand.rows)


def third(run: Run, errand: Errand, before: Second) -> Third:
    note(errand, "third begins")
    if errand.trouble == "wants a wish" and not errand.wish:
        raise PhaseError("no_wish", "There is no wish. Make one.")
    work(run, errand.seconds)
    note(errand, "third ends")
    return Third(names=[f"row-{n}" for n in range(before.count)])


def trouble(run: Run, errand: Errand) -> None:
    """What the job asks to go wrong."""
    match errand.trouble:
        case "permanent":
            with run.document("doc-7"):
                raise PhaseError("encrypted_pdf", "This PDF is protected by a password. Save it without one.")
        case "transient":
            raise PhaseError("busy", "The reader is busy. Retry in a minute.", retryable=True)
        case "once":
            flag = Path(errand.ledger + ".once")
            log.info("has it happened: %s", flag.exists())
            if not flag.exists():
                flag.touch()
                raise PhaseError("busy", "The reader is busy. Retry in a minute.", retryable=True)
        case "bug":
            raise ZeroDivisionError("a fault of ours")
        case "bug until mended":
            if not Path(errand.ledger + ".mended").exists():
                raise ZeroDivisionError("a fault of ours")
        case "dies once":
            flag = Path(errand.ledger + ".once")
            if not flag.exists():
                flag.touch()
                os._exit(9)
        case "dies":
            with run.document("doc-7"):
                os._exit(9)
        case "memory":
            bytearray(8 << 30)
        case "hangs":
            note(errand, f"pids {os.getpid()} {os.getppid()}")
            with run.document("doc-7"):
                time.sleep(3600)
        case "swallows":
            while True:  # a phase with a blanket handler must still be stoppable
                try:
                    run.progress(1, 2)
                    time.sleep(0.02)
                except Exception:  # noqa: BLE001
                    pass
        case "warns":
            run.warn("odd", "This looks odd.", "doc-7")
            run.warn("odd", "This looks odd.", "doc-7")


def save(run: Run, target: Target, errand: Errand, one: First, last: Third) -> Results:
    note(errand, "commit prepared")
    return Results(
        subject={"found": len(last.names)},
        replace={f"{target.subject}/rows": {name: {"name": name, "by": target.task_id} for name in last.names}},
        publish={f"{target.subject}/published/{target.task_id}/one.txt": one.picture},
    )


def pipeline(process: str, **second_phase: float) -> Pipeline:
    return Pipeline(
        process,
        subject="things/{thing_id}",
        job=Errand,
        phases=(
            Phase("First things", first, weight=1),
            Phase("Second things", second, weight=2, **second_phase),
            Phase("Third things", third, weight=1),
        ),
        commit=save,
        published="{subject}/published/{task_id}/",
        late={"wish": 2, "last_wish": 3},
    )


class Parted(BaseModel):
    parts: list[int]
    recalled: list[str | None]
    pids: list[int]
    files: list[StoredFile]


def each_part(run: Run, errand: Errand) -> Parted:
    def part(own: Run, number: int) -> tuple[int, int, StoredFile, str | None]:
        assert own.recall("a-key") is None, "outside a document nothing is remembered"
        with own.document(f"doc-{number}"):
            note(errand, f"part {number} begins")
            if number == 1:
                trouble(own, errand)
            work(own, errand.seconds)
            known = own.recall("a-key")
            own.remember("a-key", f"of part {number}".encode())
            file = own.save(f"parts/{number}.txt", str(number).encode(), "text/plain")
            assert own.open(file).read_text() == str(number), "what was saved can be read at once"
            return number, os.getpid(), file, known.decode() if known else None

    made = run.each(range(errand.rows), part)
    return Parted(
        parts=[m[0] for m in made], pids=[m[1] for m in made], files=[m[2] for m in made], recalled=[m[3] for m in made]
    )


def save_parts(run: Run, target: Target, made: Parted) -> Results:
    contents = [run.open(file).read_text(encoding="utf-8") for file in made.files]
    return Results(subject={"parts": made.parts, "pids": made.pids, "recalled": made.recalled, "contents": contents})


CREWS = Pipeline(
    "crews",
    subject="things/{thing_id}",
    job=Errand,
    phases=(Phase("Parts", each_part),),
    commit=save_parts,
    remembered="{subject}/memory/{document_id}/",
)


class Readings(BaseModel):
    rows: list[dict[str, Any]]
    found: StoredFile


def read_sources(run: Run, errand: Errand) -> Readings:
    """What the pipeline's sources hold, read by the phase and, all at once, by parts of it."""
    rows = [row for name in ("parts", "nested", "nothing") for row in run.rows(name)]
    if errand.trouble == "undeclared":
        list(run.rows("secrets"))
    in_parts = run.each([1, 2], lambda own, part: list(own.rows("nested")))
    assert in_parts[0] == in_parts[1] == list(run.rows("nested"))
    return Readings(rows=rows, found=run.save("found.txt", b"found", "text/plain"))


def save_beside(run: Run, target: Target, readings: Readings) -> Results:
    return Results(
        subject={"rows": readings.rows},
        add={f"{target.subject}/kept/{target.task_id}": {"rows": len(readings.rows)}},
        publish={f"{target.subject}/kept/{target.task_id}/found.txt": readings.found},
    )


SOURCES = Pipeline(
    "sources",
    subject="things/{thing_id}",
    job=Errand,
    phases=(Phase("Reading", read_sources),),
    commit=save_beside,
    published="{subject}/kept/{task_id}/",
    supersedes=False,
    sources={"parts": "{subject}/parts", "nested": "{subject}/parts/*/pieces", "nothing": "{subject}/nothing"},
)
ERRANDS = pipeline("errands")
IMPATIENT = pipeline("impatient", stall_seconds=1.0)
PIPELINES = {p.process: p for p in (ERRANDS, IMPATIENT, CREWS, SOURCES)}

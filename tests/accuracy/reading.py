"""Read documents with the product's own command line and judge them: each in a process of its own, several at a time.

A document that hangs or kills its process costs itself alone. The processes are forked from one that has imported
everything, because imports take longer than reading a short document.
"""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from shared.collections.__main__ import main as read_linesheets
from tests.accuracy.calibration import Bin, binned
from tests.accuracy.documents import ROOT, Document, Set, find, weight
from tests.accuracy.looks import look
from tests.accuracy.mistakes import Mistake, mistakes
from tests.accuracy.places import TextLayer
from tests.accuracy.score import Ratio, figures, judge, missed

Made = TypeVar("Made")
LONGEST = 300.0  # seconds for one document


@dataclass(frozen=True)
class Task:
    """A document to be read, of a seed."""

    name: str
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    """What came of a document: its ratios, or why there are none (`failed`, `absent`)."""

    task: Task
    set: Set = "generated"
    products: int = 0
    ratios: dict[str, Ratio] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    bins: list[Bin] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    informational: bool = False
    seconds: float = 0.0
    failed: str | None = None
    absent: str | None = None


def read(file: Path, out: Path) -> dict[str, Any]:
    """The result.json of `python -m shared.collections`; raises RuntimeError with what it said if it failed."""
    shutil.rmtree(out, ignore_errors=True)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        status = read_linesheets([str(file), "--out", str(out)])
    if status:
        raise RuntimeError(" ".join(said.getvalue().split())[-300:] or f"exit status {status}")
    result: dict[str, Any] = json.loads((out / "result.json").read_text(encoding="utf-8"))
    return result


def outcome(task: Task) -> Outcome:
    """Make, read and judge one document. Raises whatever reading it raises."""
    document = find(task.name, task.seed)
    if document.truth is None:
        return Outcome(task, document.set, absent=f"no file {document.file.name} on this machine")
    truth = document.truth
    out = ROOT / "build" / "accuracy" / (task.name if task.seed == 1 else f"{task.name}-{task.seed}")
    began = time.monotonic()
    result = read(document.file, out)
    seconds = time.monotonic() - began
    if any(product.picture_looks for product in truth.products):
        for row in result["images"]:
            row["look"] = look(out / row["file"])
    return _judged(task, document, result, seconds)


def _judged(task: Task, document: Document, result: Mapping[str, Any], seconds: float) -> Outcome:
    assert document.truth is not None
    truth = document.truth
    judged = judge(truth, result, document.file)
    return Outcome(
        task,
        document.set,
        len(judged.truth.products),
        judged.ratios,
        missed(truth, figures(judged.ratios)) if document.barred else [],
        binned(judged.claims),
        list(mistakes(judged, TextLayer(document.file))),
        truth.informational,
        seconds,
    )


def nothing_read(task: Task, why: str) -> Outcome:
    """The outcome of a document that could not be read: nothing is found in it."""
    document = find(task.name, task.seed)
    return replace(_judged(task, document, {}, 0.0), failed=why, misses=[], mistakes=[])


def _child(function: Callable[[Task], Made], task: Task, answer: Connection) -> None:
    try:
        answer.send(function(task))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it is this document's
        answer.send(f"{type(error).__name__}: {error}")


def alone(task: Task, longest: float = LONGEST) -> Outcome:
    """The outcome of a document that is read in a process of its own, or why there is none."""
    answer = apart(outcome, task, longest)
    return nothing_read(task, answer) if isinstance(answer, str) else answer


def apart(function: Callable[[Task], Made], task: Task, longest: float = LONGEST) -> Made | str:
    """What a module's function makes of a task in a process of its own, or why it made nothing."""
    here, there = _context().Pipe(duplex=False)
    child = _context().Process(target=_child, args=(function, task, there), daemon=True)
    child.start()
    there.close()
    try:
        answer: Made | str = here.recv() if here.poll(longest) else f"still reading after {longest:.0f} s"
    except EOFError:
        child.join()
        answer = f"its process died with status {child.exitcode}"
    finally:
        child.kill()
        child.join()
        here.close()
    return answer


def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "tests.accuracy.orders.reading"])
    return context


def read_all(tasks: Sequence[Task], at_once: int = 0) -> Iterator[Outcome]:
    """The outcomes as they come, the longest documents begun first; as many at a time as there are cores, at most 2."""
    at_once = at_once or min(2, os.cpu_count() or 1)
    ordered: Iterable[Task] = sorted(tasks, key=lambda task: weight(task.name, task.seed), reverse=True)
    with ThreadPoolExecutor(at_once) as pool:
        for done in as_completed([pool.submit(alone, task) for task in ordered]):
            yield done.result()

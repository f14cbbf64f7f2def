"""What a job does: a pipeline of phases, declared once and checked when it is imported."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel

from shared.engine.run import Run, StoredFile

Unit = Literal["phase", "step"]
Function = Callable[..., Any]


class PipelineError(TypeError):
    """A pipeline whose phases do not fit together; raised when its module is imported."""


@dataclass(frozen=True)
class Results:
    """What a finished job makes visible, all of it in one Firestore commit.

    subject: fields of the subject's document, by dotted path.
    replace: Firestore collection path -> {document id: fields}. After the commit it holds exactly these.
    add: Firestore document path -> fields. Set beside whatever else there is.
    publish: Storage path -> a file of this run, copied there before the commit.
    counted: what else people are told a number of, by its name ("images"); documents are counted without it.
    """

    subject: Mapping[str, Any] = field(default_factory=dict)
    replace: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    add: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    publish: Mapping[str, StoredFile] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many documents there are, by the last part of their collection's path, and what is `counted` besides."""
        counts: Counter[str] = Counter()
        for path, documents in self.replace.items():
            counts[path.rpartition("/")[2]] += len(documents)
        counts.update(path.split("/")[-2] for path in self.add)
        return {**counts, **self.counted}


@dataclass(frozen=True)
class Target:
    """Which job on which subject; handed to `commit` functions that ask for it. `subject` is its Firestore path."""

    task_id: str
    subject: str


@dataclass(frozen=True)
class Phase:
    """One named step. `function(run, ...models) -> model`; `weight` is its expected share of the time.

    `stall_seconds` is how long it may go without calling `run.progress` before it counts as hung.
    """

    name: str
    function: Function
    weight: float = 1.0
    stall_seconds: float = 120.0

    @property
    def output(self) -> type[BaseModel]:
        return _model(_hints(self.function).get("return"), f"{self.function.__name__} returns")


@dataclass(frozen=True)
class Pipeline:
    """Phases in order, then one commit.

    process: the key in `processing_status` ("document_processing").
    subject: the path of the document it works on ("collections/{collection_id}").
    job: the input model, stored on the job when it starts.
    published: Storage prefix that `Results.publish` writes below, with `{subject}` and
        `{task_id}`; swept when a run ends badly.
    supersedes: whether a run's results take the place of the last run's, whose published files are swept then.
    sources: name -> Firestore collections that phases may read through `Run.rows`, with `{subject}`; `*` stands for
        every document id ("{subject}/documents/*/structured_products").
    late: field of the job's model -> the number of the first phase that reads it (one more than there are phases: the
        commit). A failed job that is retried with only such fields changed goes on from there.
    units: the size of the work that a job's model asks for (pages, rows): what phases take is expected to grow with it.
    remembered: Storage prefix of what phases remember of a document, with `{subject}` and `{document_id}`;
        whoever deletes these deletes it with them.
    """

    process: str
    subject: str
    job: type[BaseModel]
    phases: Sequence[Phase]
    commit: Callable[..., Results]
    unit: Unit = "phase"
    published: str | None = None
    remembered: str | None = None
    supersedes: bool = True
    sources: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)
    units: Callable[[Any], float] = lambda job: 1.0

    def __post_init__(self) -> None:
        known: list[type[BaseModel]] = [self.job]
        for phase in self.phases:
            _inputs(phase.function, known, self.process)
            if phase.output in known:
                raise PipelineError(f"{self.process}: two phases make a {phase.output.__name__}")
            known.append(phase.output)
        _inputs(self.commit, known, self.process)
        for name, phase_number in self.late.items():
            if name not in self.job.model_fields or not 1 <= phase_number <= self.total + 1:
                raise PipelineError(f"{self.process}: no phase {phase_number} can be the first to read {name!r}")

    @property
    def total(self) -> int:
        return len(self.phases)

    def first_reader(self, changed: Collection[str]) -> int | None:
        """The first phase that reads one of these fields of the job; None when one of them is read from the start."""
        if not all(name in self.late for name in changed):
            return None
        return min((self.late[name] for name in changed), default=self.total + 1)

    def models(self) -> list[type[BaseModel]]:
        """The job's model, then each phase's output, in order: index n is what phase n made."""
        return [self.job, *(phase.output for phase in self.phases)]

    def inputs(self, function: Function) -> dict[str, type[Any]]:
        """Parameter name -> type, for a phase's or the commit's function."""
        return _inputs(function, self.models(), self.process)

    def percentage(self, phase: int, fraction: float) -> int:
        """Whole percent when phase number `phase` (from 1) is `fraction` done; 100 is kept for completed jobs."""
        weights = [p.weight for p in self.phases]
        done = sum(weights[: phase - 1]) + (weights[phase - 1] * fraction if phase <= len(weights) else 0)
        return min(99, int(100 * done / sum(weights)))


@cache
def _hints(function: Function) -> dict[str, Any]:
    return get_type_hints(function)


def _inputs(function: Function, known: Sequence[type[BaseModel]], process: str) -> dict[str, type[Any]]:
    hints = _hints(function)
    wanted: dict[str, type[Any]] = {}
    for name in inspect.signature(function).parameters:
        kind = hints.get(name)
        if kind is None:
            raise PipelineError(f"{process}: {function.__name__} has no annotation for {name!r}")
        if kind is not Run and kind is not Target and kind not in known:
            raise PipelineError(f"{process}: nothing before {function.__name__} makes the {kind.__name__} it asks for")
        wanted[name] = kind
    return wanted


def _model(kind: object, what: str) -> type[BaseModel]:
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        raise PipelineError(f"{what} {kind!r}, which is not a pydantic model")
    return kind

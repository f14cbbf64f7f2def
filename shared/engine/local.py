"""Run a pipeline's phases on files, in this process: no emulator, no network."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from shared.engine.errors import PhaseError
from shared.engine.pipeline import Pipeline
from shared.engine.run import Run, StoredFile, Warning, read_rows

P = TypeVar("P")
R = TypeVar("R")
WRITING = 64  # files waiting to be written: bounds memory
Report = Callable[[int, float, str], None]


class LocalRun:
    """A Run on a folder: stored files lie below `root` at their path. Without `memory` nothing is remembered.

    `sources` are JSON-lines files by name; one that is not there has no rows.
    """

    def __init__(
        self,
        root: Path,
        report: Callable[[float, str], None],
        memory: Path | None = None,
        sources: Mapping[str, Path] | None = None,
    ) -> None:
        self.root = root
        self.sources = sources or {}
        self.report = report
        self.memory = memory
        self.warnings: dict[Warning, None] = {}
        self._scratch = tempfile.TemporaryDirectory(prefix="phasework-")
        self._document_id: str | None = None
        # Creating a file takes longer than reading a small picture, so files are written behind the phase's back.
        self._writer = ThreadPoolExecutor(1)
        self._writing: dict[str, Future[None]] = {}
        self._folders: set[Path] = set()

    @property
    def scratch(self) -> Path:
        return Path(self._scratch.name)

    def progress(self, done: int, total: int, message: str = "") -> None:
        self.report(done / total if total else 1.0, message)

    def open(self, file: StoredFile) -> Path:
        self._settle()
        return self.root / file.path

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        return read_rows(self.sources[name]) if name in self.sources else iter(())

    def save(self, name: str, content: bytes | Path, content_type: str) -> StoredFile:
        path = self.root / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        if isinstance(content, Path):
            shutil.move(content, path)
            return StoredFile(path=name, size=path.stat().st_size, content_type=content_type)
        if len(self._writing) >= WRITING:
            self._settle()
        self._writing[name] = self._writer.submit(_write, path, content)
        return StoredFile(path=name, size=len(content), content_type=content_type)

    def _settle(self) -> None:
        """Wait until everything saved is on the disk; raises what went wrong with any of it."""
        while self._writing:
            self._writing.pop(next(iter(self._writing))).result()

    def recall(self, key: str) -> bytes | None:
        try:
            return (self.memory / key).read_bytes() if self.memory else None
        except OSError:
            return None

    def remember(self, key: str, content: bytes) -> None:
        if self.memory:
            with suppress(OSError):
                self.memory.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds what documents say
                (self.memory / key).write_bytes(content)

    def warn(self, code: str, message: str, document_id: str | None = None) -> None:
        self.warnings[Warning(code=code, message=message, document_id=document_id)] = None

    @contextmanager
    def document(self, document_id: str) -> Iterator[None]:
        try:
            yield
        except PhaseError as error:
            error.document_id = error.document_id or document_id
            raise

    def each(self, parts: Sequence[P], function: Callable[[Run, P], R]) -> list[R]:
        return [function(self, part) for part in parts]

    def close(self) -> None:
        try:
            self._settle()
        finally:
            self._writer.shutdown()
            self._scratch.cleanup()


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def call(pipeline: Pipeline, function: Callable[..., Any], run: Run, made: dict[type[Any], Any]) -> Any:
    """Call a phase's function with the run and the models it asks for."""
    wanted = pipeline.inputs(function)
    return function(**{name: run if kind is Run else made[kind] for name, kind in wanted.items()})


def run_phases(
    pipeline: Pipeline,
    job: BaseModel,
    root: Path,
    report: Report = lambda phase, fraction, message: None,
    memory: Path | None = None,
    sources: Mapping[str, Path] | None = None,
) -> tuple[dict[type[Any], Any], list[tuple[str, float]], list[Warning]]:
    """Run every phase on the folder `root`: what each made by type, (name, seconds) of each, and the warnings.

    `report(phase, fraction, message)` is called as phases go on, phases counted from 1. `memory` is a folder that
    outlives the run, for what phases remember; `sources` are JSON-lines files for `Run.rows`. Raises PhaseError.
    """
    made: dict[type[Any], Any] = {pipeline.job: job}
    times: list[tuple[str, float]] = []
    warnings: dict[Warning, None] = {}
    for number, phase in enumerate(pipeline.phases, 1):
        run = LocalRun(root, partial(report, number), memory, sources)
        began = time.perf_counter()
        try:
            made[phase.output] = call(pipeline, phase.function, run, made)
        finally:
            run.close()
        warnings |= run.warnings
        times.append((phase.name, time.perf_counter() - began))
        report(number, 1.0, "")
    return made, times, list(warnings)

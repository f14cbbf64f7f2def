"""A file taken as an upload and through the first two phases, in children of the worker's own nursery and supervisor.

Only what lies around the worker is left out: files are in a folder instead of the bucket, and no job in Firestore looks
on. Limits are those of the worker, save the time without progress, which is shorter here.
"""

from __future__ import annotations

import re
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from shared.cloud.config import Settings
from shared.collections.inspection import Inspector
from shared.collections.models import LinesheetDocument, LinesheetJob
from shared.collections.orders.models import OrderDocument, OrderJob
from shared.collections.pipeline import DOCUMENT_PROCESSING, ITEM_GENERATION
from shared.engine.artifacts import Artifacts
from shared.engine.child import Nursery
from shared.engine.errors import PhaseError
from shared.engine.run import StoredFile, Warning
from shared.engine.supervise import ChildDied, Supervisor
from shared.engine.watch import Watch
from shared.reading import errors
from shared.reading.documents import READ
from shared.reading.sniff import content_type_of, kind_of
from tests.chaos.fuzz.cases import Case

LIMIT_SECONDS = 40.0  # without a sign of progress; a worker waits for 120 s
SETTINGS = Settings(
    google_cloud_project="fuzz", storage_bucket="fuzz", tasks_service_account="fuzz", worker_url="http://localhost"
)
PIPELINES = {pipeline.process: pipeline for pipeline in (DOCUMENT_PROCESSING, ITEM_GENERATION)}
PHASES = 2
CODES = {
    *(kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ReadingError)),
    "no_table",
}
_SENTENCE = re.compile(r".*[.!]", re.S)


@dataclass(frozen=True)
class Outcome:
    """How a file was met. code: of what was said of it, "read" where it could be read. broken: what must never be."""

    case: Case
    code: str
    seconds: float
    broken: str | None = None


class Folder(Artifacts):
    """A folder in the place of the bucket."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def upload(self, path: str, content: bytes | Path, content_type: str) -> None:
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.read_bytes() if isinstance(content, Path) else content)

    def download(self, path: str, target: Path) -> None:
        if not (self._root / path).is_file():
            raise FileNotFoundError(path)
        target.write_bytes((self._root / path).read_bytes())


class Onlooker(Watch):
    """Hears what a phase says; there is no job that could be taken away from it."""

    subject = "collections/fuzz"

    def __init__(self) -> None:
        self.over = threading.Event()
        self.warnings: dict[Warning, None] = {}
        self.messages: list[str] = []

    def progress(self, fraction: float, message: str) -> None:
        self.messages.append(message)


class Reader:
    """Meets files as an upload and a worker do, in any thread."""

    def __init__(self) -> None:
        self._nursery = Nursery(["shared.collections.pipeline", "shared.collections.inspection"])
        self._inspector = Inspector(SETTINGS.child_memory_mb)

    def meet(self, case: Case) -> Outcome:
        """Take the file in and read it. Raises nothing: what must not be is said in the outcome."""
        began = time.monotonic()
        try:
            code, broken = self._met(case)
        except Exception as error:  # noqa: BLE001 - the worker's side failed, which is what is looked for
            code, broken = "crashed", f"the worker's side: {type(error).__name__}: {error}"
        return Outcome(case, code, time.monotonic() - began, broken)

    def _met(self, case: Case) -> tuple[str, str | None]:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
            folder = Path(name)
            path = folder / case.filename
            path.write_bytes(case.content)
            kind = kind_of(path)
            if kind not in READ:
                return ("empty_file" if kind == "empty" else "unsupported_type"), None
            problem = self._inspector.inspect(path).problem
            if problem and problem.code not in CODES:
                return problem.code, f"inspecting: {problem.message}"
            try:
                said = self._phases(case, folder, content_type_of(path, kind))
            except PhaseError as error:
                return error.code, _wrong(error)
            except ChildDied:
                return "died", "the process ended without a word: out of memory, or crashed in native code"
            unclear = [w for w in said if not (re.fullmatch(r"[a-z_]+", w.code) and _SENTENCE.fullmatch(w.message))]
            return "read", f"an unclear warning: {unclear[0]}" if unclear else None

    def _phases(self, case: Case, folder: Path, content_type: str) -> list[Warning]:
        pipeline, watch = PIPELINES[case.process], Onlooker()
        supervisor = Supervisor(self._nursery, Folder(folder), _NO_SOURCES, SETTINGS)
        made: dict[type[Any], Any] = {pipeline.job: _job(case, content_type)}
        for phase in pipeline.phases[:PHASES]:
            made[phase.output] = supervisor.run(pipeline, phase.function, made, "run/", watch, LIMIT_SECONDS)
        return list(watch.warnings)

    def close(self) -> None:
        """End its processes."""
        self._nursery.close()


_NO_SOURCES: Any = None  # no phase before the fifth reads one


def _job(case: Case, content_type: str) -> BaseModel:
    file = StoredFile(path=case.filename, size=len(case.content), content_type=content_type)
    told: dict[str, Any] = {"document_id": "d1", "filename": case.filename, "content_type": content_type, "file": file}
    if case.process == "document_processing":
        return LinesheetJob(documents=[LinesheetDocument(**told)])
    return OrderJob(documents=[OrderDocument(**told)])


def _wrong(error: PhaseError) -> str | None:
    """What is wrong with an error that a person would be told."""
    if error.code not in CODES:
        return f"{error.code}: {error.message} {error.details}"
    if error.document_id != "d1" or error.retryable or not _SENTENCE.fullmatch(error.message):
        return f"an unclear error: {error.code}: {error.message!r}, of {error.document_id}, retryable {error.retryable}"
    return None

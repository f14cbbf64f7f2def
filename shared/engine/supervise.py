"""One phase in a child, seen from the worker: serve its files, listen to it, end it when it must end."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from google.api_core.exceptions import GoogleAPIError

from shared.cloud.config import Settings
from shared.cloud.logs import current
from shared.engine.artifacts import PARALLEL, Artifacts
from shared.engine.child import Nursery, Work
from shared.engine.errors import PhaseError
from shared.engine.messages import Began, Done, Failed, Fetch, Progress, Reading, Recall, Remember, Rows, Save
from shared.engine.pipeline import Function, Pipeline
from shared.engine.run import Run, StoredFile, Warning
from shared.engine.sources import Sources
from shared.engine.watch import Watch

log = logging.getLogger(__name__)

TICK_SECONDS = 0.1
OUR_SIDE = "Something went wrong on our side. Retry in a few minutes; if it fails again, tell us the details."


class ChildDied(Exception):
    """The child ended without a word: killed, out of memory, or crashed in native code."""

    def __init__(self, document_id: str | None) -> None:
        super().__init__("The process that worked on this phase ended without a word.")
        self.document_id = document_id


class Supervisor:
    """Runs phases in children of one nursery."""

    def __init__(self, nursery: Nursery, artifacts: Artifacts, sources: Sources, settings: Settings) -> None:
        self._nursery = nursery
        self._artifacts = artifacts
        self._sources = sources
        self._settings = settings

    def close(self) -> None:
        """End the nursery; a later run opens another."""
        self._nursery.close()

    def run(
        self,
        pipeline: Pipeline,
        function: Function,
        made: dict[type[Any], Any],
        prefix: str,
        watch: Watch,
        stall_seconds: float,
    ) -> Any:
        """What a phase's or the commit's function returns, with every file it saved uploaded below `prefix`.

        Raises PhaseError, ChildDied, or what ended the watch.
        """
        wanted = pipeline.inputs(function)
        with tempfile.TemporaryDirectory(prefix="phasework-") as folder:
            work = Work(
                function=function,
                inputs={name: made[kind] for name, kind in wanted.items() if kind is not Run},
                run_argument=next((name for name, kind in wanted.items() if kind is Run), None),
                scratch=Path(folder),
                memory_mb=self._settings.child_memory_mb,
                about=current(),
            )
            with self._nursery.start(work) as pipe, ThreadPoolExecutor(PARALLEL) as uploads:
                memory = _Memory(self._artifacts, Path(folder), pipeline.remembered, watch)
                sources = _Sources(self._sources, pipeline.sources, watch.subject, Path(folder))
                attempt = _Attempt(pipe, self._artifacts, prefix, Path(folder), watch, uploads, memory, sources)
                try:
                    return attempt.listen(stall_seconds)
                except BaseException:
                    attempt.kill()
                    uploads.shutdown(cancel_futures=True)
                    raise


class _Memory:
    """What phases remember of documents, in Storage. Nothing depends on it: what goes wrong is logged."""

    def __init__(self, artifacts: Artifacts, folder: Path, prefix: str | None, watch: Watch) -> None:
        self._artifacts = artifacts
        self._folder = folder
        self._prefix = prefix
        self._watch = watch
        self._recalled = 0

    def recall(self, document_id: str, key: str) -> Path | None:
        path = self._path(document_id, key)
        if path is None:
            return None
        self._recalled += 1
        local = self._folder / f"recalled-{self._recalled}"
        try:
            self._artifacts.download(path, local)
        except FileNotFoundError:
            return None
        except Exception as error:  # noqa: BLE001 - the work is done again then
            log.warning("%s cannot be recalled: %s", path, error)
            return None
        return local

    def remember(self, document_id: str, key: str, local: Path) -> None:
        path = self._path(document_id, key)
        if path is None or self._watch.over.is_set():  # of a deleted subject nothing may be kept
            return
        try:
            self._artifacts.upload(path, local, "application/octet-stream")
            local.unlink(missing_ok=True)
        except Exception as error:  # noqa: BLE001 - a later run does the work again
            log.warning("%s cannot be remembered: %s", path, error)

    def _path(self, document_id: str, key: str) -> str | None:
        if self._prefix is None:
            return None
        return f"{self._prefix.format(subject=self._watch.subject, document_id=document_id)}{key}"


class _Sources:
    """The sources of one pipeline on one subject, as files in a folder."""

    def __init__(self, sources: Sources, patterns: Mapping[str, str], subject: str, folder: Path) -> None:
        self._sources = sources
        self._patterns = patterns
        self._subject = subject
        self._folder = folder
        self._read = 0

    def rows(self, name: str) -> Path | str:
        if name not in self._patterns:
            raise PhaseError("undeclared_source", OUR_SIDE, details=f"The pipeline declares no source {name!r}.")
        self._read += 1
        local = self._folder / f"rows-{self._read}.jsonl"
        try:
            self._sources.write(self._patterns[name].format(subject=self._subject), local)
        except GoogleAPIError as error:
            return f"The {name} cannot be read right now: {error}"
        return local


class _Attempt:
    def __init__(
        self,
        pipe: Connection,
        artifacts: Artifacts,
        prefix: str,
        folder: Path,
        watch: Watch,
        uploads: ThreadPoolExecutor,
        memory: _Memory,
        sources: _Sources,
    ) -> None:
        self._pipe = pipe
        self._artifacts = artifacts
        self._prefix = prefix
        self._folder = folder
        self._watch = watch
        self._uploads = uploads
        self._memory = memory
        self._sources = sources
        self._pending: dict[str, Future[None]] = {}  # by what is stored
        self._pid: int | None = None
        self._fetched = 0
        self._document_id: str | None = None

    def listen(self, stall_seconds: float) -> Any:
        heard = time.monotonic()
        while True:
            if self._watch.over.is_set():
                self._watch.check()
            if time.monotonic() - heard > stall_seconds:
                raise PhaseError(
                    "document_hangs",
                    "Reading this document got stuck. Save it anew as a PDF (print to PDF) and upload it again.",
                    document_id=self._document_id,
                    details=f"No progress for {stall_seconds:.0f} s.",
                )
            try:
                if not self._pipe.poll(TICK_SECONDS):
                    continue
                message = self._pipe.recv()
            except (EOFError, ConnectionResetError) as error:
                raise ChildDied(self._document_id) from error
            heard = time.monotonic()
            if isinstance(message, Done):
                for upload in self._pending.values():
                    upload.result()
                return message.output
            self._hear(message)

    def kill(self) -> None:
        """End the child, whatever it is doing."""
        if self._pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def _hear(self, message: object) -> None:
        match message:
            case Began(pid):
                self._pid = pid
            case Progress(done, total, text):
                self._watch.progress(done / total if total else 1.0, text)
            case Warning():
                self._watch.warn(message)
            case Reading(document_id):
                self._document_id = document_id
            case Fetch(path):
                self._pipe.send(self._fetch(path))
            case Rows(name):
                self._pipe.send(self._sources.rows(name))
            case Recall(document_id, key):
                self._pipe.send(self._memory.recall(document_id, key))
            case Remember(document_id, key, local):
                self._send(f"{document_id}/{key}", self._memory.remember, document_id, key, local)
            case Save():
                self._pipe.send(self._save(message))
            case Failed(None, text, trace, _, document_id):
                log.error("a phase failed: %s\n%s", text, trace)  # clients read the status: no trace in there
                raise PhaseError("internal_error", OUR_SIDE, retryable=True, document_id=document_id, details=text)
            case Failed(str(code), text, details, retryable, document_id):
                raise PhaseError(code, text, retryable=retryable, document_id=document_id, details=details)

    def _fetch(self, path: str) -> Path | str:
        self._fetched += 1
        self._settle(path)  # it may have been saved by this very phase, and be still on its way
        local = self._folder / f"open-{self._fetched}{Path(path).suffix}"
        try:
            self._artifacts.download(path, local)
        except FileNotFoundError:
            return f"The stored file {path} does not exist any more."
        return local

    def _save(self, save: Save) -> StoredFile:
        path, size = f"{self._prefix}{save.name}", save.local.stat().st_size
        self._send(path, self._upload, path, save.local, save.content_type)
        return StoredFile(path=path, size=size, content_type=save.content_type)

    def _send(self, what: str, function: Callable[..., None], *given: Any) -> None:
        """Store something in the background; the same again waits for the first."""
        self._settle(what)
        self._pending[what] = self._uploads.submit(copy_context().run, function, *given)

    def _settle(self, what: str) -> None:
        if what in self._pending:
            self._pending.pop(what).result()

    def _upload(self, path: str, local: Path, content_type: str) -> None:
        if not self._watch.over.is_set():
            self._artifacts.upload(path, local, content_type)
            local.unlink(missing_ok=True)

"""What outlives the process: queues, tasks, remembered names and the signing key, in one SQLite database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from google.cloud import tasks_v2

from emulator.tasks.task import Task

MEMORY = ":memory:"

_TABLES = """
CREATE TABLE IF NOT EXISTS queues (name TEXT PRIMARY KEY, message BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tasks (
    name TEXT PRIMARY KEY, queue TEXT NOT NULL, number INTEGER NOT NULL, message BLOB NOT NULL,
    executions INTEGER NOT NULL, previous_status INTEGER
);
CREATE INDEX IF NOT EXISTS tasks_by_queue ON tasks (queue, number);
CREATE TABLE IF NOT EXISTS names (name TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""


class Store:
    """Writes each change before it is answered for.

    path: a file, made if it is not there, or MEMORY. A change that was written survives the death of the process at any
    moment; only a machine that loses its power may lose the last ones, and never more than those. A file belongs to one
    emulator at a time: opening one in use raises OSError.
    """

    def __init__(self, path: str = MEMORY) -> None:
        try:
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
            for name, value in (("locking_mode", "EXCLUSIVE"), ("journal_mode", "WAL"), ("synchronous", "NORMAL")):
                self._db.execute(f"PRAGMA {name} = {value}")
            self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            raise OSError(f"{path} cannot be used for the tasks: {error}") from error

    def close(self) -> None:
        """Let another emulator have the file."""
        self._db.close()

    def put_queue(self, message: Any) -> None:
        """Write a `Queue` message."""
        self._db.execute("REPLACE INTO queues VALUES (?, ?)", (message.name, message.SerializeToString()))

    def drop_queue(self, name: str, until: float) -> None:
        """Forget a queue and its tasks, and remember its name."""
        with self._whole():
            self._db.execute("DELETE FROM queues WHERE name = ?", (name,))
            self._db.execute("DELETE FROM tasks WHERE queue = ?", (name,))
            self._db.execute("REPLACE INTO names VALUES (?, ?)", (name, until))

    def put_task(self, queue: str, task: Task) -> None:
        """Write a task as it stands."""
        message = task.message.SerializeToString()
        row = (task.name, queue, task.number, message, task.executions, task.previous_status)
        self._db.execute("REPLACE INTO tasks VALUES (?, ?, ?, ?, ?, ?)", row)

    def bury(self, names: Iterable[str], until: float) -> None:
        """Forget tasks and remember their names, all or none."""
        names = list(names)
        with self._whole():
            self._db.executemany("DELETE FROM tasks WHERE name = ?", [(name,) for name in names])
            self._db.executemany("REPLACE INTO names VALUES (?, ?)", [(name, until) for name in names])

    def clear(self, queues: bool) -> None:
        """Forget all tasks and names; with `queues`, the queues too."""
        with self._whole():
            for table in ("tasks", "names", *(["queues"] if queues else [])):
                self._db.execute(f"DELETE FROM {table}")

    def queues(self) -> list[Any]:
        """All `Queue` messages."""
        rows = self._db.execute("SELECT message FROM queues ORDER BY name").fetchall()
        return [tasks_v2.Queue.pb().FromString(message) for (message,) in rows]

    def tasks(self, queue: str) -> Iterator[Task]:
        """The tasks of a queue, oldest first."""
        columns = "number, message, executions, previous_status"
        for number, message, executions, status in self._db.execute(
            f"SELECT {columns} FROM tasks WHERE queue = ? ORDER BY number", (queue,)
        ):
            yield Task(tasks_v2.Task.pb().FromString(message), number, executions, status)

    def names(self, now: float) -> list[tuple[str, float]]:
        """The names remembered and until when, first the ones to forget first. Those that are over are deleted."""
        self._db.execute("DELETE FROM names WHERE until <= ?", (now,))
        return self._db.execute("SELECT name, until FROM names ORDER BY until").fetchall()

    def setting(self, name: str) -> bytes | None:
        """A value kept under a name."""
        row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def put_setting(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self._db.execute("REPLACE INTO settings VALUES (?, ?)", (name, value))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

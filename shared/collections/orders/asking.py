"""Asking the AI provider what columns hold, where there is one that reads; orders are read without it, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, get_args

from shared.ai.columns import ColumnRoles, ColumnsOfTable
from shared.ai.providers import provider
from shared.ai.questions import CALL_LIMIT, UNAVAILABLE, Limits, Questions
from shared.cloud.config import ai_settings
from shared.collections.orders.models import OrderDocument, OrderTable, Role
from shared.engine.run import Run

MAX_VALUE, MAX_LINE, MAX_TEXT = 60, 500, 20_000  # characters sent of a value, of a column, of a table
MAX_TABLES = 10  # of one order that are asked about
SENTENCES = {
    UNAVAILABLE: "The columns of {filename} were identified without AI: {reason}. Start again later to use it.",
    CALL_LIMIT: "Some columns of {filename} were identified without AI: one document may be asked about {calls} times.",
}
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}


class Said(NamedTuple):
    """What a model says of a column: its role, and the size that it counts."""

    role: Role
    size: str | None = None


class ColumnAsking:
    """One order's questions about its tables."""

    def __init__(self, run: Run, document: OrderDocument) -> None:
        self._run, self._document = run, document
        settings = ai_settings()
        self._calls = min(MAX_TABLES, settings.gemini_max_calls)
        limits = Limits(self._calls, settings.gemini_timeout_seconds)
        self._questions = Questions(provider(), run, limits, self._tell)
        self._reads = provider().answers(ColumnsOfTable)

    def roles(self, table: OrderTable, tick: Callable[[], None]) -> Mapping[int, Said]:
        """What the columns of a table are said to hold; empty where nobody answers."""
        if not self._reads or not table.columns:
            return {}
        answer = self._questions.ask(ColumnsOfTable(text=described(table)), tick)
        return checked(answer, {column.column: column.header for column in table.columns}) if answer else {}

    def _tell(self, code: str, reason: str) -> None:
        sentence = SENTENCES[code].format(filename=self._document.filename, reason=reason, calls=self._calls)
        self._run.warn(code, sentence, self._document.document_id)


def described(table: OrderTable) -> str:
    """A table's columns, a line each."""
    made, size = [], 0
    for column in table.columns:
        values = " | ".join(value[:MAX_VALUE] for value in column.samples)
        header = " ".join(column.header.split())[:MAX_VALUE]
        line = f'{column.column}: "{header}" {values}'[:MAX_LINE]
        size += len(line) + 1
        if size > MAX_TEXT:
            break
        made.append(line)
    return "\n".join(made)


def checked(answer: ColumnRoles, headers: Mapping[int, str]) -> dict[int, Said]:
    """What can be true of an answer: columns that there are, roles that there are, each given once.

    A size is one that stands in the column's heading.
    """
    made: dict[int, Said] = {}
    for one in answer.columns:
        role = _ROLES.get(one.role)
        if role is None or one.column not in headers or one.column in made:
            continue
        if role not in ("ignored", "size_quantity") and any(said.role == role for said in made.values()):
            continue
        size = one.size.strip() if one.size else ""
        stands = role == "size_quantity" and size and size.casefold() in headers[one.column].casefold()
        if role == "size_quantity" and not stands:
            continue
        made[one.column] = Said(role, size if stands else None)
    return made

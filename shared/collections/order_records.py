"""What is known of a collection's orders, and what people say of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from google.cloud.firestore import SERVER_TIMESTAMP, WriteBatch
from pydantic import BaseModel, Field

from shared.collections.orders.item_models import OrderRecord
from shared.collections.orders.models import ColumnChoice, Role
from shared.collections.records import ITEM_GENERATION, Collection
from shared.collections.refusals import NotFound
from shared.collections.repository import Repository
from shared.collections.staleness import Compared, Reasons


class ShownOrder(OrderRecord):
    """An order's record, and the columns that people corrected: the next run reads them so."""

    choices: list[ColumnChoice] = Field(default_factory=list)


class OrderColumns(BaseModel):
    """What people say of an order's columns."""

    document_id: str
    choices: list[ColumnChoice]


class ColumnSaid(BaseModel):
    """A person's word on one column; no role takes an earlier word back."""

    grid: int
    column: int
    role: Role | None = None


class OrderRecords:
    """Reads the records of the last run; writes column roles to `collections/{id}/edits/columns_{document_id}`."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._db = repository.db

    def all(self, collection: Collection) -> list[ShownOrder]:
        """The orders of the last result, in the order of uploading."""
        choices = self._repository.column_choices(collection)
        found = []
        for snapshot in self._db.collection(f"{collection.path}/orders").stream():
            fields = {**(snapshot.to_dict() or {}), "document_id": snapshot.id}
            own = [choice for choice in choices if choice.document_id == snapshot.id]
            found.append(ShownOrder.model_validate({**fields, "choices": own}))
        return found

    def say(self, collection: Collection, document_id: str, uid: str, said: Sequence[ColumnSaid]) -> OrderColumns:
        """Correct what columns of an order hold, or take corrections back. Raises NotFound."""
        if self._repository.document(collection, document_id).type != "purchase_order":
            raise NotFound("order")
        everywhere = self._repository.column_choices(collection)
        before = [c for c in everywhere if c.document_id == document_id]
        roles = {(choice.grid, choice.column): choice.role for choice in before}
        for word in said:
            roles.pop((word.grid, word.column), None)
            if word.role is not None:
                roles[word.grid, word.column] = word.role
        choices = [
            ColumnChoice(document_id=document_id, grid=grid, column=column, role=role)
            for (grid, column), role in sorted(roles.items())
        ]
        fields = {
            "kind": "columns",
            "document_id": document_id,
            "choices": [choice.model_dump(exclude={"document_id"}) for choice in choices],
            "edited_at": SERVER_TIMESTAMP,
            "edited_by": uid,
        }

        said_now = [*(c for c in everywhere if c.document_id != document_id), *choices]

        def write(batch: WriteBatch, now: Collection) -> Reasons:
            batch.set(self._db.document(f"{collection.path}/edits/columns_{document_id}"), fields)
            return {ITEM_GENERATION: self._compared(now, said_now)} if choices != before else {}

        self._repository.changing(collection, write)
        return OrderColumns(document_id=document_id, choices=choices)

    def _compared(self, collection: Collection, choices: Sequence[ColumnChoice]) -> Compared:
        """Whether the items that stand, and those that are being made, were read with other columns than these."""

        def differs(task_id: str | None) -> bool:
            job = self._db.document(f"jobs/{task_id}").get(["params.choices"]).to_dict() if task_id else None
            if not job:
                return True
            used = [ColumnChoice.model_validate(choice) for choice in job.get("params", {}).get("choices", ())]
            return sorted(used, key=_place) != sorted(choices, key=_place)

        standing = self._repository.standing(collection, ITEM_GENERATION)
        return Compared(
            "columns_changed",
            result_differs=differs(standing),
            job_differs=differs(collection.process(ITEM_GENERATION).task_id),
        )


def _place(choice: ColumnChoice) -> tuple[str, int, int]:
    return choice.document_id, choice.grid, choice.column

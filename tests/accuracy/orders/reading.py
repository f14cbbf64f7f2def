"""Run item generation on orders, as the command line does, and judge what it makes: each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from shared.collections.orders.item_models import GeneratedItems, Item, OrderRecord
from shared.collections.orders.models import OrderDocument, OrderJob
from shared.collections.pipeline import ITEM_GENERATION
from shared.engine.local import run_phases
from shared.engine.run import StoredFile, read_rows
from shared.reading.sniff import content_type_of, kind_of
from tests.accuracy.orders.documents import ROOT, Document, Set, find
from tests.accuracy.orders.score import Claim, Judged, Ratio, judge
from tests.accuracy.reading import Task, apart
from tests.data.orders.truth import OrderTruth


@dataclass(frozen=True)
class Outcome:
    """What came of an order: its ratios, or why there are none (`failed`, `absent`)."""

    task: Task
    set: Set
    lines: int = 0
    ratios: dict[str, Ratio] = field(default_factory=dict)
    match_claims: list[Claim] = field(default_factory=list)
    column_claims: list[Claim] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    failed: str | None = None
    absent: str | None = None


def make_items(file: Path, truth: OrderTruth, out: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The items of an order, and its record, both as JSON has them. Raises what item generation raises."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copyfile(file, out / file.name)
    products, edits = out / "products.jsonl", out / "edits.jsonl"
    rows = (json.dumps(product | {"id": product["product_id"]}, ensure_ascii=False) for product in truth.products)
    products.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    edits.touch()
    document = OrderDocument(
        document_id="order",
        filename=file.name,
        content_type=content_type_of(file, kind_of(file)),
        file=StoredFile(path=file.name, size=file.stat().st_size),
    )
    job = OrderJob(documents=[document])
    made, _, _ = run_phases(ITEM_GENERATION, job, out, sources={"products": products, "edits": edits})
    generated: GeneratedItems = made[GeneratedItems]
    items = [Item.model_validate(row).model_dump(mode="json") for row in read_rows(out / generated.items.path)]
    orders = [OrderRecord.model_validate(row).model_dump(mode="json") for row in read_rows(out / generated.orders.path)]
    return items, orders[0] if orders else {}


def outcome(task: Task) -> Outcome:
    """Make, read and judge one order. Raises whatever reading it raises."""
    document = find(task.name, task.seed)
    if document.truth is None:
        return Outcome(task, document.set, absent=f"no file {document.file.name} on this machine")
    out = ROOT / "build" / "accuracy" / f"{task.name}-{task.seed}"
    began = time.monotonic()
    items, order = make_items(document.file, document.truth, out)
    return _judged(task, document, judge(document.truth, items, order), time.monotonic() - began)


def _judged(task: Task, document: Document, judged: Judged, seconds: float) -> Outcome:
    return Outcome(
        task,
        document.set,
        len(judged.truth.lines),
        judged.ratios,
        judged.match_claims,
        judged.column_claims,
        judged.mistakes,
        seconds,
    )


def alone(task: Task) -> Outcome:
    """The outcome of an order that is read in a process of its own; of one that is not read, nothing is right."""
    answer = apart(outcome, task)
    if not isinstance(answer, str):
        return answer
    document = find(task.name, task.seed)
    assert document.truth is not None
    return replace(_judged(task, document, judge(document.truth, [], {}), 0.0), failed=answer, mistakes=[])


def read_all(tasks: Sequence[Task], at_once: int = 0) -> Iterator[Outcome]:
    """The outcomes as they come; as many at a time as there are cores, at most 2. Scans take longest and go first."""
    at_once = at_once or min(2, os.cpu_count() or 1)
    with ThreadPoolExecutor(at_once) as pool:
        ordered = sorted(tasks, key=lambda task: "scan" not in task.name)
        for done in as_completed([pool.submit(alone, task) for task in ordered]):
            yield done.result()

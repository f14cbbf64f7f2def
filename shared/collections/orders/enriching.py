"""Step 5: which product of the linesheets each line is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.collections.corrections import ItemEdit, of_kind, products_of
from shared.collections.orders.catalogue import Catalogue
from shared.collections.orders.hits import Query
from shared.collections.orders.item_models import (
    EnrichedLine,
    EnrichedLines,
    Found,
    Match,
)
from shared.collections.orders.matching import find
from shared.collections.orders.models import ExtractedLines, OrderLine
from shared.engine.run import Run, read_lines, save_lines

PERSON = "person"
LOOKED_FOR = ("sku", "style_number", "name", "color")  # what of a line its product is found by


def enrich_lines(run: Run, lines: ExtractedLines) -> EnrichedLines:
    """Find each line's product among those of the linesheets; what people decided stands."""
    edits = list(run.rows("edits"))
    catalogue = Catalogue(products_of(run.rows("products"), of_kind(edits, "product")))
    decisions = {key: ItemEdit.model_validate(row) for key, row in of_kind(edits, "item").items()}
    read = list(read_lines(run, lines.lines, OrderLine))
    enriched = enrich(run, catalogue, read, decisions)
    named = {line.product_id for line in enriched if line.product_id}
    named |= {line.machine.product_id for line in enriched if line.machine and line.machine.product_id}
    products = (entry.product for entry in catalogue.entries if entry.product.product_id in named)
    statuses = [line.match.status for line in enriched]
    return EnrichedLines(
        lines=save_lines(run, "enriched.jsonl", enriched),
        products=save_lines(run, "enriched_products.jsonl", products),
        matched=statuses.count("matched"),
        suggested=statuses.count("suggested"),
        not_found=statuses.count("not_found"),
    )


def enrich(
    run: Run, catalogue: Catalogue, lines: list[OrderLine], decisions: Mapping[str, ItemEdit]
) -> list[EnrichedLine]:
    """Each line with the verdict on it; `machine` is what it was without what people decided."""
    edits = [decisions.get(line.line_id, ItemEdit()) for line in lines]
    queries = [Query(corrected(line, edit)) for line, edit in zip(lines, edits, strict=True)]
    total = len(lines)
    verdicts = find(catalogue, queries, lambda done: run.progress(done, total, f"{done} of {total} lines"))
    undecided = [n for n, edit in enumerate(edits) if edit.rejected]
    again = find(catalogue, [Query(queries[n].line, frozenset(edits[n].rejected)) for n in undecided])
    second = dict(zip(undecided, again, strict=True))
    return [
        _enriched(catalogue, line, edit, verdict, second.get(n))
        for n, (line, edit, verdict) in enumerate(zip(lines, edits, verdicts, strict=True))
    ]


def _enriched(
    catalogue: Catalogue, line: OrderLine, edit: ItemEdit, verdict: Found, second: Found | None
) -> EnrichedLine:
    machine = verdict if edit.decides else None
    said = second or verdict
    if edit.product_id in catalogue.by_id:
        said = Found(match=by_person(said.match), product_id=edit.product_id)
    return EnrichedLine(line=line, match=said.match, product_id=said.product_id, machine=machine)


def by_person(match: Match) -> Match:
    """The match of a line whose product a person named; the candidates stay to be seen."""
    return Match(status="matched", method=PERSON, confidence=1.0, candidates=match.candidates)


def corrected(line: OrderLine, edit: ItemEdit) -> OrderLine:
    """The line with what a person corrected of what its product is found by."""
    fields: dict[str, Any] = {name: edit.fields[name] for name in LOOKED_FOR if name in edit.fields}
    return line.model_copy(update=fields)


def without(match: Match, product_id: str | None, rejected: Iterable[str]) -> Found:
    """A verdict without the products that a person rejected."""
    gone = set(rejected)
    left = [candidate for candidate in match.candidates if candidate.product_id not in gone]
    if match.status == "matched" and product_id not in gone:
        return Found(match=match.model_copy(update={"candidates": left}), product_id=product_id)
    if left:
        return Found(match=Match(status="suggested", candidates=left))
    return Found(match=Match(status="not_found"))

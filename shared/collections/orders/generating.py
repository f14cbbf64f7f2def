"""Step 6: items from lines and products, what is odd about them, and whether they come to the order's totals."""

from __future__ import annotations

from collections import defaultdict

from shared.collections.corrections import EditedProduct, ItemEdit, of_kind
from shared.collections.orders.assembling import assembled, read_item
from shared.collections.orders.flags import duplicates
from shared.collections.orders.item_models import (
    EnrichedLine,
    EnrichedLines,
    Found,
    GeneratedItems,
    Item,
)
from shared.collections.orders.models import (
    ExtractedLines,
    IdentifiedColumns,
    OrderJob,
    OrderTable,
)
from shared.collections.orders.reconciling import record_of
from shared.engine.run import Run, read_lines, save_lines


def generate_items(
    run: Run, job: OrderJob, columns: IdentifiedColumns, extracted: ExtractedLines, lines: EnrichedLines
) -> GeneratedItems:
    """An item of each line, and a record of each order."""
    totals = {total.document_id: total for total in extracted.totals}
    currencies = dict(columns.currencies)
    for total in extracted.totals:
        currencies[total.document_id] = currencies.get(total.document_id) or total.currency
    items = _items(run, lines, currencies)
    tables: dict[str, list[OrderTable]] = defaultdict(list)
    for table in read_lines(run, columns.tables, OrderTable):
        tables[table.document_id].append(table)
    by_document: dict[str, list[Item]] = {document.document_id: [] for document in job.documents}
    for item in items:
        by_document.setdefault(item.source.document_id, []).append(item)
    records = [record_of(d, of, totals.get(d), tables.get(d, ())) for d, of in by_document.items()]
    return GeneratedItems(
        items=save_lines(run, "items.jsonl", items),
        orders=save_lines(run, "orders.jsonl", records),
        count=len(items),
    )


def _items(run: Run, lines: EnrichedLines, currencies: dict[str, str | None]) -> list[Item]:
    products = {p.product_id: p for p in read_lines(run, lines.products, EditedProduct)}
    edits = {key: ItemEdit.model_validate(row) for key, row in of_kind(run.rows("edits"), "item").items()}
    total = lines.matched + lines.suggested + lines.not_found
    items = []
    for position, line in enumerate(read_lines(run, lines.lines, EnrichedLine), 1):
        run.progress(position - 1, total)
        said = Found(match=line.match, product_id=line.product_id)
        read = read_item(line.line, position, currencies.get(line.line.source.document_id))
        edit = edits.get(read.item_id, ItemEdit())
        items.append(assembled(read, line.machine or said, said, edit, products))
    repeated = duplicates(items)
    for item in items:
        if flag := repeated.get(item.item_id):
            item.flags.append(flag)
    return items

"""Step 1: every purchase order fetched and opened, so that what cannot be read ends the job before work begins."""

from __future__ import annotations

from shared.collections.orders.models import FetchedOrder, FetchedOrders, OrderDocument, OrderJob
from shared.collections.orders.opened import translated
from shared.engine.errors import PhaseError
from shared.engine.run import Run
from shared.reading.grid_documents import inspect_order
from shared.reading.sniff import kind_of


def fetch_orders(run: Run, job: OrderJob) -> FetchedOrders:
    """Fetch each order and look whether it can be read. Raises PhaseError with what is wrong with one."""
    if not job.documents:
        raise PhaseError(
            "no_purchase_order", "There is no purchase order in this collection. Upload one and start again."
        )
    fetched = []
    for number, document in enumerate(job.documents):
        run.progress(number, len(job.documents), document.filename)
        fetched.append(_fetched(run, document))
    run.progress(len(job.documents), len(job.documents))
    return FetchedOrders(documents=fetched)


def _fetched(run: Run, document: OrderDocument) -> FetchedOrder:
    with run.document(document.document_id), translated(document):
        path = run.open(document.file)
        return FetchedOrder(document=document, kind=kind_of(path), page_count=inspect_order(path))

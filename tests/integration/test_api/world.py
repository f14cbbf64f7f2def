"""One of everything that a call of the API can name, Ana's all of it."""

from __future__ import annotations

from functions.services import Services
from shared.collections.models import Product, ProductImage, Source
from shared.collections.orders.item_models import Item, Match
from shared.collections.orders.models import LineSource
from shared.collections.orders.saving import stored_item
from shared.engine.job import Job, State
from shared.notices.deliveries import Delivery, Stand
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf


def one_of_everything(ana: Person, collection: str, services: Services) -> dict[str, str]:
    """Ids by the name of the path's parameter. `collection` is the path of an empty collection of Ana's."""
    document_id = ana.upload(collection, ("a.pdf", pdf())).json["documents"][0]["document_id"]
    ana.upload(collection, ("po.csv", b"sku,qty\n1,2\n"), type="purchase_order")
    path, db = collection.removeprefix("/api/"), services.store.db
    image = ProductImage(image_id="i1", confidence=0.9, storage_path=f"{path}/images/run1/i1.jpg")
    source = Source(document_id=document_id, page=1, bbox=(1.0, 2.0, 3.0, 4.0))
    for position, product_id in enumerate(("p1", "p2"), 1):
        row = Product(product_id=product_id, name="Shirt", category="Shirts", images=[image], source=source)
        fields = {**row.model_dump(mode="json"), "position": position, "confidence": 0.9}
        db.document(f"{path}/documents/{document_id}/structured_products/{product_id}").set(fields)
    db.document(path).update({"categories": [{"name": "Shirts", "count": 2}]})
    job = Job(task_id="run1", process="document_processing", subject=path, owner_uid=ana.uid, state=State.COMPLETED)
    db.document("jobs/run1").set(job.model_dump())
    services.artifacts.upload(f"{path}/images/run1/i1.jpg", b"a picture", "image/jpeg")
    line = LineSource(document_id=document_id, page=1, row=2)
    item = Item(item_id="item1", position=1, match=Match(status="not_found"), source=line)
    db.document(f"{path}/items/item1").set(stored_item(item))
    return {
        "collection_id": collection.rpartition("/")[2],
        "document_id": document_id,
        "product_id": "p1",
        "image_id": "i1",
        "item_id": "item1",
        "task_id": ana.post(f"{collection}/documents/process").json["task_id"],
    }


def all_the_rest(ana: Person, ids: dict[str, str], services: Services) -> dict[str, str]:
    """The same with a deck, a batch, and a webhook that was called."""
    db, path = services.store.db, f"collections/{ids['collection_id']}"
    webhook_id = ana.post("/api/webhooks", {"url": "http://127.0.0.1:9/hook"}).json["webhook_id"]
    delivery = Delivery(
        delivery_id=f"run1-{webhook_id}", webhook_id=webhook_id, task_id="run1", event="job.completed", body="{}",
        about="Spring", owner_uid=ana.uid, state=Stand.DELIVERED,
    )  # fmt: skip
    db.document(f"deliveries/{delivery.delivery_id}").set(delivery.model_dump())
    batch = ana.post("/api/batches", {"process": "deck_generation", "collection_ids": [ids["collection_id"]]}).json
    db.document(f"{path}/decks/deck1").set({"deck_id": "deck1", "title": "Spring deck"})
    more = {"webhook_id": webhook_id, "delivery_id": delivery.delivery_id, "batch_id": batch["batch_id"]}
    return {**ids, **more, "deck_id": "deck1", "name": "deck.pdf", "page": "1"}

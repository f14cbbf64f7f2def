"""Results: products in order and in pages, corrections laid over them, pictures of the committed run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from functions.services import Services
from shared.collections.linesheet.results import stored
from shared.collections.models import FieldSource, Money, Product, ProductImage, Source
from shared.engine.job import Job, State
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf

BOX = (10.0, 20.0, 110.0, 220.0)


SURE = {"z": 0.99, "m": 0.5, "a": 0.8, "q": 0.5, "b": 0.7}  # of their names


@pytest.fixture
def result(ana: Person, collection: str, services: Services) -> str:
    """A collection with what a run commits: two documents, three and two products."""
    documents = ana.upload(collection, ("a.pdf", pdf()), ("b.pdf", pdf())).json["documents"]
    path, db = collection.removeprefix("/api/"), services.store.db
    ids = iter(["z", "m", "a", "q", "b"])
    for document, count in zip(documents, (3, 2), strict=True):
        for position in range(1, count + 1):
            row = product(next(ids), document["document_id"], position)
            image = {f"i{row.product_id}": f"{path}/images/run2/i{row.product_id}.jpg"}
            fields = {**stored(row, image), "position": position}
            rows = f"{path}/documents/{document['document_id']}/structured_products"
            db.document(f"{rows}/{row.product_id}").set(fields)
    for task_id, superseded_by in (("run1", "run2"), ("run2", None)):
        job = Job(
            task_id=task_id,
            process="document_processing",
            subject=path,
            owner_uid=ana.uid,
            state=State.COMPLETED,
            superseded_by=superseded_by,
        )
        db.document(f"jobs/{task_id}").set(job.model_dump())
    services.artifacts.upload(f"{path}/images/run1/old.jpg", b"an old picture", "image/jpeg")
    services.artifacts.upload(f"{path}/images/run2/iz.jpg", b"a picture", "image/jpeg")
    return collection


def product(product_id: str, document_id: str, position: int) -> Product:
    return Product(
        product_id=product_id,
        style_number=f"00{position}",
        name=f"Shirt {product_id}",
        category="Shirts" if position < 3 else "Trousers",
        wholesale_price=Money(amount="40.00", currency="EUR"),
        images=[ProductImage(image_id=f"i{product_id}", confidence=0.9)],
        source=Source(document_id=document_id, page=position, bbox=BOX),
        fields={"name": FieldSource(confidence=SURE[product_id], page=position, bbox=BOX)},
    )


def ids(person: Person, collection: str, **query: Any) -> list[str]:
    return [row["product_id"] for row in person.get(f"{collection}/products", **query).json["products"]]


def test_products_come_in_the_order_of_documents_and_reading(ana: Person, result: str) -> None:
    assert ids(ana, result) == ["z", "m", "a", "q", "b"]
    (first, *_) = ana.get(f"{result}/products").json["products"]
    assert first["wholesale_price"]["amount"] == "40.00"
    assert first["fields"]["name"] == {"confidence": 0.99, "page": 1, "bbox": list(BOX)}
    assert first["style_number"] == "001"
    assert first["edited"] == []


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("category", [None, "Shirts"])
@pytest.mark.parametrize("order", ["reading", "doubt"])
def test_pages_together_are_the_whole_list(
    ana: Person, result: str, size: int, category: str | None, order: str
) -> None:
    chosen = {"order": order} | ({"category": category} if category else {})
    query: dict[str, Any] = {"page_size": size, **chosen}
    whole = ids(ana, result, **chosen)
    found, token = [], None
    while True:
        page = ana.get(f"{result}/products", **query, **({"page_token": token} if token else {})).json
        found += [row["product_id"] for row in page["products"]]
        assert len(page["products"]) <= size
        if (token := page["next_page_token"]) is None:
            break
    assert found == whole


def test_what_is_likely_wrong_comes_first(ana: Person, result: str) -> None:
    assert ids(ana, result, order="doubt") == ["m", "q", "b", "a", "z"]
    assert ids(ana, result, order="doubt", category="Shirts") == ["m", "q", "b", "z"]
    (first, *_) = ana.get(f"{result}/products", order="doubt").json["products"]
    assert first["confidence"] == 0.5
    assert ana.get(f"{result}/products", order="alphabet").problem == (422, "invalid_request")


def test_a_token_is_of_one_order(ana: Person, result: str) -> None:
    token = ana.get(f"{result}/products", page_size=2, order="doubt").json["next_page_token"]
    assert ids(ana, result, page_size=2, order="doubt", page_token=token) == ["b", "a"]
    assert ana.get(f"{result}/products", page_size=2, page_token=token).problem == (422, "invalid_request")


def test_products_of_one_document_or_category(ana: Person, result: str) -> None:
    documents = ana.get(f"{result}/documents").json["documents"]
    assert ids(ana, result, document_id=documents[1]["document_id"]) == ["q", "b"]
    assert ids(ana, result, category="Trousers") == ["a"]
    assert ids(ana, result, category="Hats") == []
    assert ana.get(f"{result}/products", document_id="none").problem == (404, "document_not_found")


@pytest.mark.parametrize("token", ["nonsense", "W10", "!!!", "é", "eyJhIjoxfQ", "WzEsMl0"])
def test_a_token_that_is_none_of_ours_is_named(ana: Person, result: str, token: str) -> None:
    reply = ana.get(f"{result}/products", page_token=token)
    assert reply.problem == (422, "invalid_request")
    assert reply.json["errors"][0]["field"] == "page_token"


def test_a_correction_lies_over_the_result_and_never_changes_it(ana: Person, result: str, services: Services) -> None:
    before = rows(services)
    price = {"amount": "42.50", "currency": "EUR"}
    edited = ana.patch(f"{result}/products/a", {"name": "Chino", "retail_price": price, "wholesale_price": None}).json
    assert (edited["name"], edited["retail_price"]["amount"], edited["wholesale_price"]) == ("Chino", "42.50", None)
    assert edited["edited"] == ["name", "retail_price", "wholesale_price"]
    assert rows(services) == before
    listed = {row["product_id"]: row for row in ana.get(f"{result}/products").json["products"]}
    assert listed["a"] == edited
    assert listed["z"]["edited"] == []

    again = ana.patch(f"{result}/products/a", {"retail_price": {"amount": "43.00"}, "reset": ["wholesale_price"]}).json
    assert again["retail_price"] == {"amount": "43.00", "currency": None, "amount_max": None}
    assert again["wholesale_price"]["amount"] == "40.00"
    assert again["edited"] == ["name", "retail_price"]


def rows(services: Services) -> dict[str, Any]:
    return {s.reference.path: s.to_dict() for s in services.store.db.collection_group("structured_products").stream()}


def test_a_corrected_category_counts_in_the_filter(ana: Person, result: str) -> None:
    ana.patch(f"{result}/products/z", {"category": "Trousers"})
    assert ids(ana, result, category="Trousers") == ["z", "a"]
    assert ids(ana, result, category="Shirts") == ["m", "q", "b"]


def test_corrections_stay_when_a_run_replaces_the_products(ana: Person, result: str, services: Services) -> None:
    ana.patch(f"{result}/products/z", {"name": "Mine"})
    for path, fields in rows(services).items():
        services.store.db.document(path).set({**fields, "name": "Read anew"})
    assert [row["name"] for row in ana.get(f"{result}/products").json["products"]] == ["Mine"] + ["Read anew"] * 4


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"wholesale_price": {"amount": "12,50"}}, "wholesale_price.amount"),
        ({"wholesale_price": {"amount": 12.5}}, "wholesale_price.amount"),
        ({"wholesale_price": {"amount": "12", "currency": "euro"}}, "wholesale_price.currency"),
        ({"sizes": "S, M"}, "sizes"),
        ({"product_id": "other"}, "product_id"),
        ({"reset": ["source"]}, "reset.0"),
        ({"name": "x", "reset": ["name"]}, "reset"),
    ],
)
def test_a_wrong_correction_is_named(ana: Person, result: str, body: dict[str, Any], field: str) -> None:
    reply = ana.patch(f"{result}/products/z", body)
    assert reply.problem == (422, "invalid_request")
    assert reply.json["errors"][0]["field"] == field


def test_a_product_that_is_none_cannot_be_corrected(ana: Person, result: str, services: Services) -> None:
    assert ana.patch(f"{result}/products/none", {"name": "x"}).problem == (404, "product_not_found")
    assert list(services.store.db.collection_group("edits").stream()) == []


def test_pictures_of_the_committed_run_only(ana: Person, result: str) -> None:
    reply = ana.get(f"{result}/images/iz")
    assert reply.status == 302
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(reply.headers["Location"]).content == b"a picture"
    for image_id in ("old", "i", "none"):
        assert ana.get(f"{result}/images/{image_id}").problem == (404, "image_not_found")


# ---- pictures that people put elsewhere


def pictures(person: Person, collection: str) -> dict[str, list[str]]:
    products = person.get(f"{collection}/products").json["products"]
    return {row["product_id"]: [image["image_id"] for image in row["images"]] for row in products}


@pytest.fixture
def pictured(ana: Person, result: str, services: Services) -> str:
    """The result with a picture for each product, one that none shows, and an item of product z."""
    path = result.removeprefix("/api/")
    for name in ("im", "ia", "iq", "ib", "free"):
        services.artifacts.upload(f"{path}/images/run2/{name}.jpg", f"picture {name}".encode(), "image/jpeg")
    services.store.db.document(f"{path}/items/one").set({"product_id": "z", "images": []})
    return result


def test_a_picture_moves_to_another_product_and_items_follow(ana: Person, pictured: str, services: Services) -> None:
    before = rows(services)
    reply = ana.post(f"{pictured}/products/m/images/im/move", {"to": "z", "main": True}).json["products"]
    assert [row["product_id"] for row in reply] == ["m", "z"]
    assert pictures(ana, pictured) == {"z": ["im", "iz"], "m": [], "a": ["ia"], "q": ["iq"], "b": ["ib"]}
    assert rows(services) == before
    assert [image["image_id"] for image in reply[1]["machine"]["images"]] == ["iz"]
    assert reply[1]["images"][0]["storage_path"].endswith("/images/run2/im.jpg")
    item = services.store.db.document(f"{pictured.removeprefix('/api/')}/items/one").get().to_dict() or {}
    assert [image["image_id"] for image in item["images"]] == ["im", "iz"]
    ana.post(f"{pictured}/products/z/images/im/move", {"to": "m"})
    assert pictures(ana, pictured)["m"] == ["im"]
    assert ana.post(f"{pictured}/products/z/images/im/move", {"to": "m"}).problem == (404, "image_not_found")
    assert ana.post(f"{pictured}/products/z/images/iz/move", {"to": "x"}).problem == (404, "product_not_found")


def test_pictures_are_chosen_ordered_removed_and_taken_back(ana: Person, pictured: str) -> None:
    shown = ana.patch(f"{pictured}/products/z", {"images": ["free", "iz", "free"]}).json
    assert [image["image_id"] for image in shown["images"]] == ["free", "iz"]
    assert shown["images"][0] == {**shown["images"][0], "confidence": 1.0}
    assert shown["images"][1]["confidence"] == 1.0
    assert ana.patch(f"{pictured}/products/z", {"images": []}).json["images"] == []
    assert ana.patch(f"{pictured}/products/z", {"reset": ["images"]}).json["images"][0]["image_id"] == "iz"
    assert ana.patch(f"{pictured}/products/z", {"images": ["old"]}).problem == (404, "image_not_found")


def test_pictures_that_no_product_shows_are_listed(ana: Person, pictured: str) -> None:
    def listed(**query: Any) -> list[str]:
        return [image["image_id"] for image in ana.get(f"{pictured}/images", **query).json["images"]]

    assert listed(unmatched=True) == ["free"]
    ana.patch(f"{pictured}/products/z", {"images": ["free"]})
    assert listed(unmatched=True) == ["iz"]
    first = ana.get(f"{pictured}/images", page_size=4).json
    assert [i["image_id"] for i in first["images"]] + listed(page_token=first["next_page_token"]) == listed()
    assert [i["product_ids"] for i in first["images"]] == [["z"], ["a"], ["b"], ["m"]]


def test_pictures_are_asked_for_by_their_ids(ana: Person, pictured: str) -> None:
    listed = ana.get(f"{pictured}/images", ids="iq,none,iz,free,iq,old").json
    assert [(i["image_id"], i["product_ids"]) for i in listed["images"]] == [("iq", ["q"]), ("iz", ["z"]), ("free", [])]
    assert listed["next_page_token"] is None
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(listed["images"][1]["url"]).content == b"a picture"
    assert datetime.fromisoformat(listed["expires_at"]) > datetime.now(UTC)
    assert ana.get(f"{pictured}/images", ids="none").json["images"] == []
    many = ",".join([*(f"none{n}" for n in range(99)), "ib"])
    assert [i["image_id"] for i in ana.get(f"{pictured}/images", ids=many).json["images"]] == ["ib"]
    unmatched = ana.get(f"{pictured}/images", ids="free,iz", unmatched=True).json
    assert [i["image_id"] for i in unmatched["images"]] == ["free"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"ids": ""}, "ids"),
        ({"ids": "iz,"}, "ids"),
        ({"ids": "iz,,im"}, "ids"),
        ({"ids": "../iz"}, "ids"),
        ({"ids": ",".join(f"i{n}" for n in range(101))}, "ids"),
        ({"ids": "iz", "page_size": 1}, "query"),
        ({"ids": "iz", "page_token": "iz"}, "query"),
    ],
)
def test_ids_that_are_none_are_named(ana: Person, pictured: str, query: dict[str, Any], field: str) -> None:
    reply = ana.get(f"{pictured}/images", **query)
    assert reply.problem == (422, "invalid_request")
    assert reply.json["errors"][0]["field"] == field


def test_a_moved_picture_is_shown_where_the_next_run_published_it(
    ana: Person, pictured: str, services: Services
) -> None:
    ana.post(f"{pictured}/products/m/images/im/move", {"to": "z"})
    services.store.db.document("jobs/run2").update({"superseded_by": "run3"})
    job = services.store.db.document("jobs/run1").get().to_dict() or {}
    services.store.db.document("jobs/run3").set({**job, "task_id": "run3", "superseded_by": None})
    services.artifacts.upload(f"{pictured.removeprefix('/api/')}/images/run3/im.jpg", b"anew", "image/jpeg")
    (first, *_) = ana.get(f"{pictured}/products").json["products"]
    assert first["images"][1]["storage_path"].endswith("/images/run3/im.jpg")
    assert ana.get(f"{pictured}/images/im").status == 302


# ---- categories that people call otherwise


@pytest.fixture
def categorised(ana: Person, result: str, services: Services) -> str:
    path = result.removeprefix("/api/")
    counts = [{"name": "Shirts", "count": 4}, {"name": "Trousers", "count": 1}, {"name": "__x__", "count": 0}]
    services.store.db.document(path).update({"categories": counts})
    return result


def names(person: Person, collection: str) -> list[tuple[str, int, list[str]]]:
    return [(c["name"], c["count"], c["was"]) for c in person.get(collection).json["categories"]]


def test_categories_are_renamed_merged_ordered_and_taken_back(
    ana: Person, categorised: str, services: Services
) -> None:
    before = rows(services)
    changed = ana.patch(f"{categorised}/categories", {"rename": {"Shirts": "Tops"}, "order": ["Trousers", "Tops"]})
    assert [c["name"] for c in changed.json["categories"]] == ["Trousers", "Tops", "__x__"]
    assert names(ana, categorised)[:2] == [("Trousers", 1, []), ("Tops", 4, ["Shirts"])]
    assert ids(ana, categorised, category="Tops") == ["z", "m", "q", "b"]
    assert ids(ana, categorised, category="Shirts") == []
    ana.patch(f"{categorised}/categories", {"rename": {"Trousers": "Tops", "__x__": "Odd"}})
    assert names(ana, categorised) == [("Tops", 5, ["Shirts", "Trousers"]), ("Odd", 0, ["__x__"])]
    assert ana.patch(f"{categorised}/categories", {"rename": {"Shirts": "A"}}).problem == (404, "category_not_found")
    assert ana.patch(f"{categorised}/categories", {"order": ["Hats"]}).problem == (404, "category_not_found")
    assert rows(services) == before
    ana.patch(f"{categorised}/categories", {"reset": True})
    assert [n for n, _, _ in names(ana, categorised)] == ["Shirts", "Trousers", "__x__"]


def test_categories_follow_what_a_new_run_reads(ana: Person, categorised: str, services: Services) -> None:
    ana.patch(f"{categorised}/categories", {"rename": {"Shirts": "Tops"}})
    path = categorised.removeprefix("/api/")
    services.store.db.document(path).update(
        {"categories": [{"name": "Shirts", "count": 2}, {"name": "New", "count": 3}]}
    )
    assert names(ana, categorised) == [("Tops", 2, ["Shirts"]), ("New", 3, [])]


def test_products_corrected_by_hand_are_counted(ana: Person, categorised: str) -> None:
    ana.patch(f"{categorised}/categories", {"rename": {"Shirts": "Tops"}})
    ana.patch(f"{categorised}/products/z", {"category": "Trousers"})
    assert names(ana, categorised)[:2] == [("Tops", 3, ["Shirts"]), ("Trousers", 2, [])]

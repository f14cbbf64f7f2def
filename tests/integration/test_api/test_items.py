"""Orders become items; what people say of items and columns survives every run; stale results say why."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from google.api_core.exceptions import FailedPrecondition
from google.cloud.firestore import Client
from openpyxl import load_workbook

from functions.services import Services
from shared.collections.linesheet.results import stored
from shared.collections.models import Color, Money, Product, ProductImage, Source
from shared.collections.orders.models import OrderJob
from shared.collections.repository import Repository
from shared.collections.staleness import Staleness
from shared.engine.job import Job, State
from shared.engine.queue import PhaseCall
from tests.integration.test_api.client import Person
from tests.integration.test_api.files import pdf

ORDER = b"""Style,Description,Colour,Qty,Unit price,Amount
AB-100,Linen shirt,Black,10,20.00,200.00
ab 100,Linen shirt,Navy,5,20.00,100.00
,Wol coat,Camel,2,90.00,180.00
ZZ-900,=HYPERLINK(1),,-1,5.00,-5.00
AB-100,Linen shirt,Black,10,20.00,200.00
Total,,,26,,675.00
"""
GOODS = (("AB-100", "Linen shirt", "Black"), ("AB-100", "Linen shirt", "Navy"), ("WC-7", "Wool coat", "Camel"))


@pytest.fixture
def db(services: Services) -> Client:
    return services.store.db


@pytest.fixture
def ready(ana: Person, collection: str, db: Client) -> str:
    """A collection with an order, and with products as a run commits them."""
    (linesheet,) = ana.upload(collection, ("lines.pdf", pdf())).json["documents"]
    ana.upload(collection, ("order.csv", ORDER), type="purchase_order")
    path = collection.removeprefix("/api/")
    for position, (code, name, color) in enumerate(GOODS, 1):
        product = Product(
            product_id=f"p{position}",
            style_number=code,
            name=name,
            category="Tops",
            wholesale_price=Money(amount="20.00", currency="EUR"),
            retail_price=Money(amount="49.00", currency="EUR"),
            colors=[Color(name=color)],
            images=[ProductImage(image_id=f"i{position}", confidence=0.9)],
            source=Source(document_id=linesheet["document_id"], page=1, bbox=(0, 0, 9, 9)),
        )
        fields = {**stored(product, {f"i{position}": f"{path}/images/run/i{position}.png"}), "position": position}
        db.document(f"{path}/documents/{linesheet['document_id']}/structured_products/p{position}").set(fields)
    return collection


def generate(person: Person, collection: str, services: Services, after_step: int = 0, meanwhile: Any = None) -> Job:
    """Generate items with a worker in this process; `meanwhile` is done after a step."""
    task_id = person.post(f"{collection}/items/generate").json["task_id"]
    return carry_on(services, task_id, after_step, meanwhile)


def carry_on(services: Services, task_id: str, after_step: int = 0, meanwhile: Any = None) -> Job:
    while True:
        seen = services.store.get(task_id)
        assert seen is not None
        if seen.job.state != State.PROCESSING:
            assert seen.job.state == State.COMPLETED, seen.job.error
            return seen.job
        if meanwhile and seen.job.phase > after_step:
            meanwhile()
            meanwhile = None
        services.worker.handle(PhaseCall(task_id=task_id, phase=seen.job.phase, dispatch=seen.job.dispatch))


def items(person: Person, collection: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(f"{collection}/items", **query).json["items"]
    return found


def statuses(rows: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(row["match"]["status"], row["product_id"]) for row in rows]


def flags(row: dict[str, Any]) -> list[str]:
    return [flag["code"] for flag in row["flags"]]


def stale(person: Person, collection: str) -> dict[str, list[str]]:
    """The reasons for which results are stale, as Firestore has them; the flags say the same."""
    read = person.get(collection).json
    assert {p: bool(reasons) for p, reasons in read["stale_reasons"].items()} == read["stale"]
    return {process: reasons for process, reasons in read["stale_reasons"].items() if reasons}


def test_an_order_becomes_items(ana: Person, ready: str, services: Services) -> None:
    job = generate(ana, ready, services)
    assert [phase.name for phase in job.phases][-1] == "Saving"
    status = ana.get(f"{ready}/processing-status").json["item_generation"]
    assert (status["status"], status["progress"]["total_steps"]) == ("completed", 7)
    rows = items(ana, ready)
    expected = [("matched", "p1"), ("matched", "p2"), ("suggested", None), ("not_found", None), ("matched", "p1")]
    assert statuses(rows) == expected
    assert rows[0]["category"] == "Tops"
    assert rows[0]["retail_price"] == {"amount": "49.00", "currency": "EUR", "amount_max": None}
    assert rows[0]["images"][0]["storage_path"].endswith("/images/run/i1.png")
    assert (rows[0]["quantity"], rows[0]["unit_cost"], rows[0]["total"]) == (10, "20.00", "200.00")
    assert [flags(row) for row in rows] == [[], [], [], ["negative_quantity"], ["duplicate_line"]]
    (order,) = ana.get(f"{ready}/orders").json["orders"]
    assert (order["status"], order["lines"], order["differences"]) == ("reconciled", 5, [])
    assert order["tables"][0]["columns"][0]["role"] == "style_number"
    assert stale(ana, ready) == {}


def test_items_by_status_flag_and_page(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    assert [row["position"] for row in items(ana, ready, status="matched")] == [1, 2, 5]
    assert [row["position"] for row in items(ana, ready, flag="duplicate_line")] == [5]
    assert items(ana, ready, flag="duplicate_line", status="suggested") == []
    document_id = items(ana, ready)[0]["source"]["document_id"]
    assert len(items(ana, ready, document_id=document_id)) == 5
    found, token = [], None
    while True:
        page = ana.get(f"{ready}/items", page_size=2, **({"page_token": token} if token else {})).json
        found += [row["position"] for row in page["items"]]
        if (token := page["next_page_token"]) is None:
            break
    assert found == [1, 2, 3, 4, 5]
    assert ana.get(f"{ready}/items", status="lost").problem == (422, "invalid_request")
    assert ana.get(f"{ready}/items", page_token="x").problem == (422, "invalid_request")


def test_without_an_order_or_products_nothing_starts(ana: Person, collection: str) -> None:
    assert ana.post(f"{collection}/items/generate").problem == (422, "no_purchase_order")
    ana.upload(collection, ("order.csv", ORDER), type="purchase_order")
    assert ana.post(f"{collection}/items/generate").problem == (422, "no_products")
    assert items(ana, collection) == []


def test_an_accepted_suggestion_survives_every_run_and_is_marked(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    coat = items(ana, ready, status="suggested")[0]
    assert coat["match"]["candidates"][0]["product_id"] == "p3"
    shown = ana.post(f"{ready}/items/{coat['item_id']}/accept").json
    assert (shown["product_id"], shown["match"]["status"], shown["match"]["method"]) == ("p3", "matched", "person")
    assert (shown["category"], shown["edited"]) == ("Tops", ["match"])
    assert shown["machine"]["match"] == coat["match"]
    assert flags(shown) == ["price_differs"]
    assert items(ana, ready)[2] == shown
    generate(ana, ready, services)
    assert items(ana, ready)[2] == shown
    back = ana.patch(f"{ready}/items/{coat['item_id']}", {"reset": ["match"]}).json
    assert back == coat


def test_a_rejected_product_is_never_suggested_again(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    first, _, coat, *_ = items(ana, ready)
    shown = ana.post(f"{ready}/items/{coat['item_id']}/reject").json
    assert (shown["match"]["status"], shown["match"]["candidates"]) == ("not_found", [])
    wrong = ana.post(f"{ready}/items/{first['item_id']}/reject", {"product_id": "p1"}).json
    assert wrong["product_id"] is None
    assert wrong["images"] == []
    generate(ana, ready, services)
    again = items(ana, ready)
    assert again[2]["match"]["status"] == "not_found"
    assert again[0]["product_id"] is None
    assert "p1" not in [candidate["product_id"] for candidate in again[0]["match"]["candidates"]]
    assert again[0]["machine"]["product_id"] == "p1"
    assert again[4]["product_id"] == "p1"  # the same goods on another line
    nothing = ana.post(f"{ready}/items/{coat['item_id']}/accept")
    assert nothing.problem == (409, "nothing_suggested")


def test_any_product_can_be_chosen_by_hand(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    stray = items(ana, ready, status="not_found")[0]["item_id"]
    assert ana.post(f"{ready}/items/{stray}/accept", {"product_id": "none"}).problem == (404, "product_not_found")
    assert ana.post(f"{ready}/items/none/accept", {"product_id": "p3"}).problem == (404, "item_not_found")
    assert ana.post(f"{ready}/items/{stray}/accept", {"product_id": "p3"}).json["product_id"] == "p3"
    generate(ana, ready, services)
    assert items(ana, ready)[3]["product_id"] == "p3"


def test_corrected_fields_survive_and_reset(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    first = items(ana, ready)[0]
    path = f"{ready}/items/{first['item_id']}"
    shown = ana.patch(path, {"quantity": 12, "name": "Shirt", "retail_price": {"amount": "55.00"}}).json
    assert (shown["quantity"], shown["name"], shown["retail_price"]["amount"]) == (12, "Shirt", "55.00")
    assert shown["edited"] == ["name", "quantity", "retail_price"]
    assert (shown["machine"]["quantity"], shown["machine"]["name"]) == (10, "Linen shirt")
    assert flags(shown) == ["total_differs"]
    (order,) = ana.get(f"{ready}/orders").json["orders"]
    assert (order["status"], order["differences"][0]["what"]) == ("differs", "quantity")
    generate(ana, ready, services)
    again = items(ana, ready)[0]
    assert again == shown
    assert ana.patch(path, {"name": "x", "reset": ["name"]}).problem == (422, "invalid_request")
    back = ana.patch(path, {"reset": ["quantity", "name", "retail_price"]}).json
    assert back == first
    (order,) = ana.get(f"{ready}/orders").json["orders"]
    assert order["status"] == "reconciled"


def test_a_corrected_code_is_looked_for_by_the_next_run(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    stray = items(ana, ready)[3]["item_id"]
    ana.patch(f"{ready}/items/{stray}", {"style_number": "WC-7", "name": None})
    assert stale(ana, ready) == {"item_generation": ["corrections_changed"]}
    generate(ana, ready, services)
    assert items(ana, ready)[3]["product_id"] == "p3"
    assert stale(ana, ready) == {}


def test_a_corrected_column_is_read_so_by_the_next_run(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    (order,) = ana.get(f"{ready}/orders").json["orders"]
    table = order["tables"][0]
    name = next(c["column"] for c in table["columns"] if c["role"] == "name")
    path = f"{ready}/orders/{order['document_id']}/columns"
    said = {"grid": table["grid"], "column": name, "role": "ignored"}
    assert ana.patch(path, {"columns": [said]}).json["choices"] == [{**said, "document_id": order["document_id"]}]
    assert ana.get(f"{ready}/orders").json["orders"][0]["choices"][0]["role"] == "ignored"
    assert stale(ana, ready) == {"item_generation": ["columns_changed"]}
    generate(ana, ready, services)
    assert stale(ana, ready) == {}
    (order,) = ana.get(f"{ready}/orders").json["orders"]
    assert next(c["role"] for c in order["tables"][0]["columns"] if c["column"] == name) == "ignored"
    assert ana.patch(path, {"columns": [{**said, "role": None}]}).json["choices"] == []
    assert ana.patch(f"{ready}/orders/none/columns", {"columns": []}).problem == (404, "document_not_found")
    assert ana.patch(path, {"columns": [{**said, "role": "hat"}]}).problem == (422, "invalid_request")


def test_a_column_s_correction_that_is_taken_back_leaves_nothing_stale(
    ana: Person, ready: str, services: Services
) -> None:
    generate(ana, ready, services)
    (order,) = ana.get(f"{ready}/orders").json["orders"]
    path = f"{ready}/orders/{order['document_id']}/columns"

    def say(role: str | None) -> None:
        assert ana.patch(path, {"columns": [{"grid": 1, "column": 0, "role": role}]}).status == 200

    say("ignored")
    ana.patch(f"{ready}/products/p1", {"name": "Shirt"})
    assert stale(ana, ready) == {"item_generation": ["columns_changed", "corrections_changed"]}
    say(None)
    assert stale(ana, ready) == {"item_generation": ["corrections_changed"]}
    say("sku")
    generate(ana, ready, services)
    assert stale(ana, ready) == {}
    say(None)
    assert stale(ana, ready) == {"item_generation": ["columns_changed"]}
    job = generate(ana, ready, services, 4, lambda: (say("sku"), say(None)))
    assert (job.changes, stale(ana, ready)) == ([], {})


def test_what_changes_makes_results_stale_and_says_why(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    ana.patch(f"{ready}/products/p1", {"name": "Shirt"})
    assert stale(ana, ready) == {"item_generation": ["corrections_changed"]}
    (document,) = ana.upload(ready, ("more.csv", ORDER), type="purchase_order").json["documents"]
    assert stale(ana, ready) == {"item_generation": ["corrections_changed", "documents_changed"]}
    generate(ana, ready, services)
    assert stale(ana, ready) == {}
    ana.delete(f"{ready}/documents/{document['document_id']}")
    assert stale(ana, ready) == {"item_generation": ["documents_changed"]}


def test_changes_during_a_run_leave_its_result_stale(ana: Person, ready: str, services: Services, db: Client) -> None:
    """The stored flag is true: what clients listen to is not corrected by the API on its way."""
    job = generate(
        ana, ready, services, 6, lambda: ana.upload(ready, ("more.csv", ORDER + b" "), type="purchase_order")
    )
    assert job.changes == ["documents_changed"]
    fields = db.document(ready.removeprefix("/api/")).get().to_dict() or {}
    assert fields["stale"]["item_generation"] is True
    assert fields["stale_reasons"]["item_generation"] == ["documents_changed"]
    generate(ana, ready, services, 6, lambda: ana.patch(f"{ready}/products/p1", {"name": "Late"}))
    assert stale(ana, ready) == {"item_generation": ["corrections_changed"]}


def test_a_change_at_the_last_moment_makes_the_commit_look_again(
    ana: Person, ready: str, services: Services, db: Client
) -> None:
    """Between the commit's look at what changed and the commit itself."""
    task_id = ana.post(f"{ready}/items/generate").json["task_id"]
    seen = services.store.get(task_id)
    assert seen is not None
    batch = db.batch()
    unchanged = db.write_option(last_update_time=seen.update_time)
    batch.update(db.document(f"jobs/{task_id}"), {"write_id": "commit"}, option=unchanged)
    Staleness(db)(seen.job, {"state": State.COMPLETED})(batch)
    ana.upload(ready, ("more.csv", ORDER), type="purchase_order")
    with pytest.raises(FailedPrecondition):
        batch.commit()


def test_a_document_that_came_before_the_start_but_unseen_is_found_out(
    ana: Person, ready: str, services: Services, db: Client
) -> None:
    """The start looked at the documents, then one came, then the job was written."""
    path = ready.removeprefix("/api/")
    job = repository_job(services, ana, ready)
    order = job.documents[0].document_id
    db.document(f"{path}/documents/{order}x").set(db.document(f"{path}/documents/{order}").get().to_dict() or {})
    carry_on(services, services.jobs.start("item_generation", path, ana.uid, job))
    assert stale(ana, ready) == {"item_generation": ["documents_changed"]}


def repository_job(services: Services, person: Person, collection: str) -> OrderJob:
    repository = Repository(services.store.db)
    return repository.order_job(repository.get(collection.rpartition("/")[2], person.uid))


def test_words_said_at_the_same_time_are_all_kept(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    path = f"{ready}/items/{items(ana, ready)[0]['item_id']}"
    said = [{"name": "A"}, {"color": "B"}, {"category": "C"}, {"sku": "D"}]
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda body: ana.patch(path, body).status, said))
    assert replies == [200] * 4
    assert items(ana, ready)[0]["edited"] == ["category", "color", "name", "sku"]


def test_new_products_make_items_stale(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    task_id = ana.post(f"{ready}/documents/process").json["task_id"]
    carry_on(services, task_id)
    assert stale(ana, ready) == {"item_generation": ["products_changed"]}


def test_items_as_csv_hold_no_formula(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    reply = ana.get(f"{ready}/items.csv")
    assert reply.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in reply.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig"))))
    assert [row["status"] for row in rows] == ["matched", "matched", "suggested", "not_found", "matched"]
    assert rows[3]["name"] == "'=HYPERLINK(1)"
    assert rows[3]["quantity"] == "-1"
    assert rows[0]["document"] == "order.csv"
    assert len(ana.get(f"{ready}/items.csv", status="matched").body.decode().strip().split("\r\n")) == 4


def test_a_file_holds_what_the_page_shows(ana: Person, ready: str, services: Services, db: Client) -> None:
    generate(ana, ready, services)
    read = items(ana, ready)
    category = next(item["category"] for item in read if item["category"])
    db.document(ready.removeprefix("/api/")).update({"categories": [{"name": category, "count": 3}]})
    assert ana.patch(f"{ready}/categories", {"rename": {category: "Evening wear"}}).status == 200

    def lines(**query: str) -> list[int]:
        reply = ana.get(f"{ready}/items.csv", **query)
        return [int(row["line"]) for row in csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig")))]

    named = [item["position"] for item in read if item["category"] == category]
    assert lines(words=" EVENING  wear ") == named
    first = read[named[0] - 1]
    assert lines(words=f"evening {first['style_number']}", status=first["match"]["status"]) == [1, 5]
    assert lines(words="evening nowhere") == []
    assert lines(ids=f"{read[3]['item_id']},{read[0]['item_id']},gone") == [1, 4]


def test_items_as_a_workbook(ana: Person, ready: str, services: Services) -> None:
    generate(ana, ready, services)
    reply = ana.get(f"{ready}/items.xlsx", status="matched")
    assert reply.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert reply.headers["Content-Disposition"].endswith('_items.xlsx"')
    book = load_workbook(io.BytesIO(reply.body))
    assert [row[0] for row in book["Items"].iter_rows(min_row=2, values_only=True)] == [1, 2, 5]
    assert book["Orders"]["A2"].value == "order.csv"


def test_what_people_said_goes_with_its_document(ana: Person, ready: str, services: Services, db: Client) -> None:
    generate(ana, ready, services)
    rows = items(ana, ready)
    ana.patch(f"{ready}/items/{rows[0]['item_id']}", {"name": "x"})
    document_id = rows[0]["source"]["document_id"]
    ana.patch(f"{ready}/orders/{document_id}/columns", {"columns": [{"grid": 1, "column": 0, "role": "sku"}]})
    ana.patch(f"{ready}/products/p1", {"name": "Shirt"})
    ana.delete(f"{ready}/documents/{document_id}")
    assert [edit.id for edit in db.collection(f"{ready.removeprefix('/api/')}/edits").stream()] == ["p1"]

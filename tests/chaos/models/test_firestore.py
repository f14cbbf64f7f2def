"""What the engine rests on in Firestore: one suite over the real emulator and over the simulation's model of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.api_core.exceptions import AlreadyExists, FailedPrecondition, GoogleAPIError, NotFound
from google.cloud.firestore import DELETE_FIELD, SERVER_TIMESTAMP, Increment
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.cloud.config import settings
from shared.cloud.firestore import firestore_client
from shared.engine.job import State
from tests.chaos.models.documents import Documents
from tests.chaos.models.firestore import Client

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["model", "emulator"])
def db(request: pytest.FixtureRequest) -> Any:
    if request.param == "model":
        return Client(Documents(lambda: datetime.now(UTC)))
    request.getfixturevalue("emulators").empty()
    return firestore_client(settings())


def old(db: Any, path: str) -> Any:
    """An option that names an update time which is not the document's any more."""
    before = db.document(path).get().update_time
    db.document(path).update({"touched": 1})
    return db.write_option(last_update_time=before)


def found(query: Any) -> list[str]:
    return [snapshot.id for snapshot in query.stream()]


# ---- single writes


def test_create_makes_a_document_once(db: Any) -> None:
    db.document("a/1").create({"x": 1})
    with pytest.raises(AlreadyExists):
        db.document("a/1").create({"x": 2})
    assert db.document("a/1").get().to_dict() == {"x": 1}


def test_set_replaces_the_whole_document(db: Any) -> None:
    db.document("a/1").set({"x": 1, "y": {"z": 2}})
    db.document("a/1").set({"y": {"q": 3}})
    assert db.document("a/1").get().to_dict() == {"y": {"q": 3}}


def test_set_that_merges_leaves_the_neighbours_alone_and_makes_what_is_missing(db: Any) -> None:
    db.document("a/1").set({"x": 1, "y": {"z": 2, "n": 1}})
    db.document("a/1").set({"y": {"q": 3, "n": Increment(1)}, "e": {}}, merge=True)
    db.document("a/2").set({"y": {"q": 3}}, merge=True)
    assert db.document("a/1").get().to_dict() == {"x": 1, "y": {"z": 2, "n": 2, "q": 3}, "e": {}}
    assert db.document("a/2").get().to_dict() == {"y": {"q": 3}}


def test_update_needs_the_document(db: Any) -> None:
    with pytest.raises(NotFound):
        db.document("a/1").update({"x": 1})
    assert not db.document("a/1").get().exists


def test_update_goes_by_dotted_paths_and_leaves_the_neighbours_alone(db: Any) -> None:
    db.document("a/1").set({"m": {"x": 1, "deep": {"y": 2}}, "n": 5, "o": None})
    db.document("a/1").update({"m.deep.z": 3, "n.below.a_number": 4, "o.p": 6, "new.q": 7, "m.x": {"whole": 1}})
    assert db.document("a/1").get().to_dict() == {
        "m": {"x": {"whole": 1}, "deep": {"y": 2, "z": 3}},
        "n": {"below": {"a_number": 4}},
        "o": {"p": 6},
        "new": {"q": 7},
    }


def test_a_path_and_a_part_of_it_cannot_be_in_one_update(db: Any) -> None:
    db.document("a/1").set({"m": {"x": 1}})
    with pytest.raises(ValueError):
        db.document("a/1").update({"m": {}, "m.x": 2})


def test_sentinels(db: Any) -> None:
    db.document("a/1").set({"n": 1, "f": 0.5, "gone": 1, "m": {"gone": 1, "stays": 2}, "word": "x"})
    changes = {"n": Increment(2), "f": Increment(1), "new": Increment(4), "word": Increment(3)}
    db.document("a/1").update({**changes, "gone": DELETE_FIELD, "m.gone": DELETE_FIELD, "never": DELETE_FIELD})
    expected = {"n": 3, "f": 1.5, "new": 4, "word": 3, "m": {"stays": 2}}
    assert db.document("a/1").get().to_dict() == expected


def test_the_servers_time_is_when_the_commit_came_in_whole_milliseconds(db: Any) -> None:
    db.document("a/1").create({"at": SERVER_TIMESTAMP, "m": {"at": SERVER_TIMESTAMP, "x": 1}})
    written = db.document("a/1").update({"m.again": SERVER_TIMESTAMP}).update_time
    snapshot = db.document("a/1").get()
    assert snapshot.get("at") == snapshot.get("m.at")
    assert timedelta(0) <= snapshot.create_time - snapshot.get("at") < timedelta(seconds=5)
    assert timedelta(0) <= written - snapshot.get("m.again") < timedelta(seconds=5)
    assert snapshot.get("at").microsecond % 1000 == 0
    assert snapshot.get("m.x") == 1


def test_values_come_back_as_plain_ones(db: Any) -> None:
    db.document("a/1").set({"state": State.PAUSED, "none": None, "yes": True, "list": [1, {"x": "y"}], "at": NOON})
    fields = db.document("a/1").get().to_dict()
    assert fields == {"state": "paused", "none": None, "yes": True, "list": [1, {"x": "y"}], "at": NOON}
    assert type(fields["state"]) is str


# ---- preconditions


def test_an_update_that_names_an_old_update_time_is_refused(db: Any) -> None:
    db.document("a/1").set({"x": 1})
    with pytest.raises(FailedPrecondition):
        db.document("a/1").update({"x": 2}, option=old(db, "a/1"))
    now = db.write_option(last_update_time=db.document("a/1").get().update_time)
    db.document("a/1").update({"x": 3}, option=now)
    assert db.document("a/1").get().get("x") == 3


def test_a_delete_that_names_an_old_update_time_is_refused(db: Any) -> None:
    db.document("a/1").set({"x": 1})
    with pytest.raises(FailedPrecondition):
        db.document("a/1").delete(option=old(db, "a/1"))
    now = db.write_option(last_update_time=db.document("a/1").get().update_time)
    db.document("a/1").delete(option=now)
    assert not db.document("a/1").get().exists


@pytest.mark.parametrize("write", ["update", "delete"])
def test_a_write_that_names_an_update_time_needs_the_document(db: Any, write: str) -> None:
    db.document("a/1").set({"x": 1})
    option = old(db, "a/1")
    db.document("a/1").delete()
    with pytest.raises((FailedPrecondition, NotFound)):
        db.document("a/1").update({"x": 1}, option=option) if write == "update" else db.document("a/1").delete(option)


def test_a_delete_of_nothing_is_fine(db: Any) -> None:
    db.document("a/1").delete()


# ---- commits


def test_a_commit_is_whole_or_absent(db: Any) -> None:
    db.document("a/there").set({"x": 1})
    batch = db.batch()
    batch.set(db.document("a/new"), {"x": 1})
    batch.delete(db.document("a/there"))
    batch.create(db.document("a/other"), {"x": 1})
    batch.update(db.document("a/missing"), {"x": 2})
    with pytest.raises(NotFound):
        batch.commit()
    assert found(db.collection("a")) == ["there"]


def stale(db: Any, batch: Any) -> None:
    batch.update(db.document("a/stale"), {"x": 2}, option=old(db, "a/stale"))


def taken(db: Any, batch: Any) -> None:
    batch.create(db.document("a/taken"), {"x": 2})


def missing(db: Any, batch: Any) -> None:
    batch.update(db.document("a/missing"), {"x": 2})


Add = Callable[[Any, Any], None]


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (stale, taken, FailedPrecondition),
        (stale, missing, FailedPrecondition),
        (taken, missing, AlreadyExists),
        (taken, stale, AlreadyExists),
        (missing, taken, NotFound),
    ],
)
def test_the_first_impossible_write_says_why(db: Any, first: Add, second: Add, error: type[GoogleAPIError]) -> None:
    db.document("a/stale").set({"x": 1})
    db.document("a/taken").set({"x": 1})
    batch = db.batch()
    first(db, batch)
    second(db, batch)
    with pytest.raises(error):
        batch.commit()
    assert db.document("a/taken").get().get("x") == db.document("a/stale").get().get("x") == 1


def test_a_commit_may_write_one_document_twice(db: Any) -> None:
    db.document("a/1").set({"x": 1})
    batch = db.batch()
    batch.update(db.document("a/1"), {"x": 2, "n": 1})
    batch.update(db.document("a/1"), {"y": 3, "n": Increment(1)})
    batch.commit()
    assert db.document("a/1").get().to_dict() == {"x": 2, "y": 3, "n": 2}


def test_the_update_times_of_a_commit(db: Any) -> None:
    batch = db.batch()
    batch.create(db.document("a/1"), {"x": 1})
    batch.create(db.document("a/2"), {"x": 1})
    results = batch.commit()
    snapshots = list(db.get_all([db.document("a/1"), db.document("a/2")]))
    assert {r.update_time for r in results} == {s.update_time for s in snapshots} == {s.create_time for s in snapshots}
    later = db.document("a/1").update({"x": 2}).update_time
    assert later > results[0].update_time
    assert db.document("a/1").get().read_time >= later


def test_an_empty_commit_is_fine(db: Any) -> None:
    db.batch().commit()


def test_a_write_that_changes_nothing_leaves_the_update_time(db: Any) -> None:
    first = db.document("a/1").set({"x": 1, "m": {"y": 2}}).update_time
    db.document("a/1").update({"m.y": 2})
    db.document("a/1").set({"x": 1, "m": {"y": 2}})
    assert db.document("a/1").get().update_time == first


# ---- reads


def test_a_missing_document_still_tells_the_time(db: Any) -> None:
    written = db.document("a/1").set({"x": 1}).update_time
    snapshot = db.document("a/nothing").get(["x"])
    assert (snapshot.exists, snapshot.to_dict(), snapshot.get("x"), snapshot.update_time) == (False, None, None, None)
    assert snapshot.read_time >= written


def test_parts_of_a_document(db: Any) -> None:
    db.document("a/1").set({"x": 1, "m": {"y": 2, "z": 3}})
    assert db.document("a/1").get(["m.y", "q"]).to_dict() == {"m": {"y": 2}}
    with pytest.raises(KeyError):
        db.document("a/1").get().get("q")
    assert db.document("a/1").get([]).exists


def test_several_documents_at_one_moment(db: Any) -> None:
    db.document("a/1").set({"x": 1})
    snapshots = list(db.get_all([db.document("a/1"), db.document("b/2"), db.document("a/1")]))
    assert sorted((s.reference.path, s.exists) for s in snapshots) == [("a/1", True), ("b/2", False)]
    assert len({s.read_time for s in snapshots}) == 1
    assert {db.document("a/1")} == {s.reference for s in snapshots if s.exists}


# ---- queries


def filtered(db: Any, field: str, operator: str, value: Any) -> list[str]:
    return found(db.collection("q").where(filter=FieldFilter(field, operator, value)))


def test_filters(db: Any) -> None:
    rows = {"1": {"n": 2}, "2": {"n": None}, "3": {}, "4": {"n": "2"}, "5": {"n": 1, "at": NOON}, "6": {"n": True}}
    for name, fields in rows.items():
        db.document(f"q/{name}").set(fields)
    db.document("q/1/q/7").set({"n": 2})
    assert filtered(db, "n", "==", 2) == ["1"]
    assert filtered(db, "n", "==", None) == ["2"]
    assert filtered(db, "n", "==", True) == ["6"]
    assert filtered(db, "n", "<=", 2) == ["5", "1"], "in the order of the field, and only of its type"
    assert filtered(db, "at", "<=", NOON) == ["5"]
    assert filtered(db, "n", "in", ["2", 1]) == ["4", "5"]
    both = db.collection("q").where(filter=FieldFilter("n", "==", 1)).where(filter=FieldFilter("at", "==", NOON))
    assert found(both) == ["5"]


def test_order_limit_and_part(db: Any) -> None:
    for name, n in (("c", 1), ("a", 3), ("b", 2), ("d", None)):
        db.document(f"q/{name}").set({"m": {"n": n}} if n else {"other": 1})
    assert found(db.collection("q")) == ["a", "b", "c", "d"]
    assert found(db.collection("q").order_by("m.n")) == ["c", "b", "a"]
    assert found(db.collection("q").order_by("m.n").limit(2)) == ["c", "b"]
    some = db.collection("q").order_by("m.n").select(["m.n"]).stream()
    assert [s.to_dict() for s in some] == [{"m": {"n": n}} for n in (1, 2, 3)]
    none = db.collection("q").select([]).stream()
    assert [(s.id, s.to_dict(), s.exists) for s in none] == [(name, {}, True) for name in "abcd"]
    assert db.collection("q").limit(3).count().get()[0][0].value == 3
    assert db.collection("nothing").limit(3).count().get()[0][0].value == 0


def test_states_are_found_by_their_enumeration(db: Any) -> None:
    db.document("q/1").set({"state": State.PAUSED})
    assert filtered(db, "state", "==", State.PAUSED) == ["1"]

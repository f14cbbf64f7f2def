"""One page read twice: whose products and whose values count, and how sure they are."""

from __future__ import annotations

from typing import Any

from shared.collections.linesheet.draft import GUESSED, LIKELY, SURE, Draft
from shared.collections.linesheet.merging import AGREED, ALONE, DISPUTED, merged
from shared.collections.models import Money


def draft(row: int, confidence: float, **values: Any) -> Draft:
    """A product of one line, 30 points below the one before it."""
    box = (50.0, 30.0 * row, 300.0, 30.0 * row + 20)
    made = Draft(1, box, box, pictures=[row])
    for field, value in values.items():
        made.put(field, value, box, confidence)
    return made


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def names(drafts: list[Draft]) -> list[str]:
    return [d.get("name") for d in drafts]


def test_agreement_is_surest_and_one_alone_less() -> None:
    ours = draft(0, LIKELY, style_number="A-1", name="Tee", sizes=["S", "M"], materials="Wool")
    theirs = draft(0, 0.85, style_number="A-1", name="TEE", wholesale_price=usd("10"), materials="Silk")
    (made,) = merged([ours], [theirs])
    values = {field: (v.value, v.confidence) for field, v in made.values.items()}
    assert values["style_number"] == ("A-1", AGREED)
    assert values["name"] == ("Tee", AGREED), "spelled as ours"
    assert values["sizes"] == (["S", "M"], ALONE)
    assert values["wholesale_price"] == (usd("10"), 0.85)
    assert values["materials"] == ("Silk", DISPUTED)
    assert DISPUTED < 0.85 < ALONE < AGREED
    assert made.pictures == [0]


def test_a_label_s_word_counts_more_than_the_model_s() -> None:
    ours = draft(0, SURE, style_number="A-1", wholesale_price=usd("10.00"))
    theirs = draft(0, 0.85, style_number="A-1", wholesale_price=usd("25"))
    (made,) = merged([ours], [theirs])
    assert made.get("wholesale_price") == usd("10.00")
    assert made.values["wholesale_price"].confidence == DISPUTED


def test_a_number_that_ours_took_for_the_name_is_the_number() -> None:
    ours = draft(0, SURE, name="LPGDM", wholesale_price=usd("10"))
    theirs = draft(0, 0.85, name="Tee", style_number="LPGDM", wholesale_price=usd("10"))
    (made,) = merged([ours], [theirs])
    assert (made.get("name"), made.get("style_number")) == ("Tee", "LPGDM")


def test_colours_agree_where_one_reading_lacks_their_codes() -> None:
    ours = draft(0, LIKELY, name="Tee", colors=[("Navy", "308"), ("Sand", "011")])
    theirs = draft(0, 0.85, name="Tee", colors=[("Sand", None), ("NAVY", None)])
    (made,) = merged([ours], [theirs])
    assert made.get("colors") == [("Navy", "308"), ("Sand", "011")]
    assert made.values["colors"].confidence == AGREED
    theirs.values["colors"].value = [("Sand", "012"), ("Navy", None)]
    (made,) = merged([ours], [theirs])
    assert made.values["colors"].confidence == DISPUTED


def test_10_and_10_00_agree() -> None:
    (made,) = merged(
        [draft(0, GUESSED, name="Tee", wholesale_price=usd("10.00"))],
        [draft(0, 0.85, name="Tee", wholesale_price=usd("10"))],
    )
    assert made.values["wholesale_price"].confidence == AGREED


def test_theirs_stand_where_they_hold_all_of_ours() -> None:
    ours = [draft(0, LIKELY, name="Tee", wholesale_price=usd("10")), draft(2, LIKELY, name="Cap", style_number="C-2")]
    theirs = [
        draft(0, 0.85, name="Tee", wholesale_price=usd("10")),
        draft(1, 0.85, name="Scarf", wholesale_price=usd("20")),
        draft(2, 0.85, name="Cap", style_number="C-2"),
    ]
    made = merged(ours, theirs)
    assert names(made) == ["Tee", "Scarf", "Cap"]
    assert [d.pictures for d in made] == [[0], [1], [2]]


def test_a_product_that_ours_split_in_two_is_one() -> None:
    ours = [draft(0, LIKELY, style_number="A-1", name="Tee"), draft(1, LIKELY, name="Tee", wholesale_price=usd("10"))]
    theirs = [draft(0, 0.85, style_number="A-1", name="Tee", wholesale_price=usd("10"))]
    (made,) = merged(ours, theirs)
    assert made.get("wholesale_price") == usd("10")


def test_ours_stand_where_theirs_miss_a_price() -> None:
    ours = [draft(n, LIKELY, name=f"Tee {n}", wholesale_price=usd(f"1{n}")) for n in range(3)]
    theirs = [
        draft(0, 0.85, name="Tee 0", wholesale_price=usd("10"), materials="Wool"),
        draft(1, 0.85, name="Best Tees", wholesale_price=usd("11")),
        draft(7, 0.85, name="Scarf", wholesale_price=usd("20")),
    ]
    made = merged(ours, theirs)
    assert names(made)[0::2] == ["Tee 0", "Tee 2"]
    assert names(made)[3] == "Scarf", "what stands where ours has nothing is added"
    assert len(made) == 4
    assert made[0].get("materials") == "Wool"
    assert made[2].values["name"].confidence == LIKELY, "nobody else looked at it"


def test_without_an_answer_nothing_changes() -> None:
    ours = [draft(0, LIKELY, name="Tee")]
    assert merged(ours, []) == ours


def test_a_page_that_ours_cannot_read_is_theirs() -> None:
    theirs = [draft(0, 0.85, name="Tee", wholesale_price=usd("10"))]
    assert merged([], theirs) == theirs

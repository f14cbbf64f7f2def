"""Where things are on a page: inside it, apart from each other, and of a size to be read; whatever the text."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.collections.deck.fitting import fit, html_of
from shared.collections.deck.models import DeckPage, DeckSettings, Paragraph, PictureBox, Span, TextBox
from shared.collections.deck.sheet import FORMS, SIZES, contained, halves, places
from shared.reading.geometry import Box, area, intersection
from tests.data.decks import deck, photo, product

LONG = "Oversized double-breasted wool coat with contrast lapels, horn buttons and a removable quilted lining " * 30
HARD: list[dict[str, Any]] = [
    {
        "name": LONG,
        "description": LONG,
        "colors": [{"name": f"Colour {n}"} for n in range(80)],
        "sizes": list("SML") * 9,
    },
    {"name": "Donaudampfschifffahrtsgesellschaftskapitänsmützenverschlussknopf" * 4},
    {"name": "مِعطف طويل من الصوف مع أزرار", "description": "بطانة قابلة للإزالة (M)"},
    {"name": "ダブルブレストのウールコート取り外し可能なキルティングライナー付き" * 9},
    {"name": '=HYPERLINK("http://x")', "style_number": "<b>&amp;</b>"},
    {"name": "A\x00B\x0b\ud800".encode("utf-8", "replace").decode(), "materials": "x" * 9000},
    {"name": None, "style_number": None, "wholesale_price": None, "retail_price": None, "colors": [], "sizes": []},
    {"name": "Ж" * 300, "wholesale_price": {"amount": "123456789012.1234", "currency": "KWD"}},
    {"name": "Short"},
]


def hard_products() -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    pictures = {f"{n}.jpg": photo(n, *size) for n, size in enumerate([(40, 900), (900, 40), (30, 30), (1600, 1600)])}
    rows = [product(n, **fields, picture=f"{n}.jpg" if n < 4 else None) for n, fields in enumerate(HARD)]
    return rows, pictures


@pytest.mark.parametrize("per_page", sorted(FORMS))
@pytest.mark.parametrize(
    ("page_size", "language"), [("wide", "en"), ("standard", "ar"), ("a4", "de"), ("letter", "ja")]
)
def test_all_is_on_the_page_and_apart(tmp_path: Path, per_page: int, page_size: str, language: str) -> None:
    rows, files = hard_products()
    fields = [
        "style_number",
        "category",
        "description",
        "colors",
        "sizes",
        "materials",
        "quantity",
        "unit_cost",
        "total",
    ]
    made = deck(
        tmp_path, rows, files=files, per_page=per_page, page_size=page_size, language=language, fields=fields,
        prices=["wholesale", "retail", "unit_cost"], title=LONG[:200], subtitle=LONG[:300], currency_note=LONG[:300],
    )  # fmt: skip
    width, height = made.plan.width, made.plan.height
    assert (width, height) == SIZES[page_size]  # type: ignore[index]
    for page in made.pages:
        for element in (e for group in page.groups for e in group.elements):
            assert within(element.box, (0, 0, width, height)), element
        if page.kind == "cards":
            judge_cards(page)


def judge_cards(page: DeckPage) -> None:
    frames = [group.elements[0].box for group in page.groups[1:]]
    assert not [pair for pair in combinations(frames, 2) if overlap(*pair) > 0]
    head = [e for e in page.groups[0].elements if isinstance(e, (TextBox, PictureBox))]
    assert not [(frame, e) for frame in frames for e in head if overlap(frame, e.box) > 0.01]
    for group, frame in zip(page.groups[1:], frames, strict=True):
        assert all(within(element.box, frame) for element in group.elements)
        shown = [e for e in group.elements[1:] if isinstance(e, (TextBox, PictureBox))]
        assert not [(a, b) for a, b in combinations(shown, 2) if overlap(a.box, b.box) > 0.01]
        for text in (e for e in shown if isinstance(e, TextBox)):
            assert text.size >= 6
            needed = fit(text.paragraphs, text.box[2] - text.box[0], 1e4, text.size, text.size).height
            assert needed <= text.box[3] - text.box[1] + 0.01


def overlap(a: Box, b: Box) -> float:
    return area(intersection(a, b))


def within(box: Box, around: Box) -> bool:
    return (
        around[0] - 0.01 <= box[0] <= box[2] <= around[2] + 0.01
        and around[1] - 0.01 <= box[1] <= box[3] <= around[3] + 0.01
    )


def test_cards_of_a_page_are_set_in_one_size(tmp_path: Path) -> None:
    rows, files = hard_products()
    for page in deck(tmp_path, rows, files=files, per_page=9).pages:
        for name in ("Name", "Prices"):
            sizes = {e.size for g in page.groups for e in g.elements if isinstance(e, TextBox) and e.name == name}
            assert len(sizes) <= 1


def test_from_right_to_left_a_page_is_mirrored(tmp_path: Path) -> None:
    rows, files = hard_products()
    plain = deck(tmp_path / "en", rows, files=files, language="en", group_by="none")
    mirrored = deck(tmp_path / "he", rows, files=files, language="he", group_by="none")
    for one, other in zip(plain.pages[1:], mirrored.pages[1:], strict=True):
        for left, right in zip(one.groups[1:], other.groups[1:], strict=True):
            assert right.elements[0].box[0] == pytest.approx(960 - left.elements[0].box[2], abs=0.02)


@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120), min_size=1, max_size=4
    ),
    width=st.floats(40, 400),
    height=st.floats(8, 120),
)
@settings(max_examples=60)
def test_any_text_fits_its_box(texts: list[str], width: float, height: float) -> None:
    paragraphs = [Paragraph(spans=[Span(text=text, color="000000")]) for text in texts]
    fitted = fit(paragraphs, width, height, 14, 8)
    assert fitted.height <= height
    assert 8 <= fitted.size <= 14
    assert len(fitted.paragraphs) <= len(texts)


def test_text_that_is_too_long_is_cut_with_an_ellipsis() -> None:
    fitted = fit([Paragraph(spans=[Span(text="Label: ", color="0"), Span(text=LONG, color="0")])], 100, 30, 12, 9)
    assert fitted.size == 9
    assert [len(p.spans) for p in fitted.paragraphs] == [2]
    assert fitted.paragraphs[0].spans[1].text.endswith("…")
    assert "".join(s.text for s in fitted.paragraphs[0].spans)[:-1] in "Label: " + LONG


def test_words_are_made_smaller_before_they_are_broken() -> None:
    """ "marimekko_client_A" on a cover was broken before its last letter."""
    word = [Paragraph(spans=[Span(text="marimekko_client_A", color="000000", bold=True)])]
    fitted = fit(word, 300, 200, 44, 22)
    assert 22 < fitted.size < 44
    assert fitted.height == pytest.approx(fitted.size * 1.2, abs=0.1)


def test_markup_in_a_text_is_text() -> None:
    assert "&lt;b&gt;" in html_of([Paragraph(spans=[Span(text="<b>", color="000000")])], 9, "left")


def test_pictures_keep_their_proportions_and_are_not_blown_up() -> None:
    room = (0.0, 0.0, 200.0, 300.0)
    wide, small = contained(room, 1000, 250), contained(room, 96, 48)
    assert wide == (0, 125, 200, 175)
    assert (small[2] - small[0], small[3] - small[1]) == (72, 36)


def test_places_are_as_many_as_asked_for() -> None:
    for per_page, form in FORMS.items():
        found = places(DeckSettings.model_validate({"per_page": per_page}))
        assert len(found) == per_page
        picture, text = halves(found[0], form)
        assert overlap(picture, text) == 0

"""Categories: by headings, running heads, words of names, and hints."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from shared.collections.linesheet.categories import hinted_names
from shared.collections.linesheet.vocabulary import Vocabulary
from shared.collections.models import (
    Categories,
    MatchedProducts,
    Product,
)
from shared.engine.run import read_lines
from tests.unit.linesheets import Draw, cards, grid, plain_card, read, run_on, write


def test_a_hint_names_the_categories(tmp_path: Path) -> None:
    assert hinted_names("Coats, Knits\nHats;Coats") == ["Coats", "Knits", "Hats"]
    made, run, _ = run_on(tmp_path, cards(4, "Coats"), cards(4, "Knits", 4), hint="KNITS, Coats")
    products = list(read_lines(run, made[MatchedProducts].documents[0].products, Product))
    run.close()
    assert made[Categories].names == ["KNITS", "Coats"]
    assert [p.category for p in products] == ["Coats"] * 4 + ["KNITS"] * 4


@pytest.mark.parametrize(
    ("heads", "at"),
    [
        (["DRESSES", "DRESSES", "KITCHEN", "KITCHEN"], (50.0, 40.0)),  # set like the body, repeated on its pages
        (["SS26 / DRESSES", "SS26 / DRESSES", "SS26 / KITCHEN", "SS26 / KITCHEN"], (50.0, 40.0)),
        (["Category: DRESSES", "Category: DRESSES", "Category: KITCHEN", "Category: KITCHEN"], (50.0, 40.0)),
        (["DRESSES", "DRESSES", "KITCHEN", "KITCHEN"], (50.0, 790.0)),  # a footer
    ],
)
def test_running_heads_and_feet_are_categories(tmp_path: Path, heads: list[str], at: tuple[float, float]) -> None:
    def with_brand(page_draw: Draw) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            page_draw(page)
            write(page, 480, at[1], "ATELIER NORD", 9)

        return draw

    pages = [with_brand(grid(plain_card, first=4 * n, head=head, head_at=at)) for n, head in enumerate(heads)]
    products = read(tmp_path, *pages)
    assert [p.category for p in products] == ["DRESSES"] * 8 + ["KITCHEN"] * 8


def test_a_category_is_found_where_its_heading_stands(tmp_path: Path) -> None:
    products = read(tmp_path, cards(4, "Dresses"), grid(plain_card, first=4), cards(2, "Tops", 6))
    assert [p.category for p in products] == ["Dresses"] * 8 + ["Tops"] * 2
    assert [p.fields["category"].page for p in products] == [1] * 8 + [3] * 2
    assert products[5].source.page == 2


def test_without_headings_products_are_called_by_their_last_word(tmp_path: Path) -> None:
    names = ["Sun Dress", "Midi Dress", "Soup Bowl", "Rice Bowl"]
    products = read(tmp_path, grid(lambda n: [names[n % 4], *plain_card(n)[1:]]))
    assert [p.category for p in products] == ["Dress", "Dress", "Bowl", "Bowl"]
    assert all(p.fields["category"].confidence < 0.7 for p in products)


def test_a_name_of_its_own_behind_the_word_for_goods_is_no_category() -> None:
    given = ["Gesa", "Anke", "Gesa", "Birte", "Anke", "Lotte", "Heike", "Birte", "Imke", "Lotte", "Heike", "Imke"]
    goods = ["Hemdjacke", "Bodenvase", "Troyer"]
    spoken = Vocabulary(f"{goods[n % 3]} {name}" for n, name in enumerate(given))
    assert [spoken.category(f"{word} Gesa") for word in goods] == goods
    assert Vocabulary(given[:8]).divides, "eight products are too few to tell"
    assert not Vocabulary(given).divides


def test_headings_count_without_any_price(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        return [f"{('Sun', 'Tea', 'Wrap', 'Maxi')[n % 4]} {('Dress', 'Shirt')[n % 2]}", f"Style: {5500 + n}"]

    pages = [grid(lines, first=4 * n, head=head) for n, head in enumerate(("SUMMER", "WINTER"))]
    assert [p.category for p in read(tmp_path, *pages)] == ["SUMMER"] * 4 + ["WINTER"] * 4

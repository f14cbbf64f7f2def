"""The six phases on small PDFs made here: each bug in reading leaves its page behind."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from shared.collections.__main__ import main
from shared.collections.linesheet.categories import hinted_names
from shared.collections.linesheet.results import save_products
from shared.collections.linesheet.vocabulary import Vocabulary
from shared.collections.models import (
    Categories,
    ExtractedImages,
    LinesheetDocument,
    LinesheetJob,
    MatchedProducts,
    Picture,
    Product,
    ProductImages,
)
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.errors import PhaseError
from shared.engine.local import LocalRun, run_phases
from shared.engine.pipeline import Target
from shared.engine.run import StoredFile, Warning, read_lines

Draw = Callable[[pymupdf.Page], None]
Made = dict[type[Any], Any]


def photo(shade: int, size: tuple[int, int] = (300, 300)) -> bytes:
    """A JPEG unlike those of other shades."""
    image = Image.effect_noise(size, 80).convert("RGB")
    image.paste((shade, 255 - shade, shade // 2), (60, 60, 240, 240))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def run_on(tmp_path: Path, *pages: Draw, hint: str | None = None) -> tuple[Made, LocalRun, list[Warning]]:
    document = pymupdf.open()
    for draw in pages:
        draw(document.new_page(width=600, height=800))
    path = tmp_path / "linesheet.pdf"
    document.save(path)
    file = StoredFile(path=str(path))
    job = LinesheetJob(
        documents=[LinesheetDocument(document_id="d1", filename="linesheet.pdf", file=file)], category_hint=hint
    )
    made, _, warnings = run_phases(DOCUMENT_PROCESSING, job, tmp_path)
    return made, LocalRun(tmp_path, lambda fraction, message: None), warnings


def read(tmp_path: Path, *pages: Draw, hint: str | None = None) -> list[Product]:
    made, run, _ = run_on(tmp_path, *pages, hint=hint)
    products = list(read_lines(run, made[MatchedProducts].documents[0].products, Product))
    run.close()
    return products


def write(page: pymupdf.Page, x: float, y: float, text: str, size: float = 9, bold: bool = False) -> None:
    page.insert_text((x, y), text, fontsize=size, fontname="hebo" if bold else "helv")


def cards(number: int, heading: str, first: int = 0) -> Draw:
    """A page of 2 x 2 cards: photo, name, style number, prices."""

    def draw(page: pymupdf.Page) -> None:
        write(page, 50, 60, heading, 20, bold=True)
        for n in range(number):
            k = first + n
            x, y = 60 + 280 * (n % 2), 100 + 330 * (n // 2)
            page.insert_image(pymupdf.Rect(x, y, x + 180, y + 180), stream=photo(10 * k))
            write(page, x, y + 200, f"Harbour Coat {'ABCDEFGH'[k]}", 11, bold=True)
            write(page, x, y + 214, f"00{51 + k}-K")
            write(page, x, y + 228, f"WS ${20 + k}.00 | RRP ${50 + k}.00")

    return draw


def test_cards_become_products_with_their_pictures_and_categories(tmp_path: Path) -> None:
    products = read(tmp_path, cards(4, "Coats"), cards(4, "Knits", 4))
    assert [p.style_number for p in products] == [f"00{51 + k}-K" for k in range(8)], "leading zeros are kept"
    assert [p.name for p in products] == [f"Harbour Coat {c}" for c in "ABCDEFGH"]
    assert [p.category for p in products] == ["Coats"] * 4 + ["Knits"] * 4
    first = products[0]
    assert first.wholesale_price is not None
    assert first.retail_price is not None
    assert (first.wholesale_price.amount, first.wholesale_price.currency) == ("20.00", "USD")
    assert first.retail_price.amount == "50.00"
    assert all(len(p.images) == 1 for p in products)
    assert products[3].images[0].bbox == (340, 430, 520, 610)
    assert 0 < first.fields["name"].confidence <= 1
    x0, y0, x1, y1 = first.fields["wholesale_price"].bbox
    assert 60 <= x0 < x1 <= 240
    assert 310 < y0 < y1 < 340


def test_product_ids_stay_the_same_when_read_again(tmp_path: Path) -> None:
    ids = [[p.product_id for p in read(tmp_path, cards(4, "Coats"))] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4


def test_a_table_with_wrapped_cells_and_a_section_row(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for x, text in ((50, "Art.-Nr."), (150, "Bezeichnung"), (330, "EK netto"), (430, "UVP")):
            write(page, x, 100, text, bold=True)
        for n in range(4):
            y = 140 + 50 * n
            write(page, 50, y, f"0{n}9.2010{n}")
            write(page, 150, y, "Strickjacke mit")
            write(page, 150, y + 11, f"Zopfmuster {'ABCD'[n]}")
            write(page, 330, y, f"1.2{n}4,95 EUR")
            write(page, 430, y, f"2.4{n}7,45 EUR")

    products = read(tmp_path, draw)
    assert [p.name for p in products] == [f"Strickjacke mit Zopfmuster {c}" for c in "ABCD"]
    assert [p.style_number for p in products] == [f"0{n}9.2010{n}" for n in range(4)]
    assert [p.wholesale_price.amount for p in products if p.wholesale_price] == [f"12{n}4.95" for n in range(4)]
    assert [p.retail_price.amount for p in products if p.retail_price] == [f"24{n}7.45" for n in range(4)]


def test_unit_and_carton_price_are_no_retail_price(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for n in range(4):
            x, y = 60 + 280 * (n % 2), 100 + 330 * (n // 2)
            page.insert_image(pymupdf.Rect(x, y, x + 180, y + 180), stream=photo(30 * n))
            write(page, x, y + 198, f"Matte Wax Number {'ABCD'[n]} with a long name", 8.4, bold=True)
            write(page, x, y + 220, f"EUR {n + 2},50", 14)
            write(page, x, y + 230, "HT - UNIT", 5)
            write(page, x + 130, y + 220, f"EUR 1{n}9,80")
            write(page, x + 130, y + 230, "CARTON x48", 5)

    products = read(tmp_path, draw)
    assert [p.wholesale_price.amount for p in products if p.wholesale_price] == ["2.50", "3.50", "4.50", "5.50"]
    assert [p.retail_price for p in products] == [None] * 4


def test_labels_beside_their_values(tmp_path: Path) -> None:
    rows = (
        ("STYLE NO.", "0{n}71-B"),
        ("COLOURS", "Black / Tan"),
        ("SIZES", "S, M, L"),
        ("FABRIC", "80% wool, 20% silk"),
    )

    def draw(page: pymupdf.Page) -> None:
        for n in range(3):
            y = 100 + 220 * n
            page.insert_image(pymupdf.Rect(350, y, 530, y + 180), stream=photo(60 * n))
            write(page, 50, y + 10, f"Lena Skirt {'ABC'[n]}", 14, bold=True)
            prices = (("WHOLESALE", f"{20 + n}.50 GBP"), ("RRP", f"{60 + n}.00 GBP"))
            for k, (label, value) in enumerate((*rows, *prices)):
                write(page, 50, y + 34 + 16 * k, label, 8)
                write(page, 150, y + 34 + 16 * k, value.format(n=n))

    products = read(tmp_path, draw)
    assert [p.name for p in products] == ["Lena Skirt A", "Lena Skirt B", "Lena Skirt C"]
    first = products[0]
    assert (first.style_number, first.sizes, first.materials) == ("0071-B", ["S", "M", "L"], "80% wool, 20% silk")
    assert [c.name for c in first.colors] == ["Black", "Tan"]
    assert [p.retail_price.amount for p in products if p.retail_price] == ["60.00", "61.00", "62.00"]


def test_terms_and_a_size_chart_yield_no_products(tmp_path: Path) -> None:
    def terms(page: pymupdf.Page) -> None:
        write(page, 50, 100, "Terms of sale", 18, bold=True)
        write(page, 50, 130, "Minimum opening order $750, reorders from $250. Shipping $15 a parcel.")
        write(page, 50, 200, "Size chart", 18, bold=True)
        for k, row in enumerate((("Bust", "32.5", "34.0"), ("Waist", "25.0", "26.5"), ("Hip", "35.5", "37.0"))):
            for x, text in zip((50, 150, 250), row, strict=True):
                write(page, x, 230 + 16 * k, text)

    assert len(read(tmp_path, cards(4, "Coats"), terms)) == 4


def test_a_linesheet_without_products_says_so(tmp_path: Path) -> None:
    made, run, warnings = run_on(tmp_path, lambda page: write(page, 50, 100, "Thank you for your interest."))
    run.close()
    assert made[MatchedProducts].documents[0].count == 0
    assert [w.code for w in warnings] == ["no_products_found"]


def test_a_logo_on_every_page_is_dropped_and_told_why(tmp_path: Path) -> None:
    logo = photo(200, (80, 80))

    def with_logo(draw: Draw) -> Draw:
        def drawn(page: pymupdf.Page) -> None:
            page.insert_image(pymupdf.Rect(520, 20, 560, 60), stream=logo)
            draw(page)

        return drawn

    pages = [with_logo(cards(2, name, 2 * n)) for n, name in enumerate(("Coats", "Knits", "Hats"))]
    made, run, _ = run_on(tmp_path, *pages)
    pictures = list(read_lines(run, made[ExtractedImages].documents[0].pictures, Picture))
    run.close()
    assert made[ProductImages].documents[0].dropped == {"logo": 3}
    assert len(pictures) == 7, "one copy of identical pictures"


def test_pictures_pass_through_and_transparency_becomes_white(tmp_path: Path) -> None:
    plain = photo(90)
    image = Image.new("RGBA", (160, 160), (0, 0, 0, 0))
    image.paste((10, 120, 30, 255), (40, 40, 120, 120))
    out = io.BytesIO()
    image.save(out, "PNG")

    def draw(page: pymupdf.Page) -> None:
        page.insert_image(pymupdf.Rect(50, 50, 250, 250), stream=plain)
        page.insert_image(pymupdf.Rect(300, 50, 500, 250), stream=out.getvalue())

    made, run, _ = run_on(tmp_path, draw)
    first, second = read_lines(run, made[ExtractedImages].documents[0].pictures, Picture)
    assert run.open(first.file).read_bytes() == plain, "a plain RGB JPEG is kept as it is"
    assert max(Image.open(io.BytesIO(run.open(first.thumbnail).read_bytes())).size) == 256
    flat = Image.open(io.BytesIO(run.open(second.file).read_bytes())).convert("RGB")
    assert flat.getpixel((5, 5)) == (255, 255, 255)
    assert flat.getpixel((80, 80)) == (10, 120, 30)
    run.close()


def test_a_hint_names_the_categories(tmp_path: Path) -> None:
    assert hinted_names("Coats, Knits\nHats;Coats") == ["Coats", "Knits", "Hats"]
    made, run, _ = run_on(tmp_path, cards(4, "Coats"), cards(4, "Knits", 4), hint="KNITS, Coats")
    products = list(read_lines(run, made[MatchedProducts].documents[0].products, Product))
    run.close()
    assert made[Categories].names == ["KNITS", "Coats"]
    assert [p.category for p in products] == ["Coats"] * 4 + ["KNITS"] * 4


def test_results_are_one_commit(tmp_path: Path) -> None:
    made, run, _ = run_on(tmp_path, cards(4, "Coats"), cards(4, "Knits", 4))
    kinds = (ExtractedImages, ProductImages, Categories, MatchedProducts)
    results = save_products(run, Target(task_id="t1", subject="collections/c1"), *(made[kind] for kind in kinds))
    run.close()
    assert results.subject["categories"] == [{"name": "Coats", "count": 4}, {"name": "Knits", "count": 4}]
    (path, rows), *rest = results.replace.items()
    assert path == "collections/c1/documents/d1/structured_products"
    assert (len(rows), rest) == (8, [])
    stored = next(iter(rows.values()))
    assert stored["images"][0]["storage_path"] in results.publish
    assert len(results.publish) == 8
    assert results.counts == {"structured_products": 8, "images": 8}
    assert "amount_max" not in stored["wholesale_price"]
    json.dumps(rows)  # Firestore takes plain values only


def test_bad_input_ends_with_status_2_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_text("no pdf")
    assert main([str(bad), "--out", str(tmp_path / "out")]) == 2
    assert "bad.pdf: This file is not a PDF" in capsys.readouterr().err


def test_the_command_line_writes_its_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_on(tmp_path, cards(4, "Coats"), cards(4, "Knits", 4))[1].close()
    assert main([str(tmp_path / "linesheet.pdf"), "--out", str(tmp_path / "out"), "--json"]) == 0
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    assert json.loads(capsys.readouterr().out) == result
    assert [c["name"] for c in result["categories"]] == ["Coats", "Knits"]
    assert len(result["categories"][0]["product_ids"]) == 4
    assert all((tmp_path / "out" / image["file"]).exists() for image in result["images"])
    assert [p["name"] for p in result["phases"]] == [p.name for p in DOCUMENT_PROCESSING.phases]


def test_one_bad_document_among_several_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    run_on(tmp_path, cards(2, "Coats"))[1].close()
    documents = [
        LinesheetDocument(document_id=name, filename=f"{name}.pdf", file=StoredFile(path=str(tmp_path / f"{name}.pdf")))
        for name in ("linesheet", "broken")
    ]
    with pytest.raises(PhaseError) as caught:
        run_phases(DOCUMENT_PROCESSING, LinesheetJob(documents=documents), tmp_path)
    assert (caught.value.code, caught.value.document_id) == ("damaged_pdf", "broken")
    with pytest.raises(PhaseError, match="no linesheet"):
        run_phases(DOCUMENT_PROCESSING, LinesheetJob(documents=[]), tmp_path)


def grid(
    lines: Callable[[int], list[str]],
    number: int = 4,
    first: int = 0,
    head: str = "",
    head_at: tuple[float, float] = (50, 50),
) -> Draw:
    """A page of cards in two columns, each a photo with lines under it, the first line bold."""

    def draw(page: pymupdf.Page) -> None:
        if head:
            write(page, *head_at, head, 9)
        for n in range(number):
            x, y = 60 + 280 * (n % 2), 90 + 330 * (n // 2)
            page.insert_image(pymupdf.Rect(x, y, x + 180, y + 180), stream=photo(9 * (first + n) + 3))
            for row, text in enumerate(lines(first + n)):
                write(page, x, y + 200 + 13 * row, text, bold=row == 0)

    return draw


def priced(product: Product) -> tuple[str | None, ...]:
    """Amounts and currency of both prices."""
    pair = (product.wholesale_price, product.retail_price)
    return tuple(v for p in pair for v in ((p.amount, p.currency) if p else (None, None)))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Wholesale Price (USD): 20.00", "Suggested Retail (USD): 50.00"], ("20.00", "USD", "50.00", "USD")),
        (["Wholesale ($): 20.00", "Retail ($): 50.00"], ("20.00", "USD", "50.00", "USD")),
        (["Wholesale (EUR) 20,00", "RRP (EUR) 50,00"], ("20.00", "EUR", "50.00", "EUR")),
        (["20.00 / 50.00 USD"], ("20.00", "USD", "50.00", "USD")),
        (["USD 20.00 / 50.00"], ("20.00", "USD", "50.00", "USD")),
        (["Wholesale ·20.00   Retail ·50.00"], ("20.00", None, "50.00", None)),
    ],
)
def test_where_a_currency_may_stand(tmp_path: Path, lines: list[str], expected: tuple[str | None, ...]) -> None:
    products = read(tmp_path, grid(lambda n: ["Belt No. 7", f"Style: {5500 + n}", *lines]))
    assert [(p.name, p.style_number) for p in products] == [("Belt No. 7", f"{5500 + n}") for n in range(4)]
    assert {priced(p) for p in products} == {expected}


def test_code_with_sizes_or_in_brackets_or_beside_prices(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        return [
            [f"Sun Dress {'ABCD'[n]}", f"A.104{n}/8   S-XXL", "W $20 | R $50"],
            [f"Sun Dress {'ABCD'[n]}", f"(001{n})", "WS $20", "RRP $50"],
            [f"Sun Dress {'ABCD'[n]}", f"Model: M300{n}", "WS $20", "RRP $50"],
        ][kind]

    for kind, code in enumerate(("A.104{}/8", "001{}", "M300{}")):
        (tmp_path / str(kind)).mkdir()
        products = read(tmp_path / str(kind), grid(lines))
        assert [p.style_number for p in products] == [code.format(n) for n in range(4)]
        assert [p.name for p in products] == [f"Sun Dress {'ABCD'[n]}" for n in range(4)]
        assert kind or [p.sizes for p in products] == [["S", "M", "L", "XL", "XXL"]] * 4


def plain_card(n: int) -> list[str]:
    return [f"Item {'ABCDEFGHIJKLMNOP'[n]}", f"Style: {5500 + n}", "Wholesale: $20.00", "Retail: $50.00"]


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


def test_colours_without_a_label_are_known_by_their_place(tmp_path: Path) -> None:
    listed = ["Black, Ivory", "Fjord", "Navy", "Fjord, Red", "Sage", "Fjord", "Teal", "Black"]

    def lines(n: int) -> list[str]:
        return [f"Item {'ABCDEFGH'[n]}", f"Style: {5500 + n}", listed[n], "Wholesale: $20.00", "Retail: $50.00"]

    products = read(tmp_path, grid(lines), grid(lines, first=4))
    assert [", ".join(c.name or "" for c in p.colors) for p in products] == listed
    assert products[1].fields["colors"].confidence < products[0].fields["colors"].confidence


def test_an_order_grid_names_the_sizes(tmp_path: Path) -> None:
    def one(n: int) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            page.insert_image(pymupdf.Rect(50, 60, 400, 400), stream=photo(40 * n))
            write(page, 50, 440, f"Empoli Coat {'ABC'[n]}", 20, bold=True)
            write(page, 50, 460, f"Art. 878{n}/300")
            write(page, 50, 480, "Wholesale € 408,00")
            write(page, 50, 500, "Retail € 1.142,00")
            for column, text in enumerate(("Colour", "S", "M", "L", "XL", "Total")):
                write(page, 60 + 80 * column, 560, text, bold=True)

        return draw

    assert [p.sizes for p in read(tmp_path, one(0), one(1), one(2))] == [["S", "M", "L", "XL"]] * 3


def test_tables_that_go_on_overleaf_are_read_once(tmp_path: Path) -> None:
    def rows(page: pymupdf.Page, top: float, first: int, count: int, header: bool) -> None:
        columns = (50, 100, 200, 350, 450)
        if header:
            for x, text in zip(columns, ("#", "Style", "Item", "WS / RRP", "Size"), strict=True):
                write(page, x, top, text, bold=True)
        for n in range(count):
            k = first + n
            cells = (
                str(k % 8 + 1),
                f"A.10{k:02}/7",
                f"Item {'ABCDEFGHIJKLMNOP'[k]} Dress",
                f"£{20 + k}.00 / £{50 + k}.00",
                "S-L",
            )
            for x, text in zip(columns, cells, strict=True):
                write(page, x, top + 20 * (n + 1), text)

    def first_page(page: pymupdf.Page) -> None:
        write(page, 50, 60, "Bags", 16, bold=True)
        rows(page, 100, 0, 8, header=True)
        write(page, 50, 400, "Shoes", 16, bold=True)
        rows(page, 440, 8, 4, header=True)

    products = read(tmp_path, first_page, lambda page: rows(page, 60, 12, 4, header=False))
    assert [p.style_number for p in products] == [f"A.10{k:02}/7" for k in range(16)]
    assert [priced(p) for p in products] == [(f"{20 + k}.00", "GBP", f"{50 + k}.00", "GBP") for k in range(16)]
    assert [p.category for p in products] == ["Bags"] * 8 + ["Shoes"] * 8


def test_a_footer_with_an_opening_order_leaves_the_cards_above_it_alone(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        grid(plain_card)(page)
        write(page, 180, 790, "Prices in USD, FOB Los Angeles. MOQ 12 per style, opening order $600", 7)

    products = read(tmp_path, draw, draw)
    assert [p.style_number for p in products] == ["5500", "5501", "5502", "5503"] * 2
    assert [len(p.images) for p in products] == [1] * 8


def test_one_large_photo_for_several_products_is_no_logo(tmp_path: Path) -> None:
    def one(n: int) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            page.insert_image(pymupdf.Rect(50, 60, 400, 400), stream=photo(40 if n < 3 else 10 * n))
            for row, text in enumerate(plain_card(n)):
                write(page, 50, 440 + 15 * row, text, bold=row == 0)

        return draw

    assert [len(p.images) for p in read(tmp_path, *(one(n) for n in range(9)))] == [1] * 9


def test_what_the_document_confirms_is_surer(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        return [
            f"Item {'ABCDEFGH'[n]}",
            "AB-1042" if n < 7 else "77-812",
            "Wholesale: $20.00",
            "Colours: Black,",
            "Denim Blue",
        ]

    products = read(tmp_path, grid(lines), grid(lines, first=4))
    assert [p.style_number for p in products] == ["AB-1042"] * 7 + ["77-812"]
    sure = [p.fields["style_number"].confidence for p in products]
    assert sure[7] < sure[0] < products[0].fields["wholesale_price"].confidence
    assert [c.name for c in products[0].colors] == ["Black", "Denim Blue"]


def test_headings_count_without_any_price(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        return [f"{('Sun', 'Tea', 'Wrap', 'Maxi')[n % 4]} {('Dress', 'Shirt')[n % 2]}", f"Style: {5500 + n}"]

    pages = [grid(lines, first=4 * n, head=head) for n, head in enumerate(("SUMMER", "WINTER"))]
    assert [p.category for p in read(tmp_path, *pages)] == ["SUMMER"] * 4 + ["WINTER"] * 4


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["Sizes: 34 - 38"], "sizes", ["34", "36", "38"]),
        (["Sizes: 36 - 39"], "sizes", ["36", "37", "38", "39"]),
        (["1 / 6", "150 ML"], "sizes", ["150 ML"]),
        (["Composition: 100% cotone", "biologico"], "materials", "100% cotone biologico"),
        (["Linen and wool"], "materials", "Linen and wool"),
        (["Maten: 36-39", "Leather"], "sizes", ["36", "37", "38", "39"]),
        (["Colours: 418 Black, 055", "Olive"], "colors", [("Black", "418"), ("Olive", "055")]),
        (["Colours: Black Sizes: S, M"], "sizes", ["S", "M"]),
        (["Modello: NTEWV"], "style_number", "NTEWV"),
        (["Art.-Nr. LKLWC"], "style_number", "LKLWC"),
    ],
)
def test_values_of_cards_as_they_were_once_misread(tmp_path: Path, lines: list[str], field: str, value: object) -> None:
    products = read(tmp_path, grid(lambda n: [f"Sun Dress {'ABCD'[n]}", *lines, "WS $20", "RRP $50"]))
    found = [getattr(p, field) for p in products]
    if field == "colors":
        found = [[(c.name, c.code) for c in colors] for colors in found]
    assert found == [value] * 4
    assert [p.name for p in products] == [f"Sun Dress {'ABCD'[n]}" for n in range(4)]


def test_codes_with_a_suffix_are_the_colours_of_one_product(tmp_path: Path) -> None:
    def lines(n: int) -> list[str]:
        base = f"HN749{n}"
        return [f"Sun Dress {'ABCD'[n]}", f"Style: {base}", "WS $20", f"{base}-902", "Lilac", f"{base}-572", "Olive"]

    products = read(tmp_path, grid(lines))
    assert [p.style_number for p in products] == [f"HN749{n}" for n in range(4)]
    assert [[(c.name, c.code) for c in p.colors] for p in products] == [[("Lilac", "902"), ("Olive", "572")]] * 4

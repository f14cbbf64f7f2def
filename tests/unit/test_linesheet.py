"""The six phases on small PDFs made here: each bug in reading leaves its page behind."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from shared.collections.__main__ import main
from shared.collections.linesheet.results import save_products
from shared.collections.models import (
    Categories,
    ExtractedImages,
    LinesheetDocument,
    LinesheetJob,
    MatchedProducts,
    Picture,
    ProductImages,
)
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.errors import PhaseError
from shared.engine.local import run_phases
from shared.engine.pipeline import Target
from shared.engine.run import StoredFile, read_lines
from tests.unit.linesheets import Draw, cards, photo, plain_card, priced, read, run_on, write


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


def test_one_large_photo_for_several_products_is_no_logo(tmp_path: Path) -> None:
    def one(n: int) -> Draw:
        def draw(page: pymupdf.Page) -> None:
            page.insert_image(pymupdf.Rect(50, 60, 400, 400), stream=photo(40 if n < 3 else 10 * n))
            for row, text in enumerate(plain_card(n)):
                write(page, 50, 440 + 15 * row, text, bold=row == 0)

        return draw

    assert [len(p.images) for p in read(tmp_path, *(one(n) for n in range(9)))] == [1] * 9

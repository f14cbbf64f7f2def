"""Steps 1 and 2 of item generation on files: what is refused and how, what is warned of, what is remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pymupdf
import pytest

from shared.collections.orders.fetching import fetch_orders
from shared.collections.orders.models import FetchedOrders, Grid, OrderDocument, OrderJob, ParsedOrders
from shared.collections.orders.parsing import parse_orders
from shared.engine.errors import PhaseError
from shared.engine.local import LocalRun
from shared.engine.run import StoredFile, read_lines
from tests.data import bad
from tests.data.drawn_orders import Look, order, saved
from tests.data.workbooks import saved as book_file
from tests.data.workbooks import sheet_of, xls


class Steps:
    """The two steps, run on files of a folder; `said` are the messages of their progress."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[tuple[float, str]] = []
        self.run = LocalRun(folder / "out", lambda part, message: self.said.append((part, message)), folder / "memory")

    def document(self, path: Path, document_id: str = "doc_1") -> OrderDocument:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        file = StoredFile(path=str(path))
        return OrderDocument(document_id=document_id, filename=path.name, content_type="", sha256=digest, file=file)

    def fetched(self, *documents: OrderDocument) -> FetchedOrders:
        return fetch_orders(self.run, OrderJob(documents=list(documents)))

    def parsed(self, *documents: OrderDocument) -> ParsedOrders:
        return parse_orders(self.run, self.fetched(*documents))

    def grids(self, parsed: ParsedOrders, number: int = 0) -> list[Grid]:
        return list(read_lines(self.run, parsed.documents[number].grids, Grid))


@pytest.fixture
def steps(tmp_path: Path) -> Iterator[Steps]:
    made = Steps(tmp_path)
    yield made
    made.run.close()


def text_file(folder: Path, content: bytes, name: str = "order.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_orders_become_files_of_grids(steps: Steps, tmp_path: Path) -> None:
    csv = steps.document(text_file(tmp_path, b"style;qty\nA1;2\nA2;3\n"), "doc_csv")
    pdf = steps.document(saved(order(Look()), tmp_path), "doc_pdf")
    fetched = steps.fetched(csv, pdf)
    assert [(d.kind, d.page_count) for d in fetched.documents] == [("csv", 1), ("pdf", 1)]
    parsed = parse_orders(steps.run, fetched)
    assert [d.document_id for d in parsed.documents] == ["doc_csv", "doc_pdf"]
    sheet, table = steps.grids(parsed, 0), steps.grids(parsed, 1)
    assert [(g.kind, g.number, g.document_id) for g in sheet] == [("sheet", 1, "doc_csv")]
    assert [g.number for g in table] == list(range(1, len(table) + 1))
    assert table[0].kind == "table"
    assert table[0].rows[1].cells[0].text == "AB-1001"
    assert steps.said


def test_parsing_again_reads_nothing(steps: Steps, tmp_path: Path) -> None:
    path = saved(order(Look()), tmp_path)
    fetched = steps.fetched(steps.document(path))
    first = steps.grids(parse_orders(steps.run, fetched))
    path.write_bytes(b"")
    assert steps.grids(parse_orders(steps.run, fetched)) == first


def test_what_was_remembered_of_a_file_is_said_of_each_document_that_is_it(steps: Steps, tmp_path: Path) -> None:
    path = text_file(tmp_path, b"style;qty\nA1;2\nA2;3\n")
    parsed = steps.parsed(steps.document(path, "doc_1"), steps.document(path, "doc_2"))
    assert [steps.grids(parsed, n)[0].document_id for n in (0, 1)] == ["doc_1", "doc_2"]


def test_damaged_memory_is_read_anew(steps: Steps, tmp_path: Path) -> None:
    fetched = steps.fetched(steps.document(saved(order(Look()), tmp_path)))
    first = steps.grids(parse_orders(steps.run, fetched))
    for remembered in (tmp_path / "memory").iterdir():
        remembered.write_bytes(b'[]\n{"document_id": 4')
    assert steps.grids(parse_orders(steps.run, fetched)) == first


def test_warnings_are_said_again_of_what_was_remembered(steps: Steps, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["A1", 2, "=NOW()"])
    path = text_file(tmp_path, book_file(book), "order.xlsx")
    for _ in range(2):
        steps.run.warnings.clear()
        steps.parsed(steps.document(path))
        (warning,) = steps.run.warnings
        assert (warning.code, warning.document_id) == ("formula_without_value", "doc_1")
        assert warning.message.startswith("order.xlsx: ")


def test_without_an_order_there_is_nothing_to_do(steps: Steps) -> None:
    with pytest.raises(PhaseError) as caught:
        steps.fetched()
    assert caught.value.code == "no_purchase_order"


def blank(folder: Path) -> Path:
    document = pymupdf.open()
    document.new_page()
    return saved(document, folder, "blank.pdf")


def test_an_order_that_says_nothing_is_refused(steps: Steps, tmp_path: Path) -> None:
    with pytest.raises(PhaseError) as caught:
        steps.parsed(steps.document(blank(tmp_path)))
    error = caught.value
    assert (error.code, error.document_id, error.retryable) == ("no_table", "doc_1", False)
    assert error.message.startswith("blank.pdf holds no table")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "order.pdf", "empty_file"),
        (b"", "order.xlsx", "empty_file"),
        (b"%PDF-1.7\nnothing", "order.pdf", "damaged_pdf"),
        (b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "order.xlsx", "damaged_workbook"),
        (b"\x89PNG\r\n\x1a\n cut", "order.png", "damaged_image"),
        (b"\0\1\2\3 nothing known", "order.bin", "not_a_pdf"),
        (("a,b\n" + "1,2\n" * 30_000).encode(), "order.csv", "too_many_rows"),
    ],
)
def test_what_cannot_be_read_ends_the_first_step(
    content: bytes, name: str, code: str, steps: Steps, tmp_path: Path
) -> None:
    with pytest.raises(PhaseError) as caught:
        steps.fetched(steps.document(text_file(tmp_path, content, name)))
    assert (caught.value.code, caught.value.document_id) == (code, "doc_1")
    assert caught.value.message.startswith(f"{name}: ")


def test_passwords_are_asked_to_be_taken_off(steps: Steps, tmp_path: Path) -> None:
    locked = text_file(tmp_path, xls([sheet_of("Order", [["A1", 2]])], encrypted=True), "order.xls")
    for path, code in ((bad.make("encrypted", tmp_path), "encrypted_pdf"), (locked, "encrypted_workbook")):
        with pytest.raises(PhaseError) as caught:
            steps.fetched(steps.document(path))
        assert caught.value.code == code
        assert "password" in caught.value.message


def test_a_letter_is_read_as_what_it_says(steps: Steps, tmp_path: Path) -> None:
    grids = steps.grids(steps.parsed(steps.document(bad.make("letter", tmp_path))))
    assert {grid.kind for grid in grids} <= {"text", "form"}

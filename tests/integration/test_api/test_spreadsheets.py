"""Uploading spreadsheets: counted, rendered and read as PDFs are; bad ones with their code and sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import requests

from functions.services import Services
from tests.data import workbooks
from tests.integration.test_api.client import Person

ROWS = [["Style No", "Name", "Wholesale", "RRP"], *([f"0{n}1", f"Coat {n}", 20.5 + n, 50 + n] for n in range(4))]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file() -> bytes:
    return "\n".join(";".join(map(str, row)) for row in ROWS).encode()


def xls_file() -> bytes:
    return workbooks.xls([workbooks.sheet_of("Coats", ROWS)])


def xlsx_file() -> bytes:
    return workbooks.xlsx(ROWS, {"E2": workbooks.photo(1)})


def document_file() -> bytes:
    """A Word document: a zip too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "content_type"),
    [(csv_file, "a.csv", "text/csv"), (xls_file, "a.xls", "application/vnd.ms-excel"), (xlsx_file, "a.xlsx", XLSX)],
)
@pytest.mark.parametrize("type", ["linesheet", "purchase_order"])
def test_a_spreadsheet_is_judged_counted_and_rendered(
    ana: Person, collection: str, make: Callable[[], bytes], name: str, content_type: str, type: str
) -> None:
    (document,) = ana.upload(collection, (name, make()), type=type).json["documents"]
    assert (document["content_type"], document["page_count"], document["problem"]) == (content_type, 1, None)
    page = ana.get(f"{collection}/documents/{document['document_id']}/pages/1.png")
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(page.headers["Location"]).content.startswith(b"\x89PNG")
    assert ana.get(f"{collection}/documents/{document['document_id']}/pages/2.png").problem == (404, "page_not_found")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbooks.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted_workbook"),
        (workbooks.xls([workbooks.sheet_of("Coats", ROWS)], encrypted=True), "encrypted_workbook"),
        (xlsx_file()[:2000], "damaged_workbook"),
        (workbooks.xlsx([]), "empty_workbook"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_kept_with_its_problem(
    ana: Person, collection: str, content: bytes, code: str
) -> None:
    (document,) = ana.upload(collection, ("bad.xlsx", content)).json["documents"]
    assert (document["page_count"], document["problem"]["code"]) == (None, code)
    assert document["problem"]["message"].endswith(".")
    assert ana.get(f"{collection}/documents/{document['document_id']}/pages/1.png").problem == (422, "not_rendered")


@pytest.mark.parametrize("content", [document_file(), b"Dear buyer,\nour linesheet follows.\n"])
def test_what_is_no_spreadsheet_is_refused(ana: Person, collection: str, content: bytes, services: Services) -> None:
    reply = ana.upload(collection, ("linesheet.xlsx", content))
    assert reply.problem == (415, "unsupported_type")
    assert reply.json["detail"].startswith("“linesheet.xlsx” is not a PDF, an Excel workbook, a CSV file or a picture")

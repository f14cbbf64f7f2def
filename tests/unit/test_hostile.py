"""PDFs made to take all time or memory: each ends soon, is told of, and leaves the good pages' products standing."""

from __future__ import annotations

import dataclasses
import io
import zlib
from pathlib import Path

import pytest
from PIL import Image

from shared.collections.models import DocumentMatches, LinesheetDocument, LinesheetJob, MatchedProducts
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.local import run_phases
from shared.engine.pipeline import Results
from shared.engine.run import StoredFile
from shared.reading.pdf_book import PdfPage, open_pdf_book

pytestmark = pytest.mark.timeout(60)  # each takes under 4 s; unmended, minutes or for ever

GOOD = b"BT /F 12 Tf 40 700 Td (Wool Coat) Tj 0 -16 Td (Style: WC-100) Tj 0 -16 Td (Wholesale: $80.00) Tj ET"
WORDS = b"BT /F 9 Tf 40 760 Td (We wish all our friends and their shops a good spring with many guests) Tj ET "
ONE = WORDS + b"q 300 0 0 300 100 100 cm /I Do Q"  # with words, so that it is no scan
ALONE = b"q 600 0 0 800 0 0 cm /I Do Q"  # a page that might be a scan, if its picture could be decoded
FIRST_OWN = 9  # the number of a bad page's first own object
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
TILE = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]/XStep 10/YStep 10"
DARK = b"0 0 5 5 re f "
GRID = [(5 * x, 7 * y) for x in range(100) for y in range(100)]


def nothing() -> Results:
    return Results()


ALL_PHASES = dataclasses.replace(DOCUMENT_PROCESSING, commit=nothing)


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def image(size: int, entries: bytes = b"/Filter/FlateDecode", data: bytes = b"", space: bytes = b"RGB") -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/Device%b%b"
    return stream(head % (size, size, space, entries), data or zlib.compress(bytes(1000)))


def encoded(kind: str) -> bytearray:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#c04020").save(out, kind)
    return bytearray(out.getvalue())


def large_jpeg() -> bytes:
    made = encoded("JPEG")
    at = made.index(b"\xff\xc0") + 5
    made[at : at + 4] = (30_000).to_bytes(2, "big") * 2
    return bytes(made)


def large_jpx() -> bytes:
    made = encoded("JPEG2000")
    sizes = made.index(b"\xff\x51")
    for at in (made.index(b"ihdr") + 4, sizes + 6, sizes + 22):  # the box, the picture and its one tile
        made[at : at + 8] = (30_000).to_bytes(4, "big") * 2
    return bytes(made)


def chain(count: int, times: int, head: bytes, kind: bytes, paint: bytes) -> list[bytes]:
    """Objects of which each paints the next so many times."""
    numbers = range(FIRST_OWN + 1, FIRST_OWN + 1 + count)
    entries = [head + b"/Resources<</%b<</I %d 0 R>>>>" % (kind, n) for n in numbers]
    return [*(stream(entry, paint * times) for entry in entries), stream(head + b"/Resources<<>>", DARK)]


def book(path: Path, content: bytes, resources: bytes, own: list[bytes]) -> Path:
    """A good page, a bad one, and a good one."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%b>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R 5 0 R 6 0 R]/Count 3>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(page % (7, b""), page % (8, resources), page % (7, b"")),
        *(stream(b"", GOOD), stream(b"", content), *own),
    ]
    made, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(made + end % (len(objects) + 1, table, len(objects) + 1, len(made)))
    return path


def warnings_of(path: Path) -> list[str]:
    """The codes of what all six phases warn of, the good pages' two products having been read."""
    file = StoredFile(path=str(path), size=path.stat().st_size, content_type="application/pdf")
    document = LinesheetDocument(document_id="d1", filename="x.pdf", file=file)
    made, _, warnings = run_phases(ALL_PHASES, LinesheetJob(documents=[document]), path.parent / "out")
    found: DocumentMatches = made[MatchedProducts].documents[0]
    assert found.count == 2
    return [warning.code for warning in warnings]


IMAGE = b"/XObject<</I 9 0 R>>"
PATTERN = b"/Pattern<</I 9 0 R>>"
FILLED = b"/Pattern cs /I scn 0 0 600 800 re f "
STENCIL = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ImageMask true/BitsPerComponent 1/Filter/FlateDecode"
CCITT = b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 30000/Rows 30000>>"
MASKED = b"/SMask 10 0 R"
HUGE_MASK = image(30_000, space=b"Gray")


@pytest.mark.parametrize(
    "own",
    [
        pytest.param([image(30_000)], id="flate"),
        pytest.param([image(30_000, CCITT, bytes(50), b"Gray").replace(b"Component 8", b"Component 1")], id="ccitt"),
        pytest.param([image(64, b"/Filter/DCTDecode", large_jpeg())], id="jpeg_that_is_larger_than_declared"),
        pytest.param([image(30_000, b"/Filter/DCTDecode", large_jpeg())], id="jpeg"),
        pytest.param([image(64, b"/Filter/JPXDecode", large_jpx())], id="jpx"),
        pytest.param([image(8, MASKED, bytes(192)), HUGE_MASK], id="soft_mask"),
        pytest.param([image(64, b"/Filter/DCTDecode" + MASKED, bytes(encoded("JPEG"))), HUGE_MASK], id="jpeg_masked"),
        pytest.param([stream(STENCIL, zlib.compress(bytes(1000)))], id="stencil"),
    ],
)
def test_a_picture_of_900_megapixels_is_left_out(own: list[bytes], tmp_path: Path) -> None:
    assert warnings_of(book(tmp_path / "x.pdf", ONE, IMAGE, own)) == ["picture_too_large"]


def test_a_page_that_is_such_a_picture_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def image_of(page: PdfPage, scale: float) -> None:
        raise AssertionError(f"page {page.number} was rendered, which decodes its picture")

    monkeypatch.setattr(PdfPage, "image", image_of)
    for own in ([image(30_000)], [image(30_000, b"/Filter/DCTDecode", large_jpeg())]):
        assert warnings_of(book(tmp_path / "x.pdf", ALONE, IMAGE, own)) == ["picture_too_large"]


def test_one_inside_the_page_itself_too(tmp_path: Path) -> None:
    inline = b"q 300 0 0 300 100 100 cm BI /W 30000 /H 30000 /CS /G /BPC 8 /F /Fl ID %b EI Q" % zlib.compress(bytes(99))
    assert warnings_of(book(tmp_path / "x.pdf", inline, b"", [])) == ["picture_too_large"]


def test_ten_thousand_pictures_on_a_page_are_a_mosaic(tmp_path: Path) -> None:
    content = b"".join(b"q 4 0 0 4 %d %d cm /I Do Q\n" % place for place in GRID)
    path = book(tmp_path / "x.pdf", content, IMAGE, [image(2, b"", bytes(range(12)))])
    assert warnings_of(path) == ["too_many_pictures"]


@pytest.mark.parametrize(
    ("content", "resources", "own"),
    [
        pytest.param(b"/I Do", IMAGE, chain(20, 2, FORM, b"XObject", b"/I Do "), id="forms_doubling_20_times"),
        pytest.param(b"/I Do", IMAGE, chain(26, 2, FORM, b"XObject", b"/I Do "), id="forms_doubling_26_times"),
        pytest.param(FILLED, PATTERN, chain(20, 2, TILE, b"Pattern", FILLED), id="patterns_doubling"),
        pytest.param(FILLED, PATTERN, chain(3, 1, TILE, b"Pattern", FILLED + DARK * 40), id="pattern_used_again"),
    ],
)
def test_a_page_that_unfolds_without_end_is_not_read(
    content: bytes, resources: bytes, own: list[bytes], tmp_path: Path
) -> None:
    path = book(tmp_path / "x.pdf", content, resources, own)
    assert warnings_of(path) == ["page_unreadable"]
    with open_pdf_book(path) as opened:
        assert opened.page(2).graphics().boxes == []


SHADING = b"/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
MESH = SHADING + b"/Decode[0 600 0 800 0 1 0 1 0 1]/Filter/FlateDecode"
FINE = TILE.replace(b"Step 10", b"Step .01") + b"/Resources<<>>"


@pytest.mark.parametrize(
    ("content", "resources", "own"),
    [
        pytest.param(b"/I Do", IMAGE, chain(200, 1, FORM, b"XObject", b"/I Do "), id="200_nested_forms"),
        pytest.param(
            b"/I Do", IMAGE, [stream(FORM + b"/Resources<<%b>>" % IMAGE, b"/I Do /I Do")], id="form_in_itself"
        ),
        pytest.param(FILLED, PATTERN, [stream(FINE, DARK)], id="4_800_million_tiles"),
        pytest.param(b"/I sh", b"/Shading<</I 9 0 R>>", [stream(MESH, zlib.compress(bytes(12_000_000)))], id="mesh"),
    ],
)
def test_what_only_looks_endless_ends(content: bytes, resources: bytes, own: list[bytes], tmp_path: Path) -> None:
    path = book(tmp_path / "x.pdf", content, resources, own)
    assert set(warnings_of(path)) <= {"page_unreadable"}
    with open_pdf_book(path) as opened:
        opened.page(2).graphics()


def test_a_pdf_that_had_to_be_repaired_is_read_and_said_to_be_damaged(tmp_path: Path) -> None:
    path = book(tmp_path / "x.pdf", ONE, IMAGE, [])
    path.write_bytes(path.read_bytes().partition(b"xref")[0])
    assert "document_repaired" in warnings_of(path)

"""Pictures of XLSX and XLS beyond plain anchors: in cells, in groups, cropped."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from shared.reading.sheet_layout import SheetPage
from shared.reading.sheets import open_workbook
from tests.data.workbooks import photo, sheet_of, xls, xlsx

ROWS = [["Style", "Name", "WS"], ["A-100", "Coat", 20], ["A-101", "Hat", 10]]
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
Edits = dict[str, tuple[str, str]]


def remade(content: bytes, edits: Edits, parts: dict[str, str | bytes]) -> bytes:
    """A workbook with strings of some parts replaced, and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            if name in edits:
                before, after = edits[name]
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            made.writestr(name, part)
        for name, added in parts.items():
            made.writestr(name, added)
    return out.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="http://x/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def page_of(tmp_path: Path, content: bytes) -> tuple[SheetPage, list[tuple[int, int]]]:
    """The first page, and the size of each picture."""
    path = tmp_path / "workbook"
    path.write_bytes(content)
    with open_workbook(path) as workbook:
        page = workbook.page(1)
        taken = [placed.take() for placed in page.placed()]
    return page, [(raw.width, raw.height) for raw in taken]


def cell_box(page: SheetPage, row: int, column: int) -> tuple[float, float, float, float]:
    xs, ys = [b[0] for b in page.rules.down], [b[1] for b in page.rules.across]
    return xs[column], ys[row], xs[column + 1], ys[row + 1]


def test_a_picture_that_is_a_cell_s_value(tmp_path: Path) -> None:
    metadata = (
        f'<metadata xmlns="{MAIN}"><futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext uri="x">'
        '<r:rvb xmlns:r="http://rich" i="0"/></ext></extLst></bk></futureMetadata>'
        '<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'
    )
    parts: dict[str, str | bytes] = {
        "xl/metadata.xml": metadata,
        "xl/richData/rdrichvalue.xml": '<rvData xmlns="http://rich"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        "xl/richData/richValueRel.xml": f'<rels xmlns="http://rich" xmlns:r="{OFFICE}"><rel r:id="r0"/></rels>',
        "xl/richData/_rels/richValueRel.xml.rels": relations(("image", "../media/image9.png")),
        "xl/media/image9.png": photo(1, (90, 70), "PNG"),
    }
    more = "".join(
        f'<Relationship Id="z{n}" Type="http://x/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            [
                ("sheetMetadata", "metadata.xml"),
                ("rdRichValue", "richData/rdrichvalue.xml"),
                ("richValueRel", "richData/richValueRel.xml"),
            ]
        )
    )
    edits: Edits = {
        "xl/_rels/workbook.xml.rels": ("</Relationships>", more + "</Relationships>"),
        "xl/worksheets/sheet1.xml": ("</row><row", '<c r="D1" t="e" vm="1"><v>#VALUE!</v></c></row><row'),
    }
    content = xlsx(ROWS[:2])
    page, sizes = page_of(tmp_path, remade(content, edits, parts))
    assert sizes == [(90, 70)]
    assert page.pictures[0][1] == pytest.approx(cell_box(page, 0, 3), abs=0.2)


def test_a_picture_that_a_formula_of_wps_office_shows(tmp_path: Path) -> None:
    images = (
        f'<e:cellImages xmlns:e="http://wps" xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" '
        f'xmlns:r="{OFFICE}"><e:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_77"/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="r0"/></xdr:blipFill></xdr:pic></e:cellImage></e:cellImages>'
    )
    parts: dict[str, str | bytes] = {
        "xl/cellimages.xml": images,
        "xl/_rels/cellimages.xml.rels": relations(("image", "media/image9.jpeg")),
        "xl/media/image9.jpeg": photo(1, (90, 70)),
    }
    more = '<Relationship Id="z1" Type="http://x/cellImage" Target="cellimages.xml"/></Relationships>'
    edits: Edits = {
        "xl/_rels/workbook.xml.rels": ("</Relationships>", more),
        "xl/worksheets/sheet1.xml": ("<f>1+1</f><v />", '<f>_xlfn.DISPIMG("ID_77",1)</f><v>=DISPIMG("ID_77",1)</v>'),
    }
    content = xlsx([*ROWS, ["A-102", "=1+1", 5]])
    page, sizes = page_of(tmp_path, remade(content, edits, parts))
    assert sizes == [(90, 70)]
    assert page.pictures[0][1] == pytest.approx(cell_box(page, 3, 1), abs=0.2)
    assert "DISPIMG" not in "".join(word[4] for word in page.text.words)


def test_pictures_of_a_group_share_its_anchor(tmp_path: Path) -> None:
    content = xlsx(ROWS, {"E2": photo(1)})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    start, end = drawing.index("<pic>"), drawing.index("</pic>") + len("</pic>")
    picture = (
        f'<xdr:pic xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><xdr:blipFill>'
        '<a:blip r:embed="rId1"/></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="%d" y="0"/><a:ext cx="500" cy="1000"/>'
        "</a:xfrm></xdr:spPr></xdr:pic>"
    )
    group = (
        f'<xdr:grpSp xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main"><xdr:grpSpPr><a:xfrm>'
        '<a:chOff x="0" y="0"/><a:chExt cx="1000" cy="1000"/></a:xfrm></xdr:grpSpPr>'
        f"{picture % 0}{picture % 500}</xdr:grpSp>"
    )
    whole, _ = page_of(tmp_path, content)
    page, sizes = page_of(tmp_path, remade(content, {"xl/drawings/drawing1.xml": (drawing[start:end], group)}, {}))
    x0, y0, x1, y1 = whole.pictures[0][1]
    assert sizes == [(120, 150)] * 2
    assert page.pictures[0][1] == pytest.approx((x0, y0, (x0 + x1) / 2, y1), abs=1)
    assert page.pictures[1][1] == pytest.approx(((x0 + x1) / 2, y0, x1, y1), abs=1)


def test_what_is_cropped_is_not_shown(tmp_path: Path) -> None:
    content = xlsx(ROWS, {"E2": photo(1), "E3": photo(1)})
    cut = 'r:embed="rId2" />'
    edits: Edits = {"xl/drawings/drawing1.xml": (cut, cut + '<a:srcRect l="25000" t="10000" r="25000"/>')}
    _, sizes = page_of(tmp_path, remade(content, edits, {}))
    assert sizes == [(120, 150), (60, 135)]


def test_what_is_cropped_in_an_xls_is_not_shown(tmp_path: Path) -> None:
    sheet = sheet_of("Bags", ROWS)
    sheet.pictures, sheet.properties = {(1, 4): 1}, {0x0102: 0x4000, 0x0100: 0x1999, 0x0101: 0xFFFF_0000}
    _, sizes = page_of(tmp_path, xls([sheet], [photo(1)]))
    assert sizes == [(90, 135)]


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF"])
def test_forms_of_pictures(tmp_path: Path, form: str) -> None:
    content, shown = xlsx(ROWS, {"E2": photo(1)}), io.BytesIO()
    Image.open(io.BytesIO(photo(3))).convert("P").save(shown, form)
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        name = next(n for n in source.namelist() if n.startswith("xl/media/"))
        parts: dict[str, str | bytes] = {
            n: shown.getvalue() if n == name else source.read(n) for n in source.namelist()
        }
    made = io.BytesIO()
    zipfile.ZipFile(made, "w").close()
    assert page_of(tmp_path, remade(made.getvalue(), {}, parts))[1] == [(120, 150)]

"""Phase 5: the plan as a PDF, drawn with MuPDF: its fonts show every script, and come with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pymupdf
from pymupdf import mupdf

from shared.collections.deck.fitting import CSS, html_of
from shared.collections.deck.models import (
    Area,
    DeckJob,
    DeckPage,
    DeckPdf,
    DeckPictures,
    DeckPlan,
    Element,
    PictureBox,
    PreparedPicture,
    TextBox,
)
from shared.collections.deck.pictures import Packs
from shared.engine.run import Run, read_lines
from shared.reading.geometry import Box

PDF = "application/pdf"
SPARE = 3.0  # points below a text, so that rounding does not push its last line out
HAIRLINE = 0.75
_DRAWN = re.compile(rb"/Img\d+ Do\b")


def build_pdf(run: Run, job: DeckJob, plan: DeckPlan, pictures: DeckPictures) -> DeckPdf:
    """The whole deck as one PDF with bookmarks."""
    rough, target = run.scratch / "rough.pdf", run.scratch / "deck.pdf"
    writer = pymupdf.DocumentWriter(str(rough))
    drawer = Sheets(writer, Packs(run, pictures), (0.0, 0.0, plan.width, plan.height))
    for page in read_lines(run, plan.pages, DeckPage):
        drawer.draw(page)
        run.progress(page.number, 2 * plan.count)
    writer.close()
    with pymupdf.open(rough) as document:
        contents: list[list[Any]] = []
        for page in read_lines(run, plan.pages, DeckPage):
            describe_pictures(document, page)
            if page.bookmark:
                contents.append([1, page.bookmark, page.number])
            run.progress(plan.count + page.number, 2 * plan.count)
        document.set_toc(contents)
        _finish(document, job, plan.title)
        document.save(target, garbage=3, deflate=True, no_new_id=True)
    return DeckPdf(pdf=run.save("deck/deck.pdf", target, PDF), page_count=plan.count)


class Sheets:
    """Draws pages with a DocumentWriter; a picture that is shown several times is in the file once."""

    def __init__(self, writer: Any, packs: Packs, sheet: Box) -> None:
        self._writer, self._packs, self._sheet = writer, packs, sheet

    def draw(self, page: DeckPage) -> None:
        """Add a page."""
        device = self._writer.begin_page(pymupdf.Rect(self._sheet))
        for group in page.groups:
            for element in group.elements:
                self._add(device, element)
        self._writer.end_page()

    def _add(self, device: Any, element: Element) -> None:
        match element:
            case Area():
                _fill(device.this, element)
            case PictureBox():
                x0, y0, x1, y1 = element.box
                place = mupdf.FzMatrix(x1 - x0, 0, 0, y1 - y0, x0, y0)
                mupdf.fz_fill_image(device.this, self._image(element.picture), place, 1, mupdf.FzColorParams())
            case TextBox():
                x0, y0, x1, y1 = element.box
                story = pymupdf.Story(html_of(element.paragraphs, element.size, element.align), user_css=CSS)
                story.place(pymupdf.Rect(x0, y0, x1, y1 + SPARE))
                story.draw(device)

    def _image(self, picture: PreparedPicture) -> Any:
        content = self._packs.read(picture)
        buffer = mupdf.fz_new_buffer_from_copied_data(content)
        return mupdf.fz_new_image_from_buffer(buffer)


def _fill(device: Any, area: Area) -> None:
    path = mupdf.FzPath(mupdf.fz_new_path())
    mupdf.fz_rectto(path, *area.box)
    whole, space, look = mupdf.FzMatrix(), mupdf.fz_device_rgb(), mupdf.FzColorParams()
    if area.fill:
        with _floats(area.fill) as color:
            mupdf.fz_fill_path(device, path, 0, whole, space, color, 1, look)
    if area.line:
        pen = mupdf.FzStrokeState(mupdf.fz_new_stroke_state())
        pen.m_internal.linewidth = HAIRLINE
        with _floats(area.line) as color:
            mupdf.fz_stroke_path(device, path, pen, whole, space, color, 1, look)


@contextmanager
def _floats(color: str) -> Iterator[Any]:
    """A colour as MuPDF's C code reads it."""
    parts = mupdf.new_floats(3)
    try:
        for n in range(3):
            mupdf.floats_setitem(parts, n, int(color[2 * n : 2 * n + 2], 16) / 255)
        yield parts
    finally:
        mupdf.delete_floats(parts)


def describe_pictures(document: Any, page: DeckPage) -> None:
    """Give each picture of a page its words: MuPDF's writer has no call for it."""
    shown = [e.alt for group in page.groups for e in group.elements if isinstance(e, PictureBox)]
    drawn = document[page.number - 1]
    stream = drawn.read_contents()
    if len(_DRAWN.findall(stream)) != len(shown):
        raise ValueError(f"page {page.number} draws other pictures than planned")
    alts = iter(shown)
    told = _DRAWN.sub(lambda match: b"/Span <</Alt %s>> BDC\n%s\nEMC" % (_text(next(alts)), match[0]), stream)
    document.update_stream(drawn.get_contents()[0], told)


def _text(words: str) -> bytes:
    """A PDF string in UTF-16."""
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().upper().encode()


def _finish(document: Any, job: DeckJob, title: str) -> None:
    """Keep of the fonts only what is used, and say what the document is."""
    document.subset_fonts()
    day = f"D:{job.day:%Y%m%d}000000Z"
    document.set_metadata({"title": title, "creationDate": day, "modDate": day, "creator": "Phasework"})
    catalog = document.pdf_catalog()
    document.xref_set_key(catalog, "Lang", pymupdf.get_pdf_str(job.settings.language))
    document.xref_set_key(catalog, "ViewerPreferences", "<</DisplayDocTitle true>>")

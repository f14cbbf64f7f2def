"""Phase 4: the plan as a PowerPoint file: real text, real pictures, titles in title placeholders, sources in notes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from shared.collections.deck.fitting import AIR, LINE
from shared.collections.deck.models import (
    Area,
    DeckJob,
    DeckPage,
    DeckPictures,
    DeckPlan,
    DeckSlides,
    Element,
    Group,
    Paragraph,
    PictureBox,
    TextBox,
)
from shared.collections.deck.pictures import Packs
from shared.collections.deck.pptx_file import PPTX, Presentation, add_field, colored, new_presentation, saved
from shared.collections.deck.theme import theme_of
from shared.engine.run import Run, read_lines
from shared.reading.geometry import Box

_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


def build_slides(run: Run, job: DeckJob, plan: DeckPlan, pictures: DeckPictures) -> DeckSlides:
    """The whole deck as one PPTX file."""
    deck = new_presentation(plan.width, plan.height, theme_of(job.settings.color).accent)
    drawer = Slides(deck, Packs(run, pictures), job.settings.language)
    for page in read_lines(run, plan.pages, DeckPage):
        drawer.draw(page)
        run.progress(page.number, plan.count)
    day = datetime(job.day.year, job.day.month, job.day.day)
    target = saved(deck, run.scratch / "deck.pptx", plan.title, job.settings.language, day)
    return DeckSlides(pptx=run.save("deck/deck.pptx", target, PPTX))


class Slides:
    """Draws pages as slides of a presentation."""

    def __init__(self, deck: Presentation, packs: Packs, language: str) -> None:
        self._deck, self._packs, self._language = deck, packs, language
        self._layout = deck.slide_layouts.get_by_name("Title Only")

    def draw(self, page: DeckPage) -> None:
        """Add a slide."""
        slide = self._deck.slides.add_slide(self._layout)
        title = slide.shapes.title
        titled = False
        for number, group in enumerate(page.groups):
            shapes = slide.shapes if number == 0 else slide.shapes.add_group_shape().shapes
            for element in group.elements:
                if isinstance(element, TextBox) and element.role == "title":
                    _place(title, element.box)
                    self._write(title, element)
                    titled = True
                    shapes._spTree.append(title._element)  # drawn over what was drawn before
                else:
                    self._add(shapes, element)
            if number:
                _name_group(slide.shapes[-1], group)
        if not titled:
            title._element.getparent().remove(title._element)
        if page.notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(page.notes)

    def _add(self, shapes: Any, element: Element) -> None:
        match element:
            case Area():
                shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(element.box))
                colored(shape, element.fill, element.line)
                shape.name = "Area"
            case PictureBox():
                content = io.BytesIO(self._packs.read(element.picture))
                shape = shapes.add_picture(content, *_emu(element.box))
                shape.name = "Picture"
                shape._element.nvPicPr.cNvPr.set("descr", element.alt)
            case TextBox():
                shape = shapes.add_textbox(*_emu(element.box))
                shape.name = element.name or "Text"
                self._write(shape, element)

    def _write(self, shape: Any, text: TextBox) -> None:
        frame = shape.text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, paragraph in enumerate(text.paragraphs):
            line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            line.alignment = _ALIGN[text.align]
            line.line_spacing = Pt(text.size * LINE)
            line.space_before = Pt(text.size * AIR if number else 0)
            line._p.get_or_add_pPr().set("rtl", "1" if paragraph.rtl else "0")
            if text.role == "page":
                add_field(line, paragraph.spans[0].text, text.size, paragraph.spans[0].color, self._language)
            else:
                self._spans(line, paragraph, text.size)

    def _spans(self, line: Any, paragraph: Paragraph, size: float) -> None:
        for span in paragraph.spans:
            run = line.add_run()
            run.text = span.text
            properties = run._r.get_or_add_rPr()
            properties.set("lang", self._language)
            properties.set("sz", str(round(size * 100)))
            properties.set("b", "1" if span.bold else "0")
            run.font.color.rgb = RGBColor.from_string(span.color)


def _emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    x0, y0, x1, y1 = (Pt(side) for side in box)
    return Emu(x0), Emu(y0), Emu(x1 - x0), Emu(y1 - y0)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(box)


def _name_group(shape: Any, group: Group) -> None:
    shape.name = group.name or "Product"

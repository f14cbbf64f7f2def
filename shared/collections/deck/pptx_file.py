"""What python-pptx leaves to do: a template of our size and colours, number fields, files without the time of day."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pptx
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.parts.image import Image, ImagePart
from pptx.presentation import Presentation
from pptx.util import Pt

__all__ = ["PPTX", "Presentation", "add_field", "colored", "new_presentation", "saved"]

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EPOCH = (1980, 1, 1, 0, 0, 0)
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
FONT = "Arial"
HAIRLINE_WIDTH = 0.75
STORED = (".jpg", ".jpeg", ".png")  # packed already


def new_presentation(width: float, height: float, accent: str) -> Presentation:
    """An empty deck of this size in points, its master scaled to it, in our font and colour."""
    deck = pptx.Presentation()
    _number_parts(deck.part.package)
    across, down = Pt(width) / (deck.slide_width or 1), Pt(height) / (deck.slide_height or 1)
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    master = deck.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.shapes:
            _scale(shape._element, across, down)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = parse_xml(theme.blob)
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    for first in root.iter(qn("a:accent1")):
        first[:] = [_element("a:srgbClr", val=accent)]
    theme._blob = serialize_part_xml(root)
    return deck


def _number_parts(package: Any) -> None:
    """Let a package number its parts and know its pictures without a walk through all of it for each new one."""
    search, numbers = package.next_partname, dict[str, int]()
    images: dict[str, ImagePart] = {}

    def next_partname(template: str) -> PackURI:
        numbers[template] = numbers[template] + 1 if template in numbers else search(template).idx
        return PackURI(template % numbers[template])

    def get_or_add_image_part(file: IO[bytes]) -> ImagePart:
        image = Image.from_file(file)
        if image.sha1 not in images:
            name = PackURI(f"/ppt/media/image{len(images) + 1}.{image.ext}")
            images[image.sha1] = ImagePart(name, image.content_type, package, image.blob)
        return images[image.sha1]

    package.next_partname, package.get_or_add_image_part = next_partname, get_or_add_image_part


def _scale(shape: Any, across: float, down: float) -> None:
    """Scale what a shape says of its own place; most inherit theirs."""
    for frame in shape.iter(qn("a:xfrm"), qn("p:xfrm")):
        for child in frame:
            for x, y in (("x", "y"), ("cx", "cy")):
                if x in child.attrib:
                    child.set(x, str(int(int(child.get(x)) * across)))
                    child.set(y, str(int(int(child.get(y)) * down)))


def colored(shape: Any, fill: str | None, line: str | None) -> None:
    """Fill and outline of a shape, without the theme's shadow."""
    shape.shadow.inherit = False
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = RGBColor.from_string(line)
        shape.line.width = Pt(HAIRLINE_WIDTH)
    else:
        shape.line.fill.background()


def add_field(paragraph: Any, text: str, size: float, color: str, language: str) -> None:
    """A slide number that stays right when slides change places."""
    field = _element("a:fld", id=FIELD, type="slidenum")
    look = _element("a:rPr", lang=language, sz=str(round(size * 100)))
    fill, shown = _element("a:solidFill"), _element("a:t")
    fill.append(_element("a:srgbClr", val=color))
    look.append(fill)
    shown.text = text
    field.extend([look, shown])
    paragraph._p.append(field)


def _element(tag: str, **attributes: str) -> Any:
    element: Any = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(name, value)
    return element


def saved(deck: Presentation, target: Path, title: str, language: str, day: datetime) -> Path:
    """Write the file. The same deck gives the same bytes: the files in it are all of one date."""
    about = deck.core_properties
    about.title, about.language, about.author, about.last_modified_by = title[:255], language, "", ""
    about.created = about.modified = day
    about.revision = 1
    rough = target.with_suffix(".rough")
    deck.save(str(rough))
    with zipfile.ZipFile(rough) as given, zipfile.ZipFile(target, "w") as out:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED
            out.writestr(entry, given.read(name))
    rough.unlink()
    return target

"""Pictures of every kind, good and bad, at the size they are shown; logos as people have them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE

from shared.collections.deck.models import DeckSettings
from shared.collections.deck.pictures import DPI
from shared.collections.deck.sheet import picture_room
from shared.collections.logo import LONGEST, logo_png
from shared.engine.errors import PhaseError
from tests.data.decks import Made, deck, photo, product
from tests.unit.test_deck_files import shapes

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}">'
    '<rect width="{0}" height="{1}" fill="#c00"/>{2}</svg>'
)


def drawn(
    mode: str = "RGB", kind: str = "PNG", size: tuple[int, int] = (60, 40), color: Any = None, **more: Any
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, kind, **more)
    return out.getvalue()


def shown(made: Made) -> list[Image.Image]:
    """The pictures of the first page of cards."""
    slide = pptx.Presentation(str(made.pptx)).slides[1]
    pictures = [s for s in shapes(slide) if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    return [Image.open(io.BytesIO(picture.image.blob)) for picture in pictures]


@pytest.mark.parametrize(
    ("content", "color"),
    [
        (drawn(color=(200, 10, 10)), (200, 10, 10)),
        (drawn("RGBA", color=(200, 10, 10, 0)), (255, 255, 255)),
        (drawn("LA", color=(0, 0)), (255, 255, 255)),
        (drawn("P", color=0), (0, 0, 0)),
        (drawn("1", color=1), (255, 255, 255)),
        (drawn("CMYK", "JPEG", color=(0, 0, 0, 0)), (255, 255, 255)),
        (drawn("I;16", color=0), (0, 0, 0)),
        (drawn("L", "TIFF", color=128), (128, 128, 128)),
        (drawn("RGB", "GIF", color=(0, 0, 0)), (0, 0, 0)),
        (drawn("RGB", "WEBP", color=(250, 250, 250)), (250, 250, 250)),
    ],
    ids=["rgb", "see-through", "grey see-through", "palette", "bits", "cmyk", "16 bit", "tiff", "gif", "webp"],
)
def test_every_kind_is_shown(tmp_path: Path, content: bytes, color: tuple[int, int, int]) -> None:
    made = deck(tmp_path, [product(0, picture="p.bin")], files={"p.bin": content})
    assert made.warnings == []
    (picture,) = shown(made)
    assert picture.size == (60, 40)
    assert picture.convert("RGB").getpixel((30, 20)) == pytest.approx(color, abs=4)


def test_a_turned_photo_is_shown_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = deck(tmp_path, [product(0, picture="p.jpg")], files={"p.jpg": drawn(kind="JPEG", exif=exif)})
    assert shown(made)[0].size == (40, 60)


@pytest.mark.parametrize("per_page", [1, 9])
def test_large_pictures_are_scaled_to_what_is_shown(tmp_path: Path, per_page: int) -> None:
    files = {"p.jpg": photo(1, 4000, 3000)}
    made = deck(tmp_path, [product(0, picture="p.jpg")], files=files, per_page=per_page)
    room = picture_room(DeckSettings.model_validate({"per_page": per_page}))
    assert shown(made)[0].width == pytest.approx(room[0] * DPI / 72, abs=2)


def test_pictures_that_cannot_be_had_leave_a_frame_and_a_warning(tmp_path: Path) -> None:
    bomb = drawn("1", size=(30_000, 30_000), color=0)
    files = {
        "broken.jpg": photo(0)[:200],
        "text.jpg": b"no picture",
        "empty.jpg": b"",
        "bomb.png": bomb,
        "good.jpg": photo(1),
    }
    names = [*files, "gone.jpg"]
    rows = [product(n, picture=name) for n, name in enumerate(names)]
    made = deck(tmp_path, rows, files=files, per_page=6)
    (warning,) = made.warnings
    assert warning.code == "picture_missing"
    assert warning.message.startswith("The pictures of 5 products could not be opened")
    assert len(shown(made)) == 1
    frames = [s for s in shapes(pptx.Presentation(str(made.pptx)).slides[1]) if s.name == "No picture"]
    assert len(frames) == 5


@pytest.mark.parametrize("content", [b"", b"nonsense", photo(0)[:300]], ids=["empty", "nonsense", "cut off"])
def test_a_broken_logo_is_left_out(tmp_path: Path, content: bytes) -> None:
    made = deck(tmp_path, [product(0)], logo=content)
    assert [warning.code for warning in made.warnings] == ["logo_unreadable"]
    assert len(made.previews) == 2


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (drawn("RGBA", size=(300, 100)), (300, 100)),
        (drawn("CMYK", "JPEG", size=(300, 100)), (300, 100)),
        (drawn(size=(4000, 1000)), (LONGEST, 300)),
        (SVG.format(200, 50, "").encode(), (LONGEST, 300)),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n" + SVG.format(50, 200, "").encode(), (300, LONGEST)),
    ],
    ids=["png", "cmyk jpeg", "large", "svg", "svg with declaration"],
)
def test_logos_become_png(tmp_path: Path, content: bytes, size: tuple[int, int]) -> None:
    path = tmp_path / "logo"
    path.write_bytes(content)
    with Image.open(io.BytesIO(logo_png(path))) as logo:
        assert (logo.format, logo.size) == ("PNG", size)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a", "unsupported_type"),
        (b"<html></html>", "unsupported_type"),
        (drawn()[:60], "logo_unreadable"),
        (b"<svg", "logo_unreadable"),
        (SVG.format(0, 0, "").encode(), "logo_unreadable"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>', "logo_unreadable"),
        (drawn("1", size=(30_000, 30_000)), "logo_unreadable"),
    ],
    ids=["gif", "html", "cut off", "half a tag", "of no size", "of nothing", "bomb"],
)
def test_logos_that_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "logo"
    path.write_bytes(content)
    with pytest.raises(PhaseError) as refused:
        logo_png(path)
    assert refused.value.code == code


def test_an_svg_reads_nothing_outside_itself(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(drawn(size=(50, 50), color=(0, 0, 255)))
    image = (
        f'<image href="{tmp_path}/secret.png" width="50" height="50"/><image href="secret.png" width="50" height="50"/>'
    )
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format(50, 50, image))
    with Image.open(io.BytesIO(logo_png(path))) as logo:
        assert {color for _, color in logo.convert("RGB").getcolors()} == {(204, 0, 0)}  # type: ignore[misc, union-attr]

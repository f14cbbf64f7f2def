"""Pictures as documents: what the screen gets to see of them."""

import io
from pathlib import Path

import pytest
from PIL import Image

from shared.reading.bitmaps import open_bitmap, render_bitmap


@pytest.mark.parametrize("dpi", [(300, 300), None])
def test_a_rendered_page_says_how_many_pixels_make_a_point(tmp_path: Path, dpi: tuple[int, int] | None) -> None:
    path = tmp_path / "scan.png"
    Image.new("RGB", (2480, 3508), "white").save(path, dpi=dpi)
    with open_bitmap(path) as bitmap:
        width, height = bitmap.size(1)
    page = Image.open(io.BytesIO(render_bitmap(path, 1)))
    assert max(page.size) == 1300
    across, down = page.info["dpi"]
    assert (page.width / across * 72, page.height / down * 72) == pytest.approx((width, height), rel=0.002)

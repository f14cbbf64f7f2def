"""What a page makes of pictures: crops, turns, and strips of one photograph put together."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PIL import Image, ImageFilter

from shared.reading.geometry import Box
from shared.reading.shaping import Matrix, Pixels, Shape, shape_of
from shared.reading.strips import find_strips, joined

PICTURE: Pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)  # 6 wide, 4 high, each pixel another


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ((60, 0, 0, 40, 10, 10), PICTURE),
        ((0, 60, -40, 0, 50, 10), np.rot90(PICTURE, -1)),
        ((-60, 0, 0, -40, 70, 50), np.rot90(PICTURE, 2)),
        ((0, -60, 40, 0, 10, 70), np.rot90(PICTURE, 1)),
        ((-60, 0, 0, 40, 70, 10), PICTURE[:, ::-1]),
        ((60, 0, 0, -40, 10, 50), PICTURE[::-1]),
    ],
)
def test_a_turned_or_mirrored_picture_is_saved_as_it_is_seen(matrix: Matrix, expected: Pixels) -> None:
    shape = shape_of(matrix, (0, 0, 500, 500))
    assert (shape.of(PICTURE) == expected).all()
    assert shape.size(6, 4) == (expected.shape[1], expected.shape[0])
    assert shape.plain is (expected is PICTURE)


@pytest.mark.parametrize("turns", range(4))
def test_a_crop_cuts_what_is_seen_however_the_picture_is_turned(turns: int) -> None:
    whole = np.rot90(PICTURE, -turns)
    height, width = whole.shape[:2]
    matrices: list[Matrix] = [
        (60, 0, 0, 40, 0, 0),
        (0, 60, -40, 0, 40, 0),
        (-60, 0, 0, -40, 60, 40),
        (0, -60, 40, 0, 0, 60),
    ]
    seen: Box = (10, 20, 10 * width, 10 * height - 10)
    assert (shape_of(matrices[turns], seen).of(PICTURE) == whole[2 : height - 1, 1:]).all()


def test_a_bleed_over_the_edge_is_no_crop() -> None:
    assert shape_of((600, 0, 0, 800, -5, -5), (0, 0, 590, 790)).plain
    assert not shape_of((600, 0, 0, 800, -50, -5), (0, 0, 590, 790)).plain


def test_a_slanted_picture_is_not_cut_along_the_axes() -> None:
    assert shape_of((80, 30, -30, 80, 100, 100), (100, 100, 180, 150)) == Shape()


def scene(seed: int, width: int = 240, height: int = 320) -> Pixels:
    """Something like a photograph: soft shapes."""
    rng = np.random.default_rng(seed)
    image = Image.fromarray(rng.integers(0, 255, (height // 20, width // 20, 3), dtype=np.uint8))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2)))


def cut(picture: Pixels, rows: int, columns: int, box: Box) -> tuple[list[Box], list[Pixels]]:
    height, width = picture.shape[:2]
    ys = [height * n // rows for n in range(rows + 1)]
    xs = [width * n // columns for n in range(columns + 1)]
    across, down = (box[2] - box[0]) / width, (box[3] - box[1]) / height
    boxes, pieces = [], []
    for y0, y1 in itertools.pairwise(ys):
        for x0, x1 in itertools.pairwise(xs):
            pieces.append(picture[y0:y1, x0:x1])
            boxes.append((box[0] + x0 * across, box[1] + y0 * down, box[0] + x1 * across, box[1] + y1 * down))
    return boxes, pieces


def sizes(pieces: list[Pixels]) -> list[tuple[int, int]]:
    return [(p.shape[1], p.shape[0]) for p in pieces]


@pytest.mark.parametrize(("rows", "columns"), [(2, 1), (7, 1), (1, 3), (3, 4)])
def test_strips_and_tiles_of_one_photograph_are_joined(rows: int, columns: int) -> None:
    picture = scene(1)
    boxes, pieces = cut(picture, rows, columns, (50, 60, 170, 220))
    assert find_strips(boxes, sizes(pieces)) == [list(range(rows * columns))]
    whole = joined(boxes, pieces)
    assert whole is not None
    assert whole.shape == picture.shape
    assert np.abs(whole.astype(int) - picture).mean() < 3


def test_photographs_that_touch_each_other_stay_apart() -> None:
    pieces = [scene(n) for n in range(4)]
    boxes = [(0, 0, 120, 160), (120, 0, 240, 160), (0, 160, 120, 320), (120, 160, 240, 320)]
    assert joined(boxes, pieces) is None


def test_cut_outs_on_white_that_touch_each_other_stay_apart() -> None:
    pieces = []
    for n in range(3):
        made = np.full((320, 240, 3), 255, np.uint8)
        made[60:260, 60:180] = scene(n, 120, 200)
        pieces.append(made)
    boxes: list[Box] = [(0, 160 * n, 120, 160 * n + 160) for n in range(3)]
    assert find_strips(boxes, sizes(pieces)) == [[0, 1, 2]]
    assert joined(boxes, pieces) is None


def test_two_cut_photographs_in_one_column_are_two() -> None:
    boxes, pieces = cut(scene(1), 4, 1, (50, 60, 170, 220))
    more, others = cut(scene(2), 4, 1, (50, 240, 170, 400))
    assert find_strips(boxes + more, sizes(pieces + others)) == [[0, 1, 2, 3], [4, 5, 6, 7]]

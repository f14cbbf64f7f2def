"""Outlines of things a brand sells, on a field 100 wide and 120 high, y downwards.

A figure is a list of parts painted in order; a part is a closed outline with a shade (1.0 is the product's colour,
below it darker) and strokes drawn on it (seams, buttons, laces).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Outline = Sequence[Point]


@dataclass(frozen=True)
class Part:
    """One painted piece. `accent` takes the second colour; `lines` are seams; `dots` are buttons or eyelets."""

    outline: Outline
    shade: float = 1.0
    accent: bool = False
    lines: tuple[Outline, ...] = ()
    dots: tuple[Point, ...] = ()


Figure = list[Part]


def mirrored(half: Outline, axis: float = 50) -> Outline:
    """The closed outline whose left half runs from the top of the axis to its bottom."""
    return [*half, *((2 * axis - x, y) for x, y in reversed(half) if x != axis)]


def box(x0: float, y0: float, x1: float, y1: float, cut: float = 2) -> Outline:
    """A rectangle with cut corners, which smoothing turns round."""
    return [
        (x0 + cut, y0),
        (x1 - cut, y0),
        (x1, y0 + cut),
        (x1, y1 - cut),
        (x1 - cut, y1),
        (x0 + cut, y1),
        (x0, y1 - cut),
        (x0, y0 + cut),
    ]


def band(points: Outline, width: float) -> Outline:
    """A strap: the outline `width` wide along a path from left to right."""
    return [(x, y - width / 2) for x, y in points] + [(x, y + width / 2) for x, y in reversed(points)]


def sweater() -> Figure:
    body = mirrored([(50, 21), (42, 16), (31, 20), (22, 28), (10, 84), (20, 87), (29, 50), (30, 100), (50, 101)])
    return [
        Part(body, lines=([(30, 48), (31, 26)], [(70, 48), (69, 26)])),
        Part(mirrored([(50, 20), (42, 15), (41, 18), (50, 24)]), 0.82),
        Part(box(30, 94, 70, 102, 1), 0.88),
    ]


def cardigan() -> Figure:
    buttons = tuple((50.0, y) for y in (50.0, 60.0, 70.0, 80.0, 90.0))
    inside = Part([(42, 16), (50, 20), (58, 16), (51, 46), (49, 46)], 0.6)
    return [*sweater()[:1], inside, Part(box(47, 44, 53, 100, 1), 0.86, dots=buttons)]


def tee() -> Figure:
    body = mirrored([(50, 24), (41, 19), (28, 23), (11, 45), (23, 54), (30, 46), (30, 100), (50, 101)])
    return [
        Part(body, lines=([(15, 49), (23, 55)], [(85, 49), (77, 55)], [(31, 97), (69, 97)])),
        Part(mirrored([(50, 23), (41, 18), (40, 21), (50, 27)]), 0.84),
    ]


def shirt() -> Figure:
    buttons = tuple((50.0, y) for y in (34.0, 46.0, 58.0, 70.0, 82.0))
    collar = [(50, 25), (43, 15), (38, 19), (45, 31)]
    return [
        Part(sweater()[0].outline, lines=([(50, 25), (50, 100)], [(12, 79), (21, 82)], [(88, 79), (79, 82)])),
        Part(collar, 0.9),
        Part([(100 - x, y) for x, y in collar], 0.9),
        Part(box(56, 42, 65, 53, 1), 0.94, dots=buttons),
    ]


def coat() -> Figure:
    body = mirrored([(50, 18), (42, 11), (30, 16), (21, 25), (13, 78), (23, 80), (29, 46), (25, 112), (50, 113)])
    lapel = [(50, 50), (42, 12), (36, 26), (41, 31)]
    buttons = ((45.0, 58.0), (55.0, 58.0), (45.0, 72.0), (55.0, 72.0))
    return [
        Part(body, lines=([(50, 50), (50, 112)], [(31, 82), (41, 80)], [(69, 82), (59, 80)])),
        Part(mirrored([(50, 22), (43, 12), (50, 48)]), 0.55),
        Part(lapel, 0.9, dots=buttons),
        Part([(100 - x, y) for x, y in lapel], 0.9),
    ]


def dress() -> Figure:
    body = mirrored([(50, 25), (43, 22), (40, 9), (36, 9), (36, 28), (33, 36), (38, 56), (19, 108), (50, 113)])
    folds = tuple([(46 + 4 * k, 58), (34 + 16 * k, 108)] for k in (0, 1, 2))
    return [Part(body, lines=folds), Part(mirrored([(50, 54), (38, 53), (38, 58), (50, 59)]), 0.8, accent=True)]


def skirt() -> Figure:
    body = mirrored([(50, 20), (34, 20), (33, 28), (17, 102), (50, 107)])
    pleats = tuple([(34 + 8 * k, 30), (20 + 15 * k, 104)] for k in range(5))
    return [Part(body, lines=pleats), Part(box(33.5, 18, 66.5, 26, 1), 0.86)]


def trousers() -> Figure:
    body = mirrored([(50, 12), (34, 12), (30, 36), (27, 112), (43, 112), (50, 46)])
    return [
        Part(body, lines=([(50, 18), (50, 46)], [(38, 40), (35, 110)], [(62, 40), (65, 110)], [(35, 20), (30, 30)])),
        Part(box(33.5, 10, 66.5, 17, 1), 0.86, dots=((50, 13.5),)),
    ]


def tote() -> Figure:
    grip = [(34, 52), (36, 30), (44, 18), (56, 18), (64, 30), (66, 52)]
    inner = [(62, 52), (60, 32), (54, 23), (46, 23), (40, 32), (38, 52)]
    return [
        Part([*grip, *inner], 0.72, accent=True),
        Part(
            [(20, 46), (80, 46), (86, 106), (84, 109), (16, 109), (14, 106)],
            lines=([(22, 52), (78, 52)], [(16, 100), (84, 100)]),
            dots=((36, 50), (64, 50)),
        ),
    ]


def crossbody() -> Figure:
    strap = [(20, 62), (26, 30), (50, 12), (74, 30), (80, 62)]
    inner = [(77, 62), (71, 33), (50, 16), (29, 33), (23, 62)]
    return [
        Part([*strap, *inner], 0.7, accent=True),
        Part(box(16, 54, 84, 104, 7), 0.92),
        Part([(17, 55), (83, 55), (82, 74), (50, 88), (18, 74)], 1.0, lines=([(20, 73), (50, 86), (80, 73)],)),
        Part(box(46, 80, 54, 90, 2), 1.0, accent=True),
    ]


def backpack() -> Figure:
    return [
        Part([(40, 20), (42, 9), (58, 9), (60, 20), (56, 20), (55, 13), (45, 13), (44, 20)], 0.7),
        Part(mirrored([(50, 15), (34, 18), (25, 30), (22, 104), (28, 110), (50, 111)]), lines=([(27, 40), (73, 40)],)),
        Part(box(29, 66, 71, 103, 5), 0.88, lines=([(30, 76), (70, 76)],)),
        Part(box(38, 38, 43, 70, 1), 0.75, accent=True),
        Part(box(57, 38, 62, 70, 1), 0.75, accent=True),
    ]


def boot() -> Figure:
    upper = [(33, 16), (60, 16), (60, 62), (70, 78), (86, 84), (91, 97), (33, 97), (35, 60)]
    return [
        Part(upper, lines=([(35, 62), (60, 64)], [(60, 66), (70, 96)], [(46, 18), (47, 60)])),
        Part(box(45, 18, 54, 52, 2), 0.7, accent=True),
        Part([(31, 96), (92, 96), (92, 102), (54, 103), (52, 110), (31, 110)], 0.45),
    ]


def sneaker() -> Figure:
    upper = [(14, 58), (22, 50), (32, 56), (48, 60), (64, 72), (84, 78), (91, 90), (12, 92)]
    laces = tuple([(44 + 7 * k, 60 + 4.5 * k), (38 + 7 * k, 70 + 4 * k)] for k in range(4))
    return [
        Part(upper, lines=([(14, 72), (36, 70), (44, 90)], *laces)),
        Part([(72, 75), (84, 78), (91, 90), (66, 90)], 0.88, accent=True),
        Part(box(10, 88, 93, 98, 3), 1.35),
    ]


def loafer() -> Figure:
    upper = [(13, 62), (26, 58), (40, 68), (56, 66), (74, 72), (90, 86), (89, 93), (14, 93)]
    return [
        Part(upper, lines=([(56, 66), (70, 78), (88, 82)],)),
        Part([(40, 67), (57, 64), (64, 76), (46, 80)], 0.8, accent=True),
        Part([(12, 92), (91, 92), (90, 97), (36, 97), (34, 102), (12, 102)], 0.4),
    ]


def hat() -> Figure:
    return [
        Part([(6, 80), (24, 70), (50, 67), (76, 70), (94, 80), (76, 90), (50, 93), (24, 90)], 0.9),
        Part([(28, 78), (31, 44), (40, 36), (50, 40), (60, 36), (69, 44), (72, 78), (50, 84)], 1.0),
        Part([(28, 78), (29, 67), (50, 73), (71, 67), (72, 78), (50, 84)], 0.6, accent=True),
    ]


def scarf() -> Figure:
    fringe = tuple([(38 + 4 * k, 102), (37.5 + 4 * k, 111)] for k in range(6))
    return [
        Part([(36, 40), (62, 44), (60, 104), (36, 104)], 0.9, lines=fringe),
        Part([(24, 34), (36, 22), (64, 22), (76, 34), (70, 50), (50, 57), (30, 50)], 1.0),
        Part([(34, 34), (50, 30), (66, 34), (50, 41)], 0.55),
    ]


def vase() -> Figure:
    body = mirrored([(50, 22), (40, 22), (41, 34), (28, 60), (30, 92), (38, 106), (50, 107)])
    return [Part(body, lines=([(29, 64), (71, 64)],)), Part(mirrored([(50, 19), (40, 22), (50, 25)]), 0.5)]


def mug() -> Figure:
    handle = [(66, 52), (82, 50), (88, 66), (82, 84), (66, 86), (66, 79), (78, 77), (81, 66), (77, 57), (66, 59)]
    return [
        Part(handle, 0.85),
        Part([(22, 42), (70, 42), (68, 98), (62, 103), (30, 103), (24, 98)], lines=([(23, 54), (69, 54)],)),
        Part([(22, 42), (46, 38), (70, 42), (46, 46)], 0.5),
    ]


def bowl() -> Figure:
    return [
        Part([(12, 56), (88, 56), (78, 86), (62, 98), (38, 98), (22, 86)], lines=([(16, 68), (84, 68)],)),
        Part([(12, 56), (50, 49), (88, 56), (50, 63)], 0.6),
        Part([(38, 97), (62, 97), (64, 103), (36, 103)], 0.75),
    ]


def cushion() -> Figure:
    outline = [(14, 28), (50, 32), (86, 28), (83, 64), (86, 100), (50, 96), (14, 100), (17, 64)]
    return [Part(outline, lines=([(20, 34), (80, 94)], [(80, 34), (20, 94)]), dots=((50, 64),))]


def watch() -> Figure:
    dial = [(30, 62), (36, 46), (50, 40), (64, 46), (70, 62), (64, 78), (50, 84), (36, 78)]
    face = [(50 + (x - 50) * 0.78, 62 + (y - 62) * 0.78) for x, y in dial]
    strap = [(38, 8), (62, 8), (64, 50), (64, 74), (62, 116), (38, 116), (36, 74), (36, 50)]
    return [
        Part(strap, lines=([(41, 10), (40, 44)], [(59, 10), (60, 44)])),
        Part(dial, 0.75, accent=True),
        Part(face, 1.7, lines=([(50, 62), (50, 48)], [(50, 62), (60, 66)])),
    ]


FIGURES: dict[str, Callable[[], Figure]] = {
    f.__name__: f
    for f in (
        *(sweater, cardigan, tee, shirt, coat, dress, skirt, trousers),
        *(tote, crossbody, backpack, boot, sneaker, loafer, hat, scarf),
        *(vase, mug, bowl, cushion, watch),
    )
}

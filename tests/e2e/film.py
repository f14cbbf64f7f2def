"""Films a tab as it is, with a pointer that shows where the mouse is: an animated WebP.

The frames are those that the browser shows, at the times when it showed them. The browser draws no pointer into them,
so it is drawn afterwards, where the mouse was, with the names of the files that it carries.
"""

from __future__ import annotations

import base64
import bisect
import io
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import FloatRect, Locator, Page

# Milliseconds between pictures, and their quality: the next where a film is too large, as on a machine that is busy.
FINENESS = ((60, 80), (100, 60), (150, 40), (250, 30))
MOVE_SECONDS = 0.35
SCROLL_SECONDS = 0.4
STEP_MS = 16
PRESS_SECONDS = 0.18
LAST_MS = 1500  # the last picture stays so long before the film begins anew
INK, PAPER, ACCENT = "#1b1b26", "#ffffff", "#4338ca"
ARROW = ((0, 0), (0, 17), (4, 13), (7, 19), (10, 18), (7, 12), (12, 12))
LARGER = 4  # what is drawn is drawn larger and scaled down, for edges without steps


@dataclass(frozen=True)
class Pointer:
    """Where the mouse was at a time, in seconds since 1970, and what it did."""

    at: float
    x: float
    y: float
    pressed: bool = False
    carries: str = ""


class Film:
    """`page` is filmed from `roll()` to `cut()`, as often as that is done; `save()` makes the film."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._frames: list[tuple[float, bytes]] = []
        self._takes: list[tuple[float, float]] = []
        self._began = 0.0
        self._pointers = [Pointer(0, 520, 600)]
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.on("Page.screencastFrame", self._on_frame)

    def roll(self) -> None:
        self._cdp.send("Page.startScreencast", {"format": "png"})
        self.wait(0.1)  # until its first frame is there
        self._began = time.time()

    def cut(self) -> None:
        self._takes.append((self._began, time.time()))
        self._cdp.send("Page.stopScreencast")

    def wait(self, seconds: float) -> None:
        """Let time pass in the film; frames come only while the driver is waiting for the browser."""
        self._page.wait_for_timeout(seconds * 1000)

    def move(self, target: Locator, carries: str = "") -> tuple[float, float]:
        """Move the mouse to the middle of something; where that is."""
        box = _box(target)
        to = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        start, began = self._pointers[-1], time.time()
        while (part := (time.time() - began) / MOVE_SECONDS) < 1:
            eased = part * part * (3 - 2 * part)
            self._point(start.x + (to[0] - start.x) * eased, start.y + (to[1] - start.y) * eased, carries=carries)
            self.wait(STEP_MS / 1000)
        self._point(*to, carries=carries)
        return to

    def first_in_sight(self, among: Locator) -> Locator:
        """The first of many that is not at an edge of the window."""
        height = (self._page.viewport_size or {"height": 0})["height"]
        boxes = ((one, one.bounding_box()) for one in among.all())
        return next(one for one, box in boxes if box and 0.35 * height < box["y"] < 0.75 * height)

    def click(self, target: Locator) -> None:
        """Move the mouse there and press it."""
        x, y = self.move(target)
        self._pointers.append(Pointer(time.time(), x, y, pressed=True))
        self._page.mouse.click(x, y)
        self.wait(PRESS_SECONDS)
        self._pointers.append(Pointer(time.time(), x, y))

    def drop(self, file: Path, target: Locator) -> None:
        """Drag a file from outside of the page and drop it there."""
        x, y = self.move(target, carries=file.name)
        self._drag("dragEnter", file, x, y)
        for _ in range(12):
            self._drag("dragOver", file, x, y)
            self.wait(STEP_MS / 1000)
        self._drag("drop", file, x, y)
        self._pointers.append(Pointer(time.time(), x, y))

    def scroll(self, pixels: float) -> None:
        """Turn the wheel, evenly."""
        steps = round(SCROLL_SECONDS * 1000 / STEP_MS / 2)
        for _ in range(steps):
            self._page.mouse.wheel(0, pixels / steps)
            self.wait(2 * STEP_MS / 1000)

    def scroll_to(self, target: Locator, top: float = 64) -> None:
        """Turn the wheel until something is at the top, or the page at its end."""
        self.scroll(_box(target)["y"] - top)

    def save(self, path: Path, width: int, most_bytes: int) -> float:
        """Write the film, so wide in pixels, as well as it fits; how many seconds it lasts."""
        for frame_ms, quality in FINENESS:
            pictures, lengths = self._drawn(width, frame_ms)
            lengths[-1] = LAST_MS
            pictures[0].save(
                path,
                save_all=True,
                append_images=pictures[1:],
                duration=lengths,
                loop=0,
                quality=quality,
                method=4,
                allow_mixed=True,  # each picture as it is smaller: drawn or photographed
            )
            if path.stat().st_size <= most_bytes:
                return sum(lengths) / 1000
        raise RuntimeError(f"{path.name} is larger than {most_bytes / 1e6} MB: is the machine busy with other things?")

    def _point(self, x: float, y: float, carries: str) -> None:
        self._pointers.append(Pointer(time.time(), x, y, carries=carries))
        if not carries:  # what is dragged in from outside moves no mouse over the page
            self._page.mouse.move(x, y)

    def _drag(self, kind: str, file: Path, x: float, y: float) -> None:
        data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
        self._cdp.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})

    def _on_frame(self, event: dict[str, Any]) -> None:
        self._frames.append((event["metadata"]["timestamp"], base64.b64decode(event["data"])))
        self._cdp.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def _drawn(self, width: int, frame_ms: int) -> tuple[list[Image.Image], list[int]]:
        """Pictures at even times, each as long as nothing changes."""
        pictures: list[Image.Image] = []
        lengths: list[int] = []
        last: object = None
        shown = [at for at, _ in self._frames]
        moved = [pointer.at for pointer in self._pointers]
        for began, ended in self._takes:
            for tick in range(round((ended - began) * 1000 / frame_ms)):
                now = began + tick * frame_ms / 1000
                frame = max(0, bisect.bisect_right(shown, now) - 1)
                pointer = self._pointers[bisect.bisect_right(moved, now) - 1]
                seen = (frame, round(pointer.x), round(pointer.y), pointer.pressed, pointer.carries)
                if seen == last:
                    lengths[-1] += frame_ms
                    continue
                last = seen
                pictures.append(_scaled(_with_pointer(self._frames[frame][1], pointer), width))
                lengths.append(frame_ms)
        return pictures, lengths


def _box(target: Locator) -> FloatRect:
    box = target.bounding_box()
    if not box:
        raise RuntimeError(f"{target} is not to be seen.")
    return box


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    height = round(picture.height * width / picture.width)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _with_pointer(frame: bytes, pointer: Pointer) -> Image.Image:
    picture = Image.open(io.BytesIO(frame)).convert("RGB")
    at = (round(pointer.x), round(pointer.y))
    if pointer.carries:
        label = _label(pointer.carries)
        picture.paste(label, (at[0] + 14, at[1] + 14), label)
    arrow = _arrow(pointer.pressed)
    picture.paste(arrow, (at[0] - arrow.width // 2, at[1] - arrow.height // 2), arrow)
    return picture


def _arrow(pressed: bool) -> Image.Image:
    """A pointer whose tip is the middle of the picture, in a ring while it is pressed."""
    side = 48 * LARGER
    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    if pressed:
        draw.ellipse([side * 0.12, side * 0.12, side * 0.88, side * 0.88], outline=ACCENT, width=3 * LARGER)
    points = [(side / 2 + x * LARGER * 1.15, side / 2 + y * LARGER * 1.15) for x, y in ARROW]
    draw.polygon(points, fill=INK, outline=PAPER, width=round(1.5 * LARGER))
    return picture.resize((48, 48), Image.Resampling.LANCZOS)


def _label(name: str) -> Image.Image:
    """A file's name as it hangs from the pointer."""
    font = ImageFont.load_default(13 * LARGER)
    width = round(font.getlength(name)) + 24 * LARGER
    picture = Image.new("RGBA", (width, 28 * LARGER))
    draw = ImageDraw.Draw(picture)
    box = [0, 0, width - 1, 28 * LARGER - 1]
    draw.rounded_rectangle(box, 7 * LARGER, fill=PAPER, outline=ACCENT, width=LARGER)
    draw.text((12 * LARGER, 14 * LARGER), name, fill=INK, font=font, anchor="lm")
    return picture.resize((width // LARGER, 28), Image.Resampling.LANCZOS)

"""What a picture looks like, as a short fingerprint that survives scaling and another file format."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

SIDE = 16
NEAR = 24  # of 256 bits


def look(picture: Path | Image.Image) -> str:
    """Which of neighbouring cells is the lighter one, over 16 x 16 cells, in hexadecimal."""
    image = picture if isinstance(picture, Image.Image) else Image.open(picture)
    if image.mode in ("RGBA", "LA", "P"):
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    cells = image.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(SIDE):
        for column in range(SIDE):
            at = row * (SIDE + 1) + column
            bits = bits << 1 | (cells[at] > cells[at + 1] + 2)  # flat grounds are not noise
    return f"{bits:0{SIDE * SIDE // 4}x}"


def alike(one: str, other: str) -> bool:
    """Whether two fingerprints are those of one picture."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR

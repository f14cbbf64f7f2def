"""What a picture looks like, as a short fingerprint that survives another file format."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

SIDE = 12
LEVELS = 16
NEAR = 0.2  # mean difference in levels: another format changes less, another product more


def look(picture: Path | Image.Image) -> str:
    """The colours of 12 x 12 cells: red, green and blue of each as a hexadecimal digit; on white where it is clear."""
    image = picture if isinstance(picture, Image.Image) else Image.open(picture)
    if image.mode in ("RGBA", "LA", "P"):
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    cells = image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
    return "".join(f"{value * LEVELS // 256:x}" for value in cells)


def alike(one: str, other: str) -> bool:
    """Whether two fingerprints are those of one picture."""
    return sum(abs(int(a, 16) - int(b, 16)) for a, b in zip(one, other, strict=True)) <= NEAR * len(one)

"""A contact sheet of the set, for a person to look at: python -m tests.data.generated [NAME...] [--seed N] [--boxes]

Writes build/generated/contact-{seed}.png: of each document, the page that holds the most products. `--boxes` draws the
truth over it: pictures violet, prices red, names green, other values blue.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import pymupdf
from PIL import Image, ImageDraw

from tests.data.generated import GENERATED, ROOT, build
from tests.data.truth import Truth

WIDE, HIGH, ACROSS = 420, 460, 6


def shown(file: Path, truth: Truth, boxes: bool) -> Image.Image:
    """The fullest page, drawn."""
    number = Counter(product.page for product in truth.products).most_common(1)[0][0]
    with pymupdf.open(file) as document:
        page = document[number - 1]
        scale = min(WIDE / page.rect.width, (HIGH - 16) / page.rect.height) * 2
        pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    if boxes:
        draw = ImageDraw.Draw(image)
        for product in truth.products:
            if product.page == number:
                for box in product.pictures:
                    draw.rectangle([v * scale for v in box], outline="violet", width=3)
                for field, box in product.places.items():
                    color = "red" if "price" in field else "green" if field == "name" else "blue"
                    draw.rectangle([v * scale for v in box], outline=color, width=1)
    return image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)


def main() -> None:
    """Build the documents and paste their pages."""
    parser = argparse.ArgumentParser(prog="python -m tests.data.generated")
    parser.add_argument("names", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--boxes", action="store_true")
    options = parser.parse_args()
    made = [(name, *build(name, options.seed)) for name in options.names or GENERATED]
    made = [(name, file, truth) for name, file, truth in made if file.suffix == ".pdf"]
    down = -(-len(made) // ACROSS)
    sheet = Image.new("RGB", (WIDE * min(ACROSS, len(made)), HIGH * down), (150, 150, 150))
    for k, (name, file, truth) in enumerate(made):
        x, y = WIDE * (k % ACROSS), HIGH * (k // ACROSS)
        sheet.paste(shown(file, truth, options.boxes), (x + 2, y + 14))
        ImageDraw.Draw(sheet).text((x + 4, y + 1), f"{name}, seed {options.seed}", fill="white")
    target = ROOT / "build" / "generated" / f"contact-{options.seed}.png"
    sheet.save(target)
    print(target)


if __name__ == "__main__":
    main()

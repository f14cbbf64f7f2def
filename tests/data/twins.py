"""Which pictures of a document are one and the same, so that a reader may store them once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pymupdf

from tests.data.truth import Box, Truth


def mark_twins(truth: Truth, pdf: Path) -> Truth:
    """Give the true pictures that occur at several places of the PDF one `picture_ids` entry."""
    with pymupdf.open(pdf) as document:
        placed = [
            [(tuple(info["bbox"]), info["digest"].hex()[:8]) for info in page.get_image_info(hashes=True)]
            for page in document
        ]
    found = [[_at(placed[p.page - 1], box) for box in p.pictures] for p in truth.products]
    count = Counter(digest for digests in found for digest in digests)
    for product, digests in zip(truth.products, found, strict=True):
        ids = [digest if count[digest] > 1 else "" for digest in digests]
        product.picture_ids = ids if any(ids) else []
    return truth


def _at(placed: list[tuple[tuple[float, ...], str]], box: Box) -> str:
    """The digest of the picture placed most exactly at the box."""
    return min(placed, key=lambda p: sum(abs(a - b) for a, b in zip(p[0], box, strict=True)))[1]

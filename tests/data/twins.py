"""Which pictures of a document are one and the same, so that a reader may store them once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pymupdf

from tests.data.truth import Box, Truth


def placed_pictures(pdf: Path) -> list[list[tuple[Box, str]]]:
    """For each page, where pictures stand as displayed, and a digest of each."""
    with pymupdf.open(pdf) as document:
        return [[_shown(page, info) for info in page.get_image_info(hashes=True)] for page in document]


def _shown(page: pymupdf.Page, info: dict[str, Any]) -> tuple[Box, str]:
    x0, y0, x1, y1 = pymupdf.Rect(info["bbox"]) * page.rotation_matrix
    return (x0, y0, x1, y1), info["digest"].hex()[:8]


def mark_twins(truth: Truth, pdf: Path) -> Truth:
    """Give the true pictures that occur at several places of the PDF one `picture_ids` entry."""
    placed = placed_pictures(pdf)
    found = [[_at(placed[p.page - 1], box) for box in p.pictures] for p in truth.products]
    count = Counter(digest for digests in found for digest in digests)
    for product, digests in zip(truth.products, found, strict=True):
        ids = [digest if count[digest] > 1 else "" for digest in digests]
        product.picture_ids = ids if any(ids) else []
    return truth


def _at(placed: list[tuple[Box, str]], box: Box) -> str:
    """The digest of the picture placed most exactly at the box."""
    return min(placed, key=lambda p: sum(abs(a - b) for a, b in zip(p[0], box, strict=True)))[1]

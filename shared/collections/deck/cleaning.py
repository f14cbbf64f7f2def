"""Text fit to be shown: what XML and PDF cannot hold is gone, spaces are single."""

from __future__ import annotations

import re

LONGEST = 2000  # characters: more than any page shows
# Control characters, halves of surrogate pairs, non-characters, and signs that turn the order of all that follows.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e]")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def clean(text: str | None) -> str:
    """The text on one line without what no file format can hold, cut where it is absurdly long."""
    if not text:
        return ""
    shown = _SPACES.sub(" ", _UNFIT.sub("", text[: 4 * LONGEST])).strip()
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"

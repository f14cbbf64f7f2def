"""File names as people give them, and as they can safely be part of a Storage path and of a header."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

MAX_SHOWN = 255
MAX_STORED = 120
UNNAMED = "document"


def shown_name(given: str) -> str:
    """The name to show: the last part of a path, NFC, without control characters, at most 255 characters."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = re.sub(r"\s+", " ", name).strip()
    # what was taken out may have stood between a letter and its accent
    name = unicodedata.normalize("NFC", _shortened(unicodedata.normalize("NFC", name), MAX_SHOWN)).strip()
    return UNNAMED if name in ("", ".", "..") else name


def stored_name(shown: str) -> str:
    """The name in a Storage path: letters, digits, `.`, `-` and `_` of ASCII, no leading dot, at most 120."""
    name = PurePosixPath(shown)
    return _shortened(
        (_safe(name.stem) or UNNAMED) + (f".{ending}" if (ending := _safe(name.suffix)) else ""), MAX_STORED
    )


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9._-]+", "_", plain)).strip("._-")


def _shortened(name: str, length: int) -> str:
    """At most `length` characters, with the ending kept."""
    if len(name) <= length:
        return name
    ending = PurePosixPath(name).suffix[:16]
    return name[: length - len(ending)] + ending

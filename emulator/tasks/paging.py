"""Lists in pages."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from emulator.tasks.errors import invalid

T = TypeVar("T")


def page(items: Sequence[tuple[str, T]], size: int, token: str, maximum: int) -> tuple[list[T], str]:
    """One page of `items` (key, item), which are sorted by key, and the token of the next page ('' if there is none).

    The token names the last key, so items that come or go between two pages shift nothing. Size 0 means the maximum.
    """
    if size < 0:
        raise invalid("The page size cannot be negative.")
    start = bisect_right(items, _decode(token), key=lambda item: item[0]) if token else 0
    chosen = items[start : start + min(size or maximum, maximum)]
    more = start + len(chosen) < len(items)
    return [item for _, item in chosen], _encode(chosen[-1][0]) if more and chosen else ""


def _encode(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()


def _decode(token: str) -> str:
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise invalid("The page token is not valid.") from error

"""Lists in pages."""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from emulator.tasks.errors import invalid

T = TypeVar("T")


def page(items: Sequence[tuple[str, T]], size: int, token: str, maximum: int, asked: str = "") -> tuple[list[T], str]:
    """One page of `items` (key, item), which are sorted by key, and the token of the next page ('' if there is none).

    The token names the last key, so items that come or go between two pages shift nothing. Size 0 means the maximum.
    asked: what else the caller asked for, such as a filter; it must be the same for all pages of a list.
    """
    if size < 0:
        raise invalid("The page size cannot be negative.")
    start = bisect_right(items, _last_key(token, asked), key=lambda item: item[0]) if token else 0
    chosen = items[start : start + min(size or maximum, maximum)]
    more = start + len(chosen) < len(items)
    return [item for _, item in chosen], _token(chosen[-1][0], asked) if more and chosen else ""


def _token(key: str, asked: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([key, asked]).encode()).decode()


def _last_key(token: str, asked: str) -> str:
    try:
        key, asked_before = json.loads(base64.b64decode(token, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise invalid("The page token is not valid.") from error
    if asked_before != asked:
        raise invalid("The filter cannot change between the pages of a list.")
    return str(key)

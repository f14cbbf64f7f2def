"""Bounds on what a model may answer: what is too much is cut off, so that one odd value does not cost the rest."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator

Item = TypeVar("Item")

MAX_TEXT = 2000  # characters of one value
MAX_ITEMS = 300  # of one list
MAX_ANSWER = 2_000_000  # bytes of a whole answer


def _short(value: Any) -> Any:
    return value[:MAX_TEXT] if isinstance(value, str) else value


def _few(value: Any) -> Any:
    return value[:MAX_ITEMS] if isinstance(value, list) else value


Text = Annotated[str, BeforeValidator(_short)]
Few = Annotated[list[Item], BeforeValidator(_few)]

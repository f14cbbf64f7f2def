"""What several calls read in the same way."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

from flask import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from functions.problems import FieldError, invalid
from shared.engine.store import Idempotency

KEY = re.compile(r"[\x21-\x7e]{1,255}")
KEY_HEADER = "Idempotency-Key"
KEY_MEANING = "1 to 255 visible characters. The same key gets the first answer again for 24 hours; nothing runs twice."
NAMED = r"[A-Za-z0-9][A-Za-z0-9_.~-]{0,127}"
NAMED_ID = rf"^{NAMED}$"
NAMED_IDS = rf"^{NAMED}(,{NAMED}){{0,99}}$"


class Input(BaseModel):
    """A body or query in which an unknown field is an error: a typing mistake must not pass for a default."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def storable_key(value: str) -> str:
    """A name that Firestore takes as a map's key. Raises ValueError."""
    if value.startswith("__") and value.endswith("__"):
        raise ValueError("a name that begins and ends with __ cannot be stored.")
    return value


def _plain(value: str, what: str) -> str:
    if any(ord(c) < 32 or ord(c) == 127 for c in value):
        raise ValueError(f"{what} must be one line without control characters.")
    return value


Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(partial(_plain, what="a name"))]
PageSize = Annotated[int, Field(ge=1, le=300, description="Rows a page.")]


def idempotency(request: Request, uid: str) -> Idempotency | None:
    """The caller's Idempotency-Key, if there is one. Raises Problem when it has not the right form."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise invalid(FieldError(field=KEY_HEADER, message="send 1 to 255 visible ASCII characters, such as a UUID."))
    return Idempotency(uid, request.path, key)

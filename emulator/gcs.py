"""The Storage emulator seen from outside: how it is started, when it is ready, how it is emptied."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from emulator import web


def command(port: int, bucket: str, key: Path, origins: Sequence[str]) -> list[str]:
    """The command line of our own emulator (storage.py)."""
    allowed = [word for origin in origins for word in ("--origin", origin)]
    return [
        *(sys.executable, "-m", "emulator.storage", "--port", str(port)),
        *("--bucket", bucket, "--key", str(key), *allowed),
    ]


def ready(url: str) -> bool:
    return web.answers(f"{url}/")


def wipe(url: str) -> None:
    """Make our own emulator as new: an empty bucket and no upload session."""
    web.call("GET", f"{url}/wipe")


def ensure_bucket(url: str, bucket: str, project: str) -> None:
    """Create the bucket in an emulator that is not ours, unless it is there."""
    try:
        web.call("POST", f"{url}/storage/v1/b?project={project}", {"name": bucket})
    except web.HttpError as error:
        if error.status != 409:
            raise


def empty_bucket(url: str, bucket: str) -> None:
    """Delete every object of one bucket, leaving the emulator's other buckets alone."""
    objects = f"{url}/storage/v1/b/{bucket}/o"
    while items := web.call("GET", objects).get("items"):
        for item in items:
            web.call("DELETE", f"{objects}/{quote(item['name'], safe='')}")

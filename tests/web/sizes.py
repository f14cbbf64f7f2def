"""How much JavaScript the built page makes a browser fetch, in kilobytes: what `npm run size` prints."""

from __future__ import annotations

import json
import subprocess

from emulator.page import FOLDER


def sizes() -> dict[str, float]:
    """`entry_brotli_kb`, `collection_gzip_kb`, … Raises RuntimeError when the script does not know the page."""
    done = subprocess.run(
        ["node", "scripts/size.mjs"], cwd=FOLDER, capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found

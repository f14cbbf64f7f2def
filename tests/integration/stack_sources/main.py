"""Functions that say which process serves them, for the tests of the local stack."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import flask


def api(request: flask.Request) -> dict[str, Any]:
    """Where the request came in, and the settings the process has."""
    return {"path": request.path, "pid": os.getpid(), "bucket": os.environ["STORAGE_BUCKET"]}


def run_phase(request: flask.Request) -> dict[str, Any]:
    """Take `seconds`; with `child`, leave a process behind, by default one that has left our group."""
    wanted = request.get_json(silent=True) or {}
    answer: dict[str, Any] = {"pid": os.getpid(), "extra": os.environ.get("EXTRA")}
    if wanted.get("child"):
        sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
        answer["child"] = subprocess.Popen(sleeper, start_new_session=not wanted.get("same_group")).pid
    time.sleep(wanted.get("seconds", 0))
    return answer


def sweep(request: flask.Request) -> dict[str, Any]:
    """Write down who calls."""
    if ledger := os.environ.get("SWEEP_LEDGER"):
        line = {"method": request.method, "authorization": request.headers.get("Authorization")}
        with Path(ledger).open("a") as out:
            out.write(json.dumps(line) + "\n")
    return {"swept": 0}

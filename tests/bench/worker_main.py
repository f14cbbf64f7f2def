"""The deployed functions over the pipelines of the benchmarks too, with every call that costs money counted.

COUNTS_FILE names a file to which each process appends a line a call; without it nothing is counted.
"""

from __future__ import annotations

import os
from pathlib import Path

import functions_framework

from functions.api import make_api
from functions.run_phase import make_run_phase
from functions.services import Services
from functions.sweep import make_sweep
from shared.cloud import logs
from shared.cloud.config import settings
from tests.bench.counting import calls_counted, timed
from tests.bench.floor import make_floor
from tests.bench.pipelines import PIPELINES

logs.configure()
_services = Services(settings(), PIPELINES)
_run_phase, _api = make_run_phase(_services), make_api(_services)
if counts := os.environ.get("COUNTS_FILE"):
    _counting = calls_counted(Path(counts))
    _counting.__enter__()  # as long as this process lives, so it must be kept
    _run_phase, _api = timed(Path(counts), _run_phase), timed(Path(counts), _api)

api = functions_framework.http(_api)
run_phase = functions_framework.http(_run_phase)
sweep = functions_framework.http(make_sweep(_services))
floor = functions_framework.http(make_floor(_services))

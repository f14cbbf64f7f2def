"""The deployed source's entry points. Cloud Functions puts only this folder on sys.path, hence this file."""

from __future__ import annotations

import gc

import functions_framework

from functions.api import make_api
from functions.run_phase import make_run_phase
from functions.services import Services
from functions.sweep import make_sweep
from shared.cloud import logs
from shared.cloud.config import ai_settings, settings
from shared.registry import PIPELINES

logs.configure()
ai_settings()  # a wrong choice is refused here, not in the middle of a job
_services = Services(settings(), PIPELINES)

api = functions_framework.http(make_api(_services))
run_phase = functions_framework.http(make_run_phase(_services))
sweep = functions_framework.http(make_sweep(_services))

gc.freeze()  # what was loaded stays: looking through it for garbage took 0.1 s of every few larger answers

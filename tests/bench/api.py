"""How fast the API answers while jobs run: start, status, and every verb. Milliseconds, on the local stack."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import requests

from emulator.auth import sign_up
from emulator.config import ROOT, StackConfig
from emulator.stack import Stack
from tests.bench.figures import median_and_p95

SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
JOBS = 20
STATUS_CALLS = 60
VERBS = ("pause", "resume", "cancel", "retry")  # in this order: each finds jobs in the state it needs


def measure() -> dict[str, float]:
    """Flat figures: `start_ms_median`, `start_ms_p95`, `status_ms_median`, `cancel_ms_median`, …"""
    with Stack(StackConfig(environ=dict(os.environ))) as stack:
        session = requests.Session()
        session.headers.update(sign_up(stack.addresses.auth, "bench@phasework.example").headers)
        url = stack.api_url
        collections = [_collection(session, url, number) for number in range(JOBS)]
        _timed(lambda: session.get(f"{url}/api/collections"))  # connections and certificates are there from now on
        starts = [_timed(lambda c=c: session.post(f"{url}/api/collections/{c}/documents/process")) for c in collections]
        statuses = [
            _timed(lambda n=n: session.get(f"{url}/api/collections/{collections[n % JOBS]}/processing-status"))
            for n in range(STATUS_CALLS)
        ]
        answers = {
            verb: [
                _timed(lambda c=c, verb=verb: session.post(f"{url}/api/collections/{c}/documents/process/{verb}"))
                for c in reversed(collections)
            ]
            for verb in VERBS
        }
    return {
        "jobs_accepted": float(sum(status == 202 for _, status in starts)),
        **_figures("start_ms", starts),
        **_figures("status_ms", statuses),
        **{
            name: figure
            for verb, calls in answers.items()
            for name, figure in _figures(f"{verb}_ms", [call for call in calls if call[1] == 200]).items()
        },
    }


def _collection(session: requests.Session, url: str, number: int) -> str:
    collection: str = session.post(f"{url}/api/collections", json={"name": f"Bench {number}"}).json()["collection_id"]
    with SAMPLE.open("rb") as content:
        files = {"file": ("linesheet.pdf", content, "application/pdf")}
        path = f"{url}/api/collections/{collection}/documents"
        session.post(path, params={"process": "false"}, data={"type": "linesheet"}, files=files).raise_for_status()
    return collection


def _timed(call: Callable[[], Any]) -> tuple[float, int]:
    began = time.perf_counter()
    status = call().status_code
    return (time.perf_counter() - began) * 1000, status


def _figures(name: str, calls: list[tuple[float, int]]) -> dict[str, float]:
    return median_and_p95(name, (milliseconds for milliseconds, _ in calls))

"""Functions are served by processes of their own, which are replaced when they die, and the sweeper is called."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
import pytest

from emulator import web
from emulator.config import StackConfig
from emulator.stack import Stack
from tests.integration.stack_tools import SOURCES, alive, alone, wait_until

WORKERS = frozenset({"workers"})
MAIN = SOURCES / "main.py"


@pytest.fixture(scope="module")
def workers(emulators: Stack) -> Iterator[Stack]:
    """Two workers and the API on one set of emulators."""
    config = StackConfig(
        parts=WORKERS | {"api"}, source=MAIN, environ={**alone(), **emulators.env}, worker_env={"EXTRA": "yes"}
    )
    with Stack(config) as stack:
        yield stack


@pytest.fixture(autouse=True)
def _all_serving(workers: Stack) -> None:
    wait_until(lambda: workers.workers_serving() == 2, 10)


def phase(stack: Stack, **wanted: object) -> dict[str, object]:
    answer: dict[str, object] = web.call("POST", f"{stack.worker_url}/run_phase", wanted, timeout=20)
    return answer


def test_the_api_has_every_path_and_the_workers_two(workers: Stack) -> None:
    assert web.call("GET", f"{workers.api_url}/api/collections/x%20y")["path"] == "/api/collections/x y"
    assert web.call("GET", f"{workers.api_url}/")["bucket"] == workers.config.bucket
    assert web.call("POST", f"{workers.worker_url}/sweep") == {"swept": 0}
    assert phase(workers)["extra"] == "yes"
    for path in ("/", "/api/collections", "/run_phases"):
        with pytest.raises(web.HttpError) as missing:
            web.call("GET", workers.worker_url + path)
        assert missing.value.status == 404


def test_requests_run_side_by_side_in_every_worker(workers: Stack) -> None:
    begun = time.monotonic()
    with ThreadPoolExecutor(8) as threads:
        pids = Counter(answer["pid"] for answer in threads.map(lambda _: phase(workers, seconds=0.5), range(8)))
    assert time.monotonic() - begun < 2
    assert set(pids) <= set(workers.worker_pids())


def test_a_killed_worker_is_replaced_and_the_other_serves_meanwhile(workers: Stack) -> None:
    victim, survivor = workers.worker_pids()
    workers.kill_worker(victim)
    wait_until(lambda: victim not in workers.worker_pids(), 2)
    begun = time.monotonic()
    served = set()
    while workers.workers_serving() < 2:
        served.add(phase(workers)["pid"])
        assert time.monotonic() - begun < 15
    assert survivor in served
    assert served <= set(workers.worker_pids()), "the dead one answers nobody"
    assert victim not in workers.worker_pids()
    log = "".join(path.read_text() for path in workers.logs.glob("worker-*.log"))
    assert "ended with signal SIGKILL; another takes its place" in log


def test_with_every_worker_killed_a_request_waits_for_the_next(workers: Stack) -> None:
    dead = workers.worker_pids()
    for pid in dead:
        workers.kill_worker(pid)
    assert phase(workers)["pid"] not in dead


def test_the_children_of_a_killed_worker_do_not_outlive_it(workers: Stack) -> None:
    """Children in the worker's group; those that leave it end with the stack (test_stack_end.py)."""
    answer = phase(workers, child=True, same_group=True)
    child = answer["child"]
    assert isinstance(child, int)
    worker = answer["pid"]
    assert isinstance(worker, int)
    workers.kill_worker(worker)
    wait_until(lambda: not alive({child}), 3)


def test_the_api_is_replaced_too(workers: Stack) -> None:
    before = web.call("GET", f"{workers.api_url}/")["pid"]
    os.kill(before, signal.SIGKILL)
    assert web.call("GET", f"{workers.api_url}/")["pid"] != before


def test_a_worker_that_is_told_to_end_answers_first(workers: Stack) -> None:
    with ThreadPoolExecutor(4) as threads:
        under_way = [threads.submit(phase, workers, seconds=1) for _ in range(4)]
        time.sleep(0.4)
        before = workers.worker_pids()
        for pid in before:
            workers.kill_worker(pid, signal.SIGTERM)
        assert {answer.result()["pid"] for answer in under_way} <= set(before)
    wait_until(lambda: not set(before) & set(workers.worker_pids()), 5)


def test_only_workers_can_be_killed(workers: Stack) -> None:
    with pytest.raises(ValueError, match="is no worker of this stack"):
        workers.kill_worker(os.getpid())


def test_a_worker_that_keeps_dying_is_started_ever_more_rarely(workers: Stack, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    dying = tmp_path / "dying.py"
    dying.write_text(
        f"import os, pathlib\npath = pathlib.Path({str(starts)!r})\n"
        "count = len(path.read_text()) if path.exists() else 0\npath.write_text('x' * (count + 1))\n"
        "if count:\n    os._exit(7)\n"
        "def run_phase(request):\n    return 'ok'\n"
    )
    with Stack(
        StackConfig(parts=WORKERS, source=dying, worker_mounts={"/": "run_phase"}, workers=1, environ=alone())
    ) as stack:
        stack.kill_worker(stack.worker_pids()[0])
        time.sleep(3)
        # Started once, then after 0.2, 0.4, 0.8 and 1.6 s; without growing waits it would be some twenty times.
        assert 3 <= len(starts.read_text()) <= 5
        assert "ended with status 7" in (stack.logs / "worker-1.log").read_text()


def test_the_sweeper_is_called_at_once_and_again_with_the_queues_token(emulators: Stack, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    with emulators.functions(
        WORKERS | {"scheduler"}, source=MAIN, worker_env={"SWEEP_LEDGER": str(ledger)}, workers=1, sweep_seconds=0.5
    ):
        wait_until(lambda: ledger.exists() and len(ledger.read_text().splitlines()) >= 3, 5)
        assert emulators.sweep() == {"swept": 0}
    call = json.loads(ledger.read_text().splitlines()[0])
    assert call["method"] == "POST"
    token = call["authorization"].removeprefix("Bearer ")
    key = jwt.PyJWKClient(emulators.env["OIDC_CERTS_URL"]).get_signing_key_from_jwt(token)
    claims = jwt.decode(
        token, key.key, algorithms=["RS256"], audience=emulators.worker_url, issuer=emulators.env["OIDC_ISSUER"]
    )
    assert claims["email"] == emulators.config.service_account


def test_functions_come_and_go_while_the_emulators_stay(emulators: Stack) -> None:
    for extra in ("one", "two"):
        with emulators.functions(WORKERS, source=MAIN, workers=1, worker_env={"EXTRA": extra}):
            assert phase(emulators)["extra"] == extra
            assert len(emulators.worker_pids()) == 1
        with pytest.raises(web.HttpError, match="no answer"):
            phase(emulators)
    emulators.check()

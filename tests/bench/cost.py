"""What a job asks of Google's services, and what 1,000 linesheets cost at list prices.

Counted are a linesheet's upload, start and whole run, and an empty job of six phases, from the calls that the API and
the workers make. `PRICES` are US dollars in us-central1, from copies of Google's price pages read in November 2026,
without the free quotas. Not counted: the page that looks on (a read for each change that it shows), storing the files,
mail, and the sweeper, which costs the same whether jobs run or not.

`python -m tests.bench.cost [FILE]` prints the figures, by default those of the sample.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import requests

from emulator.auth import sign_up
from functions.services import Services
from tests.bench import floor, job
from tests.bench.counting import calls_counted, counted
from tests.bench.local import local, wait_all
from tests.bench.pipelines import EMPTY, Nothing

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
VCPU, GIB = 2, 4  # of a worker as the README deploys it: 4 GiB come with two processors
PRICES = {
    "firestore_reads": 0.03 / 100_000,
    "firestore_writes": 0.09 / 100_000,
    "firestore_deletes": 0.01 / 100_000,
    "tasks_operations": 0.40 / 1_000_000,
    "functions_requests": 0.40 / 1_000_000,
    "functions_seconds": VCPU * 0.000024 + GIB * 0.0000025,
    "storage_class_a": 0.005 / 1_000,
    "storage_class_b": 0.0004 / 1_000,
}
SETTLED_SECONDS = 2.0
PARTS = frozenset({"firestore", "auth", "storage", "tasks", "api", "workers"})  # no sweeper: its reads are not a job's


def measure(pdf: Path = SAMPLE) -> dict[str, float]:
    """`linesheet_…` and `empty_job_…`: calls a job. `linesheets_1000_dollars`, and of that each service's part."""
    with tempfile.TemporaryDirectory(prefix="phasework-bench-") as folder:
        counts = Path(folder) / "counts"
        with local(parts=PARTS, function_env={"COUNTS_FILE": str(counts)}) as (stack, services):
            session = requests.Session()
            session.headers.update(sign_up(stack.addresses.auth, "bench@phasework.example").headers)
            _linesheet(
                session, services, stack.api_url, pdf
            )  # keys, connections and what workers remember are there from now on
            time.sleep(SETTLED_SECONDS)
            empty = _spent(counts, lambda: _empty(services, counts))
            linesheet = _spent(counts, lambda: _linesheet(session, services, stack.api_url, pdf))
    dollars = {name: 1000 * price * linesheet[name] for name, price in PRICES.items()}
    parts = Counter[str]()
    for name, amount in dollars.items():
        parts[name.partition("_")[0]] += amount  # type: ignore[assignment]
    return {
        **{f"empty_job_{name}": round(empty[name], 2) for name in PRICES},
        **{f"linesheet_{name}": round(linesheet[name], 2) for name in PRICES},
        "linesheets_1000_dollars": round(sum(dollars.values()), 2),
        **{f"linesheets_1000_dollars_{part}": round(amount, 3) for part, amount in parts.items()},
    }


def _spent(counts: Path, run: Callable[[], object]) -> Counter[str]:
    """What one run costs, with what is done after its end."""
    before = counted(counts)
    run()
    time.sleep(SETTLED_SECONDS)
    after = counted(counts)
    after.subtract(before)
    return after


def _empty(services: Services, counts: Path) -> None:
    subject, owner = floor.fresh(services.db, 0)
    with calls_counted(counts):  # no API starts this one
        services.jobs.start(EMPTY.process, subject, owner, Nothing())
    wait_all(services)


def _linesheet(session: requests.Session, services: Services, url: str, pdf: Path) -> None:
    base = f"{url}/api/collections"
    base += "/" + session.post(base, json={"name": "Bench"}).json()["collection_id"]
    with pdf.open("rb") as content:
        files = {"file": (pdf.name, content, "application/pdf")}
        session.post(f"{base}/documents", data={"type": "linesheet"}, files=files).raise_for_status()
    wait_all(services)
    if (status := job.ended(session, base))["status"] != "completed":
        raise RuntimeError(f"the linesheet is {status}")


if __name__ == "__main__":
    print(json.dumps(measure(*map(Path, sys.argv[1:2])), indent=1))
    sys.exit(0)

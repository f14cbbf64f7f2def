"""Runs as they went, second by second: what ETAs are judged on.

`python -m tests.engine.timelines` records them anew: document processing of the sample linesheet and of catalogues
made for it, each on one core, with times drawn out to those of a machine that is SLOWER. `timelines.json` also holds
runs that were made to be awkward.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from emulator.config import ROOT
from shared.collections.models import LinesheetDocument, LinesheetJob
from shared.collections.pipeline import DOCUMENT_PROCESSING
from shared.engine.local import run_phases
from shared.engine.run import StoredFile
from tests.bench.job import catalogue

RECORDED = Path(__file__).parent / "timelines.json"
SAMPLE = ROOT / "tests" / "data" / "sample_linesheet.pdf"
SLOWER = 40.0  # times
APART = 0.4  # seconds between two reports that are kept, drawn out


class Timeline(BaseModel):
    """One run: `reports` are (seconds since the beginning, phase from 1, how much of it is done)."""

    name: str
    units: float
    weights: list[float]
    seconds: list[float]
    reports: list[tuple[float, int, float]]

    @property
    def whole(self) -> float:
        return sum(self.seconds)

    def ticks(self, apart: float = 1.0) -> Iterator[tuple[float, int, float, float]]:
        """(time, phase, seconds in that phase, fraction last reported) every so many seconds."""
        ends = [sum(self.seconds[: n + 1]) for n in range(len(self.seconds))]
        at = 0.0
        while at < self.whole:
            phase = next(n for n, end in enumerate(ends, 1) if at < end)
            said = [fraction for when, number, fraction in self.reports if number == phase and when <= at]
            yield at, phase, at - (ends[phase - 1] - self.seconds[phase - 1]), max(said, default=0.0)
            at += apart


def recorded() -> dict[str, Timeline]:
    """Every timeline there is, by its name."""
    found = (Timeline.model_validate(row) for row in json.loads(RECORDED.read_text(encoding="utf-8")))
    return {timeline.name: timeline for timeline in found}


def record(name: str, source: Path, pages: int) -> Timeline:
    """Run document processing on a file, and write down how it went."""
    reports: list[tuple[float, int, float]] = []
    began = time.perf_counter()

    def report(phase: int, fraction: float, _: str) -> None:
        at = SLOWER * (time.perf_counter() - began)
        if not reports or reports[-1][1] != phase or at - reports[-1][0] >= APART or fraction == 1.0:
            reports.append((round(at, 2), phase, round(fraction, 3)))

    with tempfile.TemporaryDirectory(prefix="phasework-timelines-") as folder:
        (Path(folder) / "d.pdf").write_bytes(source.read_bytes())
        document = LinesheetDocument(document_id="d", filename="d.pdf", file=StoredFile(path="d.pdf"))
        _, times, _ = run_phases(DOCUMENT_PROCESSING, LinesheetJob(documents=[document]), Path(folder), report)
    weights = [phase.weight for phase in DOCUMENT_PROCESSING.phases]
    seconds = [round(SLOWER * took, 2) for _, took in times]
    return Timeline(name=name, units=pages, weights=weights, seconds=seconds, reports=reports)


def main() -> None:
    """Record the real ones; keep the awkward ones."""
    kept: list[Any] = [timeline for name, timeline in recorded().items() if name.startswith("made")]
    with tempfile.TemporaryDirectory(prefix="phasework-timelines-") as folder:
        timelines = [record("sample", SAMPLE, 12)]
        for pages, rows in ((20, 3), (60, 3), (150, 2), (300, 1)):
            source = Path(folder) / f"{pages}.pdf"
            catalogue(source, pages, rows)
            timelines.append(record(f"catalogue of {pages} pages", source, pages))
    rows_ = [timeline.model_dump() for timeline in [*timelines, *kept]]
    RECORDED.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows_) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()

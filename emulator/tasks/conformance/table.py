"""Results counted by area, and put side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from emulator.tasks.conformance.run import KEPT, OUT_OF_REACH


@dataclass
class Counts:
    """How many rules of an area are kept, of how many, and how many could not be tried."""

    kept: int = 0
    total: int = 0
    beyond: int = 0

    def __str__(self) -> str:
        return f"{self.kept} of {self.total}" + (f", {self.beyond} out of reach" if self.beyond else "")

    def add(self, outcome: str) -> None:
        """Count one rule."""
        self.total += 1
        self.kept += outcome == KEPT
        self.beyond += outcome == OUT_OF_REACH


def by_area(results: Iterable[dict[str, str]]) -> dict[str, Counts]:
    """The counts of results (as `Result.plain` gives them) for each area, and for all."""
    counts: dict[str, Counts] = {}
    everything = Counts()
    for result in results:
        counts.setdefault(result["area"], Counts()).add(result["outcome"])
        everything.add(result["outcome"])
    return {**counts, "All": everything}


def markdown(files: dict[str, str]) -> str:
    """Results side by side: a line for each area, a column for each name -> file of results."""
    columns = {name: by_area(json.loads(Path(file).read_text())) for name, file in files.items()}
    lines = [["area", *columns], ["---"] * (len(columns) + 1)]
    lines += [[area, *(str(column[area]) for column in columns.values())] for area in next(iter(columns.values()))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

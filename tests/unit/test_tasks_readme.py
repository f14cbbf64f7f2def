"""What the README of the Cloud Tasks emulator names exists, what exists is named there, and its figures hold."""

from __future__ import annotations

import re
from pathlib import Path

import emulator.tasks
from emulator.tasks import plugin
from emulator.tasks.__main__ import parser
from emulator.tasks.conformance.rules import Rule
from emulator.tasks.conformance.run import rules
from emulator.tasks.control import TasksControl
from emulator.tasks.faults import CALL_KINDS, DELIVERY_KINDS

README = (Path(str(emulator.tasks.__file__)).parent / "README.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """The code in the first column of the table that has this heading."""
    table = README.split(f"\n| {heading} |", 1)[1].split("\n\n", 1)[0]
    rows = (re.match(r"\| (.+?) \|", line) for line in table.splitlines())
    return [code for row in rows if row for code in re.findall(r"`([^`]+)`", row[1])]


def public(thing: type) -> set[str]:
    return {name for name in vars(thing) if not name.startswith("_")}


def test_options() -> None:
    options = {option for action in parser()._actions for option in action.option_strings}
    assert set(first_cells("option")) == options - {"-h", "--help"}


def test_controls() -> None:
    named = {re.sub(r"\(.*", "", cell) for cell in first_cells("control")}
    assert named | {"faults", "clear_faults"} == public(TasksControl)


def test_faults() -> None:
    assert set(first_cells("fault")) == {*DELIVERY_KINDS, *CALL_KINDS}


def test_fixtures() -> None:
    named = set(re.findall(r"`(tasks_\w+)`", README))
    assert named == {name for name in vars(plugin) if name.startswith("tasks_") and name != "tasks_v2"}


def test_the_comparison_is_of_the_rules_there_are() -> None:
    kept = [rule for rule in rules() if not rule.gap]
    assert f"documents as {len(rules())} rules" in README
    rows = dict(re.findall(r"^\| ([\w ,]+?) \| (\d+ of \d+) \|", README, re.MULTILINE))
    assert rows.pop("All") == f"{len(kept)} of {len(rules())}"
    assert rows == {area: _count(area, kept) for area in {rule.area for rule in rules()}}


def _count(area: str, kept: list[Rule]) -> str:
    return f"{sum(rule.area == area for rule in kept)} of {sum(rule.area == area for rule in rules())}"

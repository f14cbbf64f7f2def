"""This emulator against the documented rules, through both transports of the official client; and the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from google.api_core.exceptions import MethodNotImplemented

from emulator.tasks.conformance.rules import Rule
from emulator.tasks.conformance.run import check, of_emulator, rules, run
from emulator.tasks.conformance.table import by_area, markdown
from emulator.tasks.process import RunningEmulator, running

KEPT = [rule for rule in rules() if not rule.gap]
# What workers are sent, and when, does not depend on how the client speaks.
AREAS_OF_CALLS = ("Queues", "Names", "Limits", "Reading", "Pause", "RunTask")
BOTH = [(rule, rest) for rule in KEPT for rest in (False, True) if not rest or rule.area.startswith(AREAS_OF_CALLS)]


def _name(given: object) -> str:
    return given.name if isinstance(given, Rule) else "rest" if given else "grpc"


@pytest.mark.parametrize(("rule", "rest"), BOTH, ids=_name)
def test_a_documented_rule_is_kept(tasks_emulator: RunningEmulator, rule: Rule, rest: bool) -> None:
    check(rule, of_emulator(tasks_emulator, tasks_emulator.rest_client() if rest else None))


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.gap], ids=_name)
def test_a_known_gap_is_one_still(tasks_emulator: RunningEmulator, rule: Rule) -> None:
    with pytest.raises(MethodNotImplemented if rule.area.startswith("Beyond") else AssertionError):
        check(rule, of_emulator(tasks_emulator))


def test_every_rule_is_a_sentence_and_says_where_it_was_read() -> None:
    assert len(rules()) > 100
    assert len({rule.name for rule in rules()}) == len(rules())
    for rule in rules():
        assert rule.sentence.endswith("."), rule.name
        assert rule.source.startswith("https://"), rule.name


def test_an_emulator_that_forgets_names_at_once_breaks_the_rules_about_them(tmp_path: Path) -> None:
    with running("--tombstone-seconds=0") as forgetful:
        results = list(run(of_emulator(forgetful), "Names"))
    broken = {result.rule.name for result in results if result.broken}
    assert broken == {"a_finished_name_stays_taken", "a_deleted_name_stays_taken"}
    plain = [result.plain() for result in results]
    assert str(by_area(plain)["All"]) == f"{len(results) - 2} of {len(results)}"
    (tmp_path / "results.json").write_text(json.dumps(plain))
    last = markdown({"forgetful": str(tmp_path / "results.json")}).splitlines()[-1]
    assert last == f"| All | {len(results) - 2} of {len(results)} |"

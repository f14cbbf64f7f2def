"""The run of `make accuracy orders`: what is printed, which bars are missed, and a small part against the bars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.accuracy.__main__ import _options
from tests.accuracy.documents import names
from tests.accuracy.orders import documents, report
from tests.accuracy.orders.reading import Outcome, outcome
from tests.accuracy.orders.score import Claim, Ratio, figures, missed, pooled
from tests.accuracy.reading import Task


def outcome_of(name: str, right: float, **fields: object) -> Outcome:
    ratios: dict[str, Ratio] = {"lines": (right, 10), "match": (10, 10), "totals": (1, 1)}
    return Outcome(Task(name), "order_generated", 10, ratios, **fields)  # type: ignore[arg-type]


def test_bars_are_those_of_a_set_and_each_order_has_figures(capsys: pytest.CaptureFixture[str]) -> None:
    flat, missed = report.conclude([outcome_of("order_a", 10), outcome_of("order_b", 9.5)])
    assert missed == []
    assert flat["order_generated_lines"] == 0.975
    assert (flat["order_a_lines"], flat["order_b_lines"]) == (1, 0.95)
    flat, missed = report.conclude([outcome_of("order_a", 9.6, mistakes=["lines: A-1: quantity '1' for '2'"])])
    assert missed == ["order_generated: lines is 0.9600, under 0.97"]
    assert "order_a@1 lines: A-1: quantity '1' for '2'" in capsys.readouterr().out


def test_mistakes_in_orders_that_are_held_out_are_counted_and_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    own = replace(outcome_of("order_a", 9, mistakes=["lines: A-1 is missing"]), set="order_holdout")
    assert report.conclude([own], show=True)[1] == ["order_holdout: lines is 0.9000, under 0.97"]
    printed = capsys.readouterr().out
    assert "A-1" not in printed
    assert "1 mistakes, which are not told" in printed


def test_an_order_that_could_not_be_read_misses_and_an_absent_one_does_not() -> None:
    gone = Outcome(Task("order_c"), "order_real", absent="no file c.pdf on this machine")
    assert report.conclude([outcome_of("order_a", 10), gone])[1] == []
    assert report.row(gone).split(maxsplit=1)[1] == "skipped: no file c.pdf on this machine"
    failed = outcome_of("order_b", 10, failed="it hung")
    assert report.conclude([failed])[1] == ["order_b: could not be read: it hung"]
    assert report.row(failed).endswith("could not be read: it hung")


def test_how_far_confidence_can_be_trusted() -> None:
    rows = [*report.reliability("matches", [Claim(0.96, True), Claim(1.0, False), Claim(0.2, False)])]
    assert [row.split() for row in rows[1:]] == [
        ["0.00", "to", "0.30", "1", "0.200", "0.000"],
        ["0.95", "to", "1.00", "2", "0.980", "0.500"],
    ]


def test_orders_are_named_apart_from_linesheets() -> None:
    everything = _options([])
    assert (everything.names, everything.orders) == (names(), documents.names())
    orders = _options(["orders", "--seed", "3"])
    assert (orders.names, orders.orders, orders.seeds) == ([], documents.names(), [3])
    one = _options(["order_book_rows", "book_rows"])
    assert (one.names, one.orders) == (["book_rows"], ["order_book_rows"])
    assert _options(["--seeds", "5", "6"]).orders == documents.generated()
    with pytest.raises(SystemExit):
        _options(["order_nothing"])


@pytest.mark.parametrize("name", documents.real())
def test_truths_of_real_orders_add_up(name: str) -> None:
    truth = documents.OrderTruth.read(documents.TRUTHS / f"{name.removeprefix(documents.PREFIX)}.json")
    lines = [line for line in truth.lines if not line.optional]
    assert lines
    assert truth.tables
    if truth.totals.total:
        totals = {round(sum(float(line.total or 0) for line in lines), 3)}
        assert float(truth.totals.total) in totals


QUICK = (
    "book_rows",
    "book_matrix",
    "book_form",
    "xls_erp",
    "csv_german",
    "tsv_sizes",
    "pdf_ruled",
    "pdf_wrong",
    "pdf_form",
)


def test_a_part_of_the_generated_orders_reaches_every_bar() -> None:
    outcomes = [outcome(Task(documents.PREFIX + name)) for name in QUICK]
    found = figures(pooled([each.ratios for each in outcomes]))
    assert missed("part", found) == []
    assert min(found["flags"], found["match_calibration"], found["column_calibration"]) > 0.95
    assert sum(each.lines for each in outcomes) > 100

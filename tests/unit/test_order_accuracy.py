"""The scorer of orders: a perfect result scores 1, and each kind of defect lowers the figure that is about it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.accuracy.orders.documents import names
from tests.accuracy.orders.score import BARS, figures, judge, missed, pooled
from tests.data.orders import HOLDOUT, LAYOUTS, build
from tests.data.orders.truth import OrderTruth, TrueColumn, TrueLine, TrueTable, TrueTotals

Result = tuple[list[dict[str, Any]], dict[str, Any]]


def true_line(number: int, **fields: Any) -> TrueLine:
    defaults: dict[str, Any] = {
        "codes": [f"A-{number:03}"],
        "name": f"Coat {number}",
        "color": "Navy",
        "sizes": {"S": "2", "M": "3"},
        "quantity": "5",
        "unit_cost": f"{number + 10}.50",
        "total": f"{5 * (number + 10) + 2}.50",
        "statuses": ["matched"],
        "product_id": f"p{number}",
    }
    return TrueLine(**(defaults | fields))


TABLE = TrueTable(
    columns=[
        TrueColumn(header="Style", roles=["style_number", "sku"], values=["A-000", "A-001"]),
        TrueColumn(header="S", roles=["size_quantity"], size="S"),
        TrueColumn(header="M", roles=["size_quantity"], size="M"),
        TrueColumn(header="Price", roles=["unit_cost"], values=["10.50", "11.50"]),
        TrueColumn(header="", roles=["total"], values=["52.50", "57.50"]),
        TrueColumn(header="Ship date", roles=["ignored"]),
    ]
)
LINES = [
    *(true_line(n) for n in range(8)),
    true_line(8, statuses=["suggested", "not_found"], product_id=None),
    true_line(9, statuses=["matched", "suggested"], codes=[], flags=["zero"], quantity="0", sizes={}, total="0.00"),
]
ORDER = OrderTruth(
    document="d",
    made="here",
    tables=[TABLE],
    lines=LINES,
    totals=TrueTotals(quantity="45", total="630.00"),
    statuses=["reconciled"],
    products=[{"product_id": f"p{n}", "style_number": f"A-{n:03}"} for n in range(10)],
)


def perfect(truth: OrderTruth) -> Result:
    """The result that says exactly what the truth says."""
    items = []
    for position, line in enumerate(truth.lines):
        status = line.statuses[0]
        candidates = [{"product_id": line.product_id, "confidence": 1.0}] if line.product_id else []
        items.append(
            {
                "position": position,
                "style_number": (line.codes or [None])[0],
                "name": line.name,
                "color": line.color,
                "sizes": {size: int(quantity) for size, quantity in (line.sizes or {}).items()},
                "quantity": line.quantity,
                "unit_cost": line.unit_cost,
                "total": line.total,
                "product_id": line.product_id if status == "matched" else None,
                "match": {"status": status, "method": "exact", "confidence": 1.0, "candidates": candidates},
                "flags": [{"code": f"{flag}_line", "message": ""} for flag in line.flags],
                "source": {"sheet": line.sheet, "row": line.row},
            }
        )
        if status == "suggested" and not line.product_id:
            items[-1]["match"] = {"status": "not_found", "confidence": 0.0}
    tables = [
        {
            "columns": [
                {
                    "column": k,
                    "header": column.header,
                    "role": column.roles[0],
                    "size": column.size,
                    "confidence": 1.0,
                    "samples": column.values,
                }
                for k, column in enumerate(table.columns)
            ]
        }
        for table in truth.tables
    ]
    order = {"status": truth.statuses[0], "totals": truth.totals.model_dump(), "tables": tables, "differences": []}
    return items, order


def test_a_perfect_result_scores_one_everywhere() -> None:
    judged = judge(ORDER, *perfect(ORDER))
    found = figures(judged.ratios)
    assert set(found.values()) == {1.0}
    assert {*BARS, "flags", "sums", "names", "colours", "sizes", "match_calibration", "column_calibration"} == set(
        found
    )
    assert judged.mistakes == missed("d", found) == []


@pytest.mark.parametrize("name", [*LAYOUTS, *HOLDOUT])
def test_each_generated_order_can_be_read_perfectly(name: str) -> None:
    truth = build(name)[1]
    judged = judge(truth, *perfect(truth))
    assert judged.mistakes == []
    assert set(figures(judged.ratios).values()) == {1.0}


def test_an_empty_result_misses_every_bar_but_that_of_wrong_matches() -> None:
    found = figures(judge(ORDER, [], {}).ratios)
    assert [found[name] for name in ("lines", "match", "totals", "not_wrong")] == [0, 0, 0, 1]
    assert found["columns"] == pytest.approx(1 / 6)  # what is to be ignored is
    assert len(missed("d", found)) == len(BARS) - 1


def _first(**fields: Any) -> Callable[[Result], None]:
    return lambda result: result[0][0].update(fields)


def _column(at: int, **fields: Any) -> Callable[[Result], None]:
    return lambda result: result[1]["tables"][0]["columns"][at].update(fields)


def _status(
    status: str, at: int = 0, product: str | None = None, candidate: str | None = None
) -> Callable[[Result], None]:
    candidates = [{"product_id": candidate, "confidence": 0.5}] if candidate else []
    match = {"status": status, "confidence": 0.5, "candidates": candidates}
    return lambda result: result[0][at].update(product_id=product, match=match)


DEFECTS: dict[str, tuple[Callable[[Result], None], str, float]] = {
    "a line left out": (lambda r: r[0].pop(3), "lines", 9 / 10),
    "a line left out is undecided": (lambda r: r[0].pop(3), "match", 9 / 10),
    "a line invented": (lambda r: r[0].append({"position": 99, "name": "Total", "quantity": 45}), "lines", 10 / 11),
    "a line twice": (lambda r: r[0].insert(1, copy.deepcopy(r[0][0])), "lines", 10 / 11),
    "a wrong style": (_first(style_number="A-0"), "lines", 9 / 10),
    "no style": (_first(style_number=None), "lines", 9 / 10),
    "a style where none is printed": (lambda r: r[0][9].update(style_number="Navy"), "lines", 9 / 10),
    "a wrong quantity": (_first(quantity=4), "lines", 9 / 10),
    "no quantity": (_first(quantity=None), "lines", 9 / 10),
    "a wrong unit cost": (_first(unit_cost="52.50"), "lines", 9 / 10),
    "a wrong product": (_status("matched", product="p1"), "match", 9 / 10),
    "a wrong product called matched": (_status("matched", product="p1"), "not_wrong", 9 / 10),
    "a match of what is no product": (_status("matched", at=8, product="p1"), "not_wrong", 9 / 10),
    "a suggestion for a match": (_status("suggested", candidate="p0"), "match", 9 / 10),
    "a suggestion of another": (_status("suggested", at=9, candidate="p1"), "match", 9 / 10),
    "not found": (_status("not_found"), "match", 9 / 10),
    "no match at all": (_first(match=None, product_id=None), "match", 9 / 10),
    "a wrong role": (_column(3, role="total"), "columns", 5 / 6),
    "a role for what is to be ignored": (_column(5, role="quantity"), "columns", 5 / 6),
    "another size": (_column(1, size="XS"), "columns", 5 / 6),
    "a column too many": (
        lambda r: r[1]["tables"][0]["columns"].append({"header": "", "role": "discount"}),
        "columns",
        6 / 7,
    ),
    "a column too few": (lambda r: r[1]["tables"][0]["columns"].pop(3), "columns", 5 / 6),
    "a difference that is none": (lambda r: r[1].update(status="differs"), "totals", 0),
    "no flag": (lambda r: r[0][9].update(flags=[]), "flags", 9 / 10),
    "a flag too many": (_first(flags=[{"code": "duplicate_line"}]), "flags", 9 / 10),
    "a total not read": (lambda r: r[1]["totals"].update(total=None), "sums", 1 / 2),
    "a wrong name": (_first(name="Skirt"), "names", 9 / 10),
    "a wrong colour": (_first(color="Rust"), "colours", 9 / 10),
    "a size of another": (_first(sizes={"S": 3, "M": 2}), "sizes", 9 / 10),
    "a doubt in what is right": (_status("matched", product="p0"), "match_calibration", 1 - 0.25 / 9),
    "sure of a wrong column": (_column(3, role="total"), "column_calibration", 4 / 5),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_lowers_its_own_figure(defect: str) -> None:
    spoil, figure, expected = DEFECTS[defect]
    result = perfect(ORDER)
    spoil(result)
    judged = judge(ORDER, *result)
    assert figures(judged.ratios)[figure] == pytest.approx(expected)
    assert judged.mistakes or figure.endswith("calibration")


def test_values_and_codes_may_be_written_otherwise() -> None:
    result = perfect(ORDER)
    result[0][0].update(style_number=" a-000", quantity=5.0, unit_cost="10.5", color="NAVY")
    result[0][1].update(style_number=None, sku="A-001")
    _status("matched", at=9, product="p9")(result)
    _status("suggested", at=8, candidate="p3")(result)
    result[0][9]["style_number"] = "A-009"  # that of the product it was found to be
    result[1]["tables"][0]["columns"].reverse()
    found = figures(judge(ORDER, *result).ratios)
    assert [found[name] for name in (*BARS, "colours")] == [1.0] * 6


def test_a_candidate_counts_among_the_first_three() -> None:
    for place, right in ((2, 1.0), (3, 0.9)):
        result = perfect(ORDER)
        others = [{"product_id": f"p{n}", "confidence": 0.3} for n in range(4)]
        others.insert(place, {"product_id": "p9", "confidence": 0.3})
        result[0][9].update(product_id=None, match={"status": "suggested", "candidates": others})
        assert figures(judge(ORDER, *result).ratios)["match"] == right


def test_a_price_that_is_not_printed_may_follow_from_the_total() -> None:
    truth = ORDER.model_copy(update={"lines": [true_line(n, unit_cost=None, total="50.00") for n in range(2)]})
    result = perfect(truth)
    result[0][0]["unit_cost"] = "10.00"
    assert figures(judge(truth, *result).ratios)["lines"] == 1
    result[0][0]["unit_cost"] = "50.00"
    assert figures(judge(truth, *result).ratios)["lines"] == 0.5


def test_what_may_be_a_line_or_not_counts_nowhere() -> None:
    truth = ORDER.model_copy(update={"lines": [*LINES[:2], true_line(7, optional=True)]})
    result = perfect(truth)
    assert judge(truth, *result).ratios["lines"] == (2, 2)
    result[0].pop()
    assert judge(truth, *result).ratios["lines"] == (2, 2)


def test_orders_are_judged_together() -> None:
    assert pooled([{"lines": (1, 2)}, {"lines": (3, 4), "flags": (1, 1)}]) == {"lines": (4, 6), "flags": (1, 1)}
    assert missed("set", {"lines": 0.9699, "not_wrong": 0.995, "match": 1}) == ["set: lines is 0.9699, under 0.97"]
    assert len({*names()}) == len(names())

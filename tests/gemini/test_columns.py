"""Columns of orders with Gemini chosen: it decides where words, values and arithmetic do not, and nothing else."""

from __future__ import annotations

import json

import pytest

from tests.gemini.standin import Asked, GeminiApi, Reply, failed, said
from tests.unit.orders import Read, read

# Two columns of whole numbers that no header, value or arithmetic tells apart, and three that are plain.
ORDER = "Style|Name|Zahl 1|Zahl 2|WS\nAB-100|Coat|12|20|10.00\nAB-101|Hat|3|11|12.50\nAB-102|Scarf|20|8|8.00"


def column(number: int, role: str, size: str | None = None) -> dict[str, object]:
    return {"column": number, "role": role, "size": size}


def roles(found: Read) -> list[str]:
    return found.roles()


def test_gemini_decides_what_is_open(api: GeminiApi, chosen: pytest.MonkeyPatch) -> None:
    def answer(asked: Asked) -> Reply:
        assert asked.kind == "ColumnRoles"
        assert '2: "Zahl 1" 12 | 3 | 20' in asked.text
        return said({"columns": [column(2, "ignored"), column(3, "quantity"), column(4, "unit_cost")]})

    api.otherwise = answer
    found = read(ORDER)
    assert roles(found) == ["style_number", "name", "ignored", "quantity", "unit_cost"]
    assert [line.quantity for line in found.lines] == ["20", "11", "8"]
    decided = found.tables[0].columns[3]
    assert decided.source == "gemini"
    assert decided.confidence < 1
    assert found.warnings == [] or found.warnings == ["columns_unsure"]


def test_gemini_does_not_overrule_what_is_plain(api: GeminiApi, chosen: pytest.MonkeyPatch) -> None:
    api.otherwise = lambda asked: said(
        {"columns": [column(0, "quantity"), column(2, "unit_cost"), column(3, "quantity"), column(4, "total")]}
    )
    found = read("Style|Name|Qty|Price|Total\nAB-1|Coat|5|10.00|50.00\nAB-2|Hat|3|20.00|60.00")
    assert roles(found) == ["style_number", "name", "quantity", "unit_cost", "total"]


@pytest.mark.parametrize(
    "answer",
    [
        {"columns": [column(99, "quantity"), column(-1, "total"), column(2, "president"), column(3, "")]},
        {"columns": [column(2, "size_quantity", "XXL"), column(3, "size_quantity")]},
        {"columns": []},
        {"columns": [column(2, "quantity" + "!" * 5000)]},
    ],
)
def test_what_cannot_be_true_is_left_out(api: GeminiApi, chosen: pytest.MonkeyPatch, answer: dict[str, object]) -> None:
    """No column that there is not, no role that there is not, no size that does not stand in the heading."""
    chosen.setenv("AI_PROVIDER", "gemini")
    api.otherwise = lambda asked: said(answer)
    found = read("Style|Name|Qty|Price|Total\nAB-1|Coat|5|10.00|50.00\nAB-2|Hat|3|20.00|60.00")
    assert roles(found) == ["style_number", "name", "quantity", "unit_cost", "total"]
    assert all(one.source != "gemini" for one in found.tables[0].columns)


@pytest.mark.parametrize(
    "reply",
    [said("no JSON"), failed(500), failed(403), said(json.dumps({"columns": "many"})), said("{}", finish="SAFETY")],
)
def test_without_an_answer_orders_are_read_all_the_same(
    api: GeminiApi, chosen: pytest.MonkeyPatch, reply: Reply
) -> None:
    api.otherwise = lambda asked: reply
    found = read("Style|Name|Qty|Price|Total\nAB-1|Coat|5|10.00|50.00\nAB-2|Hat|3|20.00|60.00")
    assert found.said("style_number", "quantity") == [("AB-1", "5"), ("AB-2", "3")]
    assert found.warnings == ["ai_unavailable"]

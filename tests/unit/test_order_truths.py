"""The generated orders are sound: what their truth says stands in their files, adds up, and is the same every time."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pymupdf
import pytest
import xlrd
from openpyxl import load_workbook

from tests.accuracy.orders.align import tight
from tests.data.orders import HOLDOUT, LAYOUTS, build
from tests.data.orders.truth import OrderTruth, TrueLine

EVERY = {**LAYOUTS, **HOLDOUT}
PRINTED = [name for name in EVERY if name not in ("pdf_scan", "photo")]
SEEDS = (1, 2)


@cache
def words(name: str, seed: int) -> str:
    """Everything that a file says, without spaces and marks."""
    file, _ = build(name, seed)
    if file.suffix == ".xlsx":
        rows = (row for sheet in load_workbook(file).worksheets for row in sheet.iter_rows(values_only=True))
        return " ".join(tight(cell) for row in rows for cell in row if cell is not None)
    if file.suffix == ".xls":
        sheets = xlrd.open_workbook(file).sheets()
        return " ".join(tight(cell) for sheet in sheets for row in sheet.get_rows() for cell in (c.value for c in row))
    if file.suffix == ".pdf":
        with pymupdf.open(file) as document:
            pages = [page.get_text() + " ".join(str(w.field_value) for w in page.widgets()) for page in document]
        return tight(" ".join(pages))
    content = file.read_bytes()
    encodings = {"csv_german": "cp1252", "csv_japan": "cp932", "tsv_sizes": "utf-16"}
    return tight(content.decode(encodings.get(name, "utf-8")))


def digits(value: str) -> str:
    """The digits of an amount as every form prints them: without zeros at the end."""
    whole, _, part = value.lstrip("-").partition(".")
    return whole + part.rstrip("0")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", PRINTED)
def test_every_line_stands_in_its_file(name: str, seed: int) -> None:
    truth = build(name, seed)[1]
    assert truth.lines
    assert truth.tables
    text = words(name, seed)
    for line in truth.lines:
        for code in line.codes[:1]:
            assert tight(code) in text
        for value in (line.quantity, line.unit_cost):
            assert value is None or digits(value) in text
        if line.name and not name.startswith("pdf"):  # names wrap there
            assert tight(line.name) in text
    printed = truth.totals.model_dump().values() if name not in ("book_rows", "book_matrix", "book_form") else ()
    assert all(digits(value) in text for value in printed if value)


def off(line: TrueLine) -> Decimal:
    """What a line's total is less than its quantity times its price, as a share of it."""
    full = Decimal(line.quantity or 0) * Decimal(line.unit_cost or 0)
    return 1 - Decimal(line.total or 0) / full if full and line.total else Decimal(0)


def worth(line: TrueLine) -> Decimal:
    """A line's total, or what it would be."""
    return Decimal(line.total) if line.total else Decimal(line.quantity or 0) * Decimal(line.unit_cost or 0)


@pytest.mark.parametrize("name", EVERY)
def test_lines_add_up_to_what_the_order_prints_unless_they_are_not_to(name: str) -> None:
    truth = build(name)[1]
    assert all(0 <= off(line) <= Decimal("0.17") for line in truth.lines)
    net, sums = sum(map(worth, truth.lines)), truth.totals
    less = net - Decimal(sums.discount or 0) + Decimal(sums.tax or 0) + Decimal(sums.shipping or 0)
    quantity = sum(Decimal(line.quantity or 0) for line in truth.lines)
    agree = [Decimal(sums.total) == less] if sums.total else []
    agree += [Decimal(sums.quantity) == quantity] if sums.quantity else []
    assert truth.statuses == (["differs"] if False in agree else ["reconciled"] if agree else truth.statuses)
    for line in truth.lines:
        assert line.sizes is None or sum(map(int, line.sizes.values())) == Decimal(line.quantity or 0)


def test_the_set_holds_what_orders_do() -> None:
    truths = [build(name, seed)[1] for name in LAYOUTS for seed in SEEDS]
    kinds = {line.kind for truth in truths for line in truth.lines}
    assert {"exact", "near", "absent", "no code", "no code, mistyped"} <= kinds
    spelled = {kind for kind in kinds if kind.startswith("spelled: ")}
    assert len(spelled) >= 6
    flags = {flag for truth in truths for line in truth.lines for flag in line.flags}
    assert {"duplicate", "zero", "negative", "currency"} <= flags
    assert {status for truth in truths for status in truth.statuses} >= {"reconciled", "differs", "no_totals"}
    assert {LAYOUTS[name].ending for name in LAYOUTS} == {"xlsx", "xls", "csv", "tsv", "pdf"}
    assert len(LAYOUTS) >= 2 * len(HOLDOUT) > 16


def codes(truth: OrderTruth) -> set[str]:
    return {re.sub(r"[\W_]", "", str(p["style_number"])).casefold().lstrip("0") for p in truth.products}


@pytest.mark.parametrize("name", EVERY)
def test_a_line_that_is_no_product_has_no_code_of_one(name: str) -> None:
    truth = build(name)[1]
    own = {product["product_id"]: product for product in truth.products}
    assert len(own) == len(truth.products)
    for line in truth.lines:
        bare = {re.sub(r"[\W_]", "", code).casefold().lstrip("0") for code in line.codes}
        assert bool(bare & codes(truth)) == (line.product_id is not None and bool(line.codes))
        assert line.product_id is None or line.product_id in own


@pytest.mark.parametrize("name", ["book_matrix", "xls_erp", "csv_pipe", "pdf_open", "pdf_rtl", "photo"])
def test_a_seed_makes_the_same_order_again(name: str, tmp_path: Path) -> None:
    made = EVERY[name]
    files = [tmp_path / f"{k}.{made.ending}" for k in range(3)]
    truths = [
        made.make(name, file, seed, random.Random(f"{name}-{seed}"))
        for file, seed in zip(files, (1, 1, 2), strict=True)
    ]
    assert files[0].read_bytes() == files[1].read_bytes() != files[2].read_bytes()
    assert truths[0] == truths[1]
    assert truths[0].lines != truths[2].lines

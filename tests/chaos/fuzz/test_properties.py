"""Whatever people upload or type into a cell: its readers never raise, take long, or make up what is not there."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.collections.orders.amounts import decimal_of, plain
from shared.collections.orders.keys import key_of, number_meant, whole_number
from shared.collections.orders.looks import look_at
from shared.collections.orders.models import Grid, GridCell, GridRow
from shared.collections.orders.packed import packed_sizes
from shared.collections.orders.printed import printed_number
from shared.collections.orders.summing import summary_of
from shared.collections.orders.totals import inline
from shared.engine.errors import PhaseError
from shared.reading.codes import is_ean, is_weight, shape_of
from shared.reading.documents import inspect_document
from shared.reading.errors import ReadingError
from shared.reading.money import amount_of, find_prices, plain_digits
from shared.reading.sheet_csv import decoded, delimiter_of
from shared.reading.sheet_numbers import BUILT_IN, EPOCH_1900, shown, shown_text, stored
from shared.reading.size_order import in_order
from shared.reading.sizes import ends_of, expanded, split_sizes
from shared.reading.sniff import Kind, content_type_of, kind_of
from tests.chaos.fuzz.reading import CODES
from tests.unit.orders import Read, read

FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
HEADS = (
    *(b"%PDF-1.7\n", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"),
    *(b"GIF89a", b"II*\0", b"MM\0*", b"RIFF\0\0\0\0WEBP", b"BM", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"sep=;\n"),
    *(b"<?xml", b""),
)  # fmt: skip
uploads = st.tuples(st.sampled_from(HEADS), st.binary(max_size=600)).map(b"".join)
# What stands in cells: figures of any script and signs far more often than chance would have them.
figures = st.text(st.sampled_from("0123456789.,'’ -–+/()%$€£¥xX×eE٣۴५SMLX½²"), max_size=24)
cells = (
    figures | st.text(max_size=20) | st.sampled_from(["Style", "Qty", "Price", "Total", "M", "XL", "38", "Ø", "Summe"])
)

READERS: dict[str, Callable[[str], object]] = {
    "find_prices": lambda text: find_prices(text, bare=True),
    "plain_digits": plain_digits,
    "decimal_of": decimal_of,
    "printed_number": printed_number,
    "number_meant": number_meant,
    "whole_number": whole_number,
    "key_of": key_of,
    "packed_sizes": packed_sizes,
    "sizes": lambda text: expanded(split_sizes(text), evens=True),
    "ends_of": ends_of,
    "in_order": lambda text: in_order([text, "M", "38"]),
    "summary_of": summary_of,
    "inline": inline,
    "look_at": lambda text: look_at([(text, None), (text, text)]),
    "is_ean": is_ean,
    "is_weight": is_weight,
    "shape_of": shape_of,
    "delimiter_of": delimiter_of,
    "format": lambda text: (shown(1234.5, text), shown(-1e300, text), stored(0.1, text), shown_text("x", text)),
    "format_of_text": lambda text: shown_text(text, "@"),
}
PIECES = (
    *(
        "1",
        "9",
        "1 ",
        "1,",
        "1.",
        "1'",
        "-",
        "(",
        "%",
        "$",
        "€ 1",
        "1/",
        "S-",
        "S/M ",
        "1 x ",
        "x1",
        "2x",
        "E",
        "1E",
        " ",
    ),
    *(
        "٣",
        "½",
        "#,##0",
        "[h]",
        '"',
        "\\",
        "yyyy-",
        ";",
        "\n",
        "a,b\n",
        "Total ",
        "Total: 1 ",
        "VAT 9% ",
        "M:1 ",
        "\u2009",
    ),
)


@FEW
@given(uploads)
def test_any_upload_has_a_kind_and_is_counted_or_refused_with_a_known_code(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)
    kind = kind_of(path)
    assert kind in get_args(Kind)
    assert (kind == "empty") == (not content)
    if kind not in ("empty", "unknown"):
        assert "/" in content_type_of(path, kind)
    assert inspected(path) in ("read", *CODES)


def inspected(path: Path) -> str:
    """The code of what is said of an upload."""
    try:
        return "read" if inspect_document(path) else "without pages"
    except ReadingError as error:
        return error.code if error.message.endswith(".") else error.message


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_text_or_none(content: bytes, cut: bool) -> None:
    text = decoded(content, cut)
    assert text is None or "\0" not in text


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(text=cells)
def test_any_cell_can_be_read(name: str, text: str) -> None:
    READERS[name](text)


@pytest.mark.parametrize("name", READERS)
def test_what_is_long_is_read_at_once(name: str) -> None:
    """10,000 characters of the same over and over, with and without an end that spoils the match."""
    for piece in PIECES:
        for end in ("", "!"):
            text = (piece * 10_000)[:10_000] + end
            began = time.process_time()
            READERS[name](text)
            assert time.process_time() - began < 3, (piece, end)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_read_back_as_it_was_written(amount: Decimal) -> None:
    assert decimal_of(plain(amount)) == amount
    assert Decimal(amount_of(f"{amount:,.2f}", decimal=".")) == amount
    number = printed_number(f"€ {amount:.2f}")
    assert number is not None
    assert number.value == amount


@given(st.decimals(allow_nan=True, allow_infinity=True) | st.none() | st.booleans() | st.text(max_size=9))
def test_only_a_finite_number_of_a_sane_size_is_one(value: object) -> None:
    found = decimal_of(value)
    assert found is None or (found.is_finite() and abs(found) < 10**15)


@given(st.datetimes(EPOCH_1900 + timedelta(days=61), datetime(9999, 12, 31)).map(lambda d: d.replace(microsecond=0)))
def test_a_date_is_shown_as_it_was_stored(when: datetime) -> None:
    serial = (when - EPOCH_1900) / timedelta(days=1)
    assert shown(float(int(serial)), "yyyy-mm-dd") == f"{when:%Y}".zfill(4) + f"{when:-%m-%d}"
    assert stored(serial, "yyyy-mm-dd") is None


@given(st.floats() | st.integers(-(10**30), 10**30), st.sampled_from([*BUILT_IN.values(), "0.00;[Red]-0", '"x"@;;;'])
       | st.text(st.sampled_from('#0?.,;"@[]hmsyd$%eE+-_*\\ AP/'), max_size=16))  # fmt: skip
def test_any_number_can_be_shown_in_any_format(value: float, form: str) -> None:
    assert isinstance(shown(value, form), str)
    exact = stored(value, form)
    assert exact is None or Decimal(exact) == Decimal(f"{value:.15g}")


def grid_of(texts: list[list[str]]) -> Grid:
    """A sheet with these texts; empty ones are no cells."""
    rows = [
        GridRow(
            row=n + 1,
            page=1,
            cells=[
                GridCell(
                    column=c, text=text, columns=1, rows=1, bbox=(40.0 * c, 12.0 * n, 40.0 * c + 38, 12.0 * n + 10)
                )
                for c, text in enumerate(row)
                if text.strip()
            ],
        )
        for n, row in enumerate(texts)
    ]
    return Grid(document_id="d", number=1, kind="sheet", columns=8, rows=rows, sheet="Order")


HEADED = [
    ["Style", "Name", "S", "M", "Qty", "Price", "Total", "EAN"],
    ["A-1", "Coat", "1", "2", "3", "10.00", "30.00", ""],
]


@settings(FEW, max_examples=120)
@given(st.booleans(), st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=12))
def test_any_grid_is_an_order_or_is_refused_with_a_code(headed: bool, texts: list[list[str]]) -> None:
    found = ordered([*(HEADED if headed else []), *texts])
    if isinstance(found, str):
        assert found in ("no_order_table", "no_order_lines", "no_quantity_column", "order_is_linesheet")
        return
    assert found.lines
    for line in found.lines:
        for amount in (line.quantity, line.unit_cost, line.total):
            assert amount is None or Decimal(amount).is_finite()


def ordered(texts: list[list[str]]) -> Read | str:
    """What steps 3 and 4 make of a grid, or the code of what is wrong with it."""
    try:
        return read(grid_of(texts))
    except PhaseError as error:
        return "retryable" if error.retryable else error.code

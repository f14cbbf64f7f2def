"""Step 4: the totals that an order prints."""

from __future__ import annotations

from tests.unit.orders import HEAD, grid_of, read


def test_totals_outside_of_the_table() -> None:
    found = read(
        grid_of(f"{HEAD}\nAB1|Coat|5|10.00|50.00", kind="table"),
        grid_of(
            "Subtotal:|50.00\nDiscount 10%:|-5.00\nFreight|7.00\nVAT (20%)|10.40\nTotal due|62.40\nVAT no|123456789",
            kind="form",
            number=2,
        ),
        grid_of("Terms: Net 30 days\nTotal units: 5", kind="text", number=3),
    )
    totals = found.totals[0].model_dump(exclude={"document_id", "currency"})
    assert totals == {
        "quantity": "5",
        "subtotal": "50.00",
        "discount": "-5.00",
        "tax": "10.40",
        "shipping": "7.00",
        "total": "62.40",
    }


def test_totals_beside_each_other_with_amounts_below() -> None:
    found = read(f"{HEAD}\nAB1|Coat|5|10.00|50.00\n\n||Subtotal|Tax|Total\n||50.00|10.00|60.00")
    assert [line.style_number for line in found.lines] == ["AB1"]
    totals = found.totals[0]
    assert (totals.subtotal, totals.tax, totals.total) == ("50.00", "10.00", "60.00")


def test_what_stands_above_the_table_is_no_charge() -> None:
    found = read(f"VAT|123456789\nShipping|2026\nTotal:|60.00\n\n{HEAD}\nAB1|Coat|5|10.00|50.00")
    totals = found.totals[0]
    assert (totals.tax, totals.shipping, totals.total) == (None, None, "60.00")


def test_printed_totals_are_not_mended() -> None:
    found = read(f"{HEAD}\nAB1|Coat|5|10.00|50.00\nTotal||6||55.00")
    assert (found.totals[0].quantity, found.totals[0].total) == ("6", "55.00")


def test_taxes_that_are_printed_apart_are_added() -> None:
    found = read(
        f"{HEAD}\nAB1|Kurta|10|450.00|4,500.00\n|Sub Total|||4,500.00\n|CGST 2.5%|||112.50\n|SGST 2.5%|||112.50\n"
        "|Grand Total|||4,725.00"
    )
    totals = found.totals[0]
    assert (totals.subtotal, totals.tax, totals.total) == ("4500.00", "225.00", "4725.00")


def test_a_total_s_label_over_two_cells() -> None:
    found = read(f"{HEAD}\nAB1|Coat|5|10.00|50.00\n||Quantidade|total|5\n||Total|geral|50.00")
    assert (found.totals[0].quantity, found.totals[0].total) == ("5", "50.00")


def test_totals_above_the_table() -> None:
    found = read(f"Nettobetrag|$50.00\nMwSt.|$4.00\nGesamtsumme|$54.00\n\n{HEAD}\nAB1|Coat|5|10.00|50.00")
    totals = found.totals[0]
    assert (totals.subtotal, totals.tax, totals.total) == ("50.00", "4.00", "54.00")

"""The run of `make accuracy`: documents in processes of their own, bars of documents and sets, calibration, looks."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.accuracy import reading, report
from tests.accuracy.__main__ import _options
from tests.accuracy.calibration import Bin, Claim, binned, one_minus_brier, reliability
from tests.accuracy.documents import find, generated, names, real, real_file
from tests.accuracy.looks import alike, look
from tests.accuracy.reading import Outcome, Task, alone, read_all
from tests.data.layouts import HOLDOUT

QUICK = "mono_blocks"


def test_documents_are_read_side_by_side_and_judged() -> None:
    outcomes = {o.task.name: o for o in read_all([Task(QUICK), Task("zigzag")], at_once=2)}
    assert set(outcomes) == {QUICK, "zigzag"}
    for outcome in outcomes.values():
        assert outcome.failed is outcome.absent is None
        assert outcome.set == "generated"
        assert outcome.ratios["product_recall"][1] == outcome.products > 0
        assert sum(b.count for b in outcome.bins) == outcome.ratios["calibration"][1] > outcome.products


def hang(*_: Any) -> None:
    time.sleep(60)


def crash(*_: Any) -> None:
    os.abort()


@pytest.mark.parametrize(("fault", "why"), [(hang, "still reading after 1 s"), (crash, "died with status -6")])
def test_a_hang_or_a_crash_costs_its_document_alone(fault: Any, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_child", fault)
    outcome = alone(Task(QUICK), longest=1)
    assert why in (outcome.failed or "")
    assert outcome.ratios["product_recall"] == (0, outcome.products)
    assert outcome.products > 0


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(RuntimeError, match=r"broken\.pdf: "):
        reading.read(broken, tmp_path / "out")


def outcome_of(name: str, found: int, true: int, **fields: Any) -> Outcome:
    ratios = {"product_recall": (found, true), "product_precision": (found, found), "names": (found, found)}
    return Outcome(Task(name), products=true, ratios=ratios, **fields)


def test_a_missed_bar_of_a_set_or_of_a_document_is_an_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "accuracy.json"
    good = [outcome_of("a", 100, 100), outcome_of("b", 9, 10)]
    assert report.conclude(good, file) == 0
    assert json.loads(file.read_text()) == {
        "generated_product_recall": 0.9909,
        "generated_product_precision": 1,
        "generated_names": 1,
        "a_product_recall": 1,
        "a_product_precision": 1,
        "a_names": 1,
        "b_product_recall": 0.9,
        "b_product_precision": 1,
        "b_names": 1,
        "missed": 0,
    }
    assert report.conclude([*good, outcome_of("c", 10, 20, set="real")], file) == 1
    assert "real: product_recall is 0.500, under 0.97" in capsys.readouterr().out
    assert report.conclude([outcome_of("a", 100, 100, misses=["a: pictures is 0.900, under 0.95"])], file) == 1
    assert report.conclude([outcome_of("a", 100, 100, failed="it hung")], file) == 1
    assert json.loads(file.read_text())["missed"] == 1


def test_scans_are_a_set_of_their_own_with_one_bar(tmp_path: Path) -> None:
    file = tmp_path / "accuracy.json"
    scan = outcome_of("s", 9, 10, set="scans")
    assert report.conclude([outcome_of("a", 100, 100), scan], file) == 0
    assert json.loads(file.read_text())["scans_product_recall"] == 0.9
    assert report.conclude([outcome_of("a", 100, 100), outcome_of("s", 8, 10, set="scans")], file) == 1


def test_informational_and_absent_documents_count_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "accuracy.json"
    bad = outcome_of("b", 1, 10, informational=True)
    gone = Outcome(Task("c"), set="real", absent="no file c.pdf on this machine")
    assert report.conclude([outcome_of("a", 100, 100), bad, gone], file) == 0
    assert json.loads(file.read_text())["generated_product_recall"] == 1
    assert report.row(gone).split(maxsplit=1)[1] == "skipped: no file c.pdf on this machine"


def test_one_document_of_several_seeds_is_one_row_of_figures(tmp_path: Path) -> None:
    file = tmp_path / "accuracy.json"
    first, second = outcome_of("a", 100, 100), Outcome(Task("a", 2), products=100, ratios={"product_recall": (98, 100)})
    assert report.conclude([first, second], file) == 0
    assert json.loads(file.read_text())["a_product_recall"] == json.loads(file.read_text())["generated_product_recall"]
    assert json.loads(file.read_text())["a_product_recall"] == 0.99


def test_names_stand_for_documents_and_groups_and_seeds_for_the_generated() -> None:
    assert _options([]).names == names()
    assert _options(["holdout", QUICK]).names == [*HOLDOUT]
    several = _options(["--holdout-seeds", "5", "6"])
    assert (several.names, several.seeds) == (generated(), [5, 6])
    assert _options(["real", "--seeds", "5"]).names == real()
    with pytest.raises(SystemExit):
        _options(["no_such_document"])


def test_a_real_document_is_found_whatever_its_ending() -> None:
    document = find("nishman_grid")
    assert document.set == "real"
    assert document.file == real_file("nishman_grid")
    assert (document.truth is not None) == document.file.exists()


# calibration


def claim(confidence: float, right: bool) -> Claim:
    return Claim("name", confidence, right, {}, None)


def test_brier_is_the_mean_square_of_doubt() -> None:
    assert one_minus_brier([claim(0.9, True), claim(0.9, False)]) == pytest.approx(0.99 + 0.19)
    assert one_minus_brier([claim(1.0, True), claim(0.0, False)]) == 2


def test_confidence_is_binned_and_shown_beside_what_was_right() -> None:
    bins = binned([claim(0.96, True), claim(0.98, False), claim(1.0, True), claim(0.1, False)])
    assert [b.count for b in bins] == [1, 0, 0, 0, 0, 0, 3]
    assert bins[-1] == Bin(3, pytest.approx(2.94), 2)
    assert [line.split() for line in reliability(bins)][1:] == [
        ["0.00", "to", "0.30", "1", "0.100", "0.000"],
        ["0.95", "to", "1.00", "3", "0.980", "0.667"],
    ]


# looks


def drawn(shift: int) -> Image.Image:
    image = Image.new("RGB", (300, 200), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((40 + shift, 30, 160 + shift, 170), fill=(40, 90, 60))
    draw.rectangle((150 - shift, 20 + shift, 200, 180), fill=(200, 60, 50))
    return image


def test_a_picture_looks_the_same_in_another_size_and_format(tmp_path: Path) -> None:
    drawn(0).resize((150, 100)).save(tmp_path / "small.jpg", quality=70)
    drawn(0).convert("RGBA").save(tmp_path / "clear.png")
    assert alike(look(drawn(0)), look(tmp_path / "small.jpg"))
    assert alike(look(drawn(0)), look(tmp_path / "clear.png"))
    assert not alike(look(drawn(0)), look(drawn(60)))

"""What the README names exists, and what exists is named there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from functions.routes import all_routes
from functions.services import Services
from shared.cloud.config import AiSettings, Settings
from shared.registry import PIPELINES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> list[str]:
    """The code in the first column of a section's tables."""
    rows = (re.match(r"\| (.+?) \|", line) for line in text.splitlines())
    return [code for row in rows if row for code in re.findall(r"`([^`]+)`", row[1])]


def test_commands() -> None:
    named = set(re.findall(r"`make (\w+)`", README))
    targets = set(re.findall(r"^(\w+):.*## ", MAKEFILE, re.MULTILINE))
    assert named <= targets
    assert targets - {"help", "format", "clean"} <= named


def test_settings() -> None:
    internal = {"K_SERVICE"}
    fields = {**Settings.model_fields, **AiSettings.model_fields}
    assert set(first_cells(section("Settings"))) == {name.upper() for name in fields} - internal


def test_endpoints() -> None:
    settings = Settings(
        google_cloud_project="p", storage_bucket="b", tasks_service_account="a@b.c", worker_url="http://127.0.0.1:1"
    )
    routes = {f"{route.method} {route.path}" for route in all_routes(Services(settings, PIPELINES))}
    assert set(first_cells(section("HTTP API"))) == routes


def test_phases() -> None:
    named = re.findall(r"^\| \d\. (.+?) \|", README, re.MULTILINE)
    assert named == [phase.name for pipeline in PIPELINES.values() for phase in pipeline.phases]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_each_direct_dependency_is_pinned_and_explained(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert all(re.fullmatch(r"[\w.\[\]-]+==[\w.]+", line) for line in wanted), wanted
    named = {code.lower() for code in first_cells(section("Dependencies"))}
    assert {re.split(r"[\[=]", line)[0].lower() for line in wanted} <= named


def test_layout() -> None:
    for path in re.findall(r"^([\w./]+)  ", section("Layout"), re.MULTILINE):
        assert (ROOT / path).exists(), path

"""Imports point one way: functions → registry → systems → engine, reading, ai → cloud."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SYSTEMS = ("shared.collections", "shared.lab", "shared.prompts", "shared.crops", "shared.encounters")
OURS = ("functions", "shared", "emulator", "tests", "main")

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "shared.cloud": ("shared.cloud",),
    "shared.reading": ("shared.reading",),
    "shared.ai": ("shared.ai", "shared.cloud"),
    "shared.engine": ("shared.engine", "shared.cloud"),
    "shared.notices": ("shared.notices", "shared.engine", "shared.cloud"),
    **{
        system: (system, "shared.notices", "shared.engine", "shared.reading", "shared.ai", "shared.cloud")
        for system in SYSTEMS
    },
    "shared.registry": (*SYSTEMS, "shared.notices", "shared.engine"),
    "functions": ("functions", "shared"),
    "main": ("functions", "shared"),
    "emulator.tasks": ("emulator.tasks",),
    "emulator": ("emulator", "shared.cloud.config"),
}


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, by its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports by full name are easier to follow"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(module: str, imported: Iterator[str]) -> list[str]:
    package = max((p for p in MAY_IMPORT if within(module, p)), key=len)
    ours = [name for name in imported if name.split(".")[0] in OURS]
    return [name for name in ours if not any(within(name, allowed) for allowed in MAY_IMPORT[package])]


def sources() -> list[Path]:
    folders = [p for name in ("functions", "shared", "emulator") for p in (ROOT / name).rglob("*.py")]
    return [p for p in [ROOT / "main.py", *folders] if "node_modules" not in p.parts and p.name != "__init__.py"]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    assert faults(module, imports(path)) == []


def test_a_wrong_direction_is_noticed() -> None:
    assert faults("shared.engine.store", iter(["shared.collections.models.LinesheetJob"]))
    assert faults("shared.reading.pdf", iter(["shared.engine.run.Run"]))
    assert faults("emulator.tasks.queue", iter(["emulator.ports.free"]))
    assert faults("shared.lab.models", iter(["shared.collections.models.LinesheetJob"]))
    assert not faults("shared.collections.pipeline", iter(["shared.engine.pipeline.Pipeline", "numpy"]))

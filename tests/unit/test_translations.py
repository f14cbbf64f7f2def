"""What the page translates of the server's sentences is still what the server says."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS: dict[str, dict[str, str]] = json.loads((ROOT / "web/src/i18n/de/server.json").read_text("utf-8"))
LEAST = 3  # letters that a sentence of the source must have beside its values


@lru_cache
def said() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text of the server's source: those without values, and patterns of those with."""
    plain: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for file in sorted([*ROOT.glob("functions/**/*.py"), *ROOT.glob("shared/**/*.py")]):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
                if re.search(r"\{\w*\}", node.value):  # filled in by `format`
                    patterns.extend(_pattern(re.split(r"\{\w*\}", node.value)))
            elif isinstance(node, ast.JoinedStr):
                patterns.extend(_pattern(_around(node)))
    return plain, patterns


def _around(text: ast.JoinedStr) -> list[str]:
    """What stands before, between and after the values of an f-string."""
    parts = [""]
    for piece in text.values:
        if isinstance(piece, ast.Constant):
            parts[-1] += str(piece.value)
        else:
            parts.append("")
    return [one for part in parts for one in part.split("{}")]  # `format` fills these in


def _pattern(parts: list[str]) -> Iterator[re.Pattern[str]]:
    if sum(c.isalpha() for part in parts for c in part) >= LEAST or "“" in parts[0]:
        yield re.compile(".+".join(re.escape(part) for part in parts), re.DOTALL)


@pytest.mark.parametrize("english", [*TEXTS["sentences"], *TEXTS["parts"]])
def test_the_server_still_says_so(english: str) -> None:
    plain, patterns = said()
    assert english in plain or any(pattern.fullmatch(english) for pattern in patterns), "correct it in server.json"

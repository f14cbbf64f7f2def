"""Which browser the tests drive, and what is said where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.chromium import NoBrowser, ensure_chromium, find_chromium


def program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_the_first_that_starts_is_taken_and_a_named_one_before_it(tmp_path: Path) -> None:
    environ = {"PATH": str(tmp_path)}
    last = program(tmp_path / "google-chrome", "exit 0")
    assert find_chromium(environ) == last
    program(tmp_path / "chromium-browser", "echo 'install the snap'; exit 1")
    assert find_chromium(environ) == last, "a program that only says what to install is none"
    first = program(tmp_path / "chromium", "exit 0")
    assert find_chromium(environ) == first
    assert find_chromium({**environ, "CHROMIUM": str(last)}) == last


def test_where_there_is_none_it_says_what_to_install(tmp_path: Path) -> None:
    for find in (find_chromium, ensure_chromium):
        with pytest.raises(NoBrowser, match=r"there is none: install Chromium .*apt-get install chromium"):
            find({"PATH": str(tmp_path)})


def test_a_named_one_that_does_not_start_is_not_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 0")
    for find in (find_chromium, ensure_chromium):
        with pytest.raises(NoBrowser, match="CHROMIUM is set to nowhere"):
            find({"PATH": str(tmp_path), "CHROMIUM": "nowhere"})


@pytest.mark.parametrize("root", [True, False])
def test_root_has_debians_package_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    calls = tmp_path / "calls"
    browser = tmp_path / "chromium"
    made = f"printf '#!/bin/sh\\n' > {browser}; /bin/chmod +x {browser}"
    program(tmp_path / "apt-get", f'echo "$1" >> {calls}; [ "$1" = install ] && {{ {made}; }}; exit 0')
    environ = {"PATH": str(tmp_path)}
    if root:
        assert ensure_chromium(environ) == browser
        assert calls.read_text().split() == ["update", "install"]
    else:
        with pytest.raises(NoBrowser):
            ensure_chromium(environ)
        assert not calls.exists()

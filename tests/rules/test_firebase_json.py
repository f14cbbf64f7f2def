"""firebase.json names files that exist, rules that deny browsers Storage, and the ports of the local stack."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from emulator.config import ROOT, Ports

FIREBASE: dict[str, Any] = json.loads((ROOT / "firebase.json").read_text())


def test_named_files_exist() -> None:
    for name in (FIREBASE["firestore"]["rules"], FIREBASE["firestore"]["indexes"], FIREBASE["storage"]["rules"]):
        assert (ROOT / name).is_file(), name


def test_ports_are_those_of_the_local_stack() -> None:
    ours = asdict(Ports.of_the_suite({}))
    suite = {
        name: part["port"] for name, part in FIREBASE["emulators"].items() if isinstance(part, dict) and "port" in part
    }
    assert {name: ours[name] for name in ("firestore", "auth", "storage", "tasks")} == {
        name: suite[name] for name in ("firestore", "auth", "storage", "tasks")
    }
    assert ours["api"] == suite["functions"]


def test_storage_rules_allow_nobody_anything() -> None:
    rules = (ROOT / "storage.rules").read_text()
    allowed = re.findall(r"allow[^;]*;", rules)
    assert allowed == ["allow read, write: if false;"]
    assert "match /{path=**}" in rules

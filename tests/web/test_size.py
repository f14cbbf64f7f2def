"""How much JavaScript a person waits for, of the page as it was built: the budget of web/."""

from __future__ import annotations

import json

import pytest

from emulator.page import BUILT
from tests.web.sizes import sizes

# Firebase Hosting serves brotli; gzip is what a proxy on the way may make of it.
BUDGET_KB = {"entry_brotli_kb": 150, "entry_gzip_kb": 150, "collection_brotli_kb": 320}


def test_the_pages_code_keeps_its_budget(capsys: pytest.CaptureFixture[str]) -> None:
    if not BUILT.is_file():
        pytest.fail("The web page is not built: run `npm run build` in web/.", pytrace=False)
    found = sizes()
    with capsys.disabled():
        print(f"[{json.dumps(found)}]", end="", flush=True)
    over = {name: found[name] for name, most in BUDGET_KB.items() if found[name] >= most}
    assert not over, f"more than {BUDGET_KB}: what can be fetched later?"

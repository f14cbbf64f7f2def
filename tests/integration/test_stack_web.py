"""The stack serves the web page, which finds the API and the emulators and may call them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from emulator import page, web
from emulator.config import SERVERS, Ports, StackConfig
from emulator.errors import PartFailed, StackError
from emulator.ports import bind, listens
from emulator.stack import Stack
from tests.integration.stack_tools import SOURCES, alone, descendants, wait_until

WEB = frozenset({"web"})
ONLY_WEB = StackConfig(parts=WEB, environ=alone())
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module", params=["dev", "built"])
def served(request: pytest.FixtureRequest, emulators: Stack) -> Iterator[Stack]:
    """The page in front of an API that says what it was asked."""
    with emulators.functions(
        WEB | {"api"}, web=request.param, source=SOURCES / "main.py", demo_email="ana@example.com"
    ):
        yield emulators


def test_the_page_is_served_at_every_address_of_it(served: Stack) -> None:
    for path in ("/", "/collections/some-id/products"):
        answer = requests.get(served.addresses.web + path, headers=HTML, timeout=10)
        assert answer.status_code == 200
        assert '<div id="root">' in answer.text
        assert ("/assets/" in answer.text) == (served.config.web == "built")


def test_the_page_is_told_where_everything_is(served: Stack) -> None:
    told = web.call("GET", f"{served.addresses.web}/__/firebase/init.json")
    assert told["projectId"] == served.config.project
    assert told["emulators"] == {"auth": served.addresses.auth, "firestore": served.addresses.firestore}
    assert told["demo"] == {"email": "ana@example.com", "password": "correct horse"}
    assert served.env["APP_URL"] == served.addresses.web


def test_the_api_is_behind_the_page(served: Stack) -> None:
    answer = web.call("GET", f"{served.addresses.web}/api/collections/x%20y")
    assert (answer["path"], answer["bucket"]) == ("/api/collections/x y", served.config.bucket)


def test_the_emulators_answer_the_pages_scripts(emulators: Stack) -> None:
    at = emulators.addresses
    urls = [
        f"http://{at.auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=local",
        f"http://{at.firestore}/google.firestore.v1.Firestore/Listen/channel?VER=8",
    ]
    for url in urls:
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
        answer = requests.options(url, headers={"Origin": at.web, **asked}, timeout=5)
        assert answer.ok
        assert answer.headers["Access-Control-Allow-Origin"] in (at.web, "*")


def test_the_page_ends_with_the_functions() -> None:
    with Stack(StackConfig(parts=frozenset(), environ=alone())) as stack:
        before = descendants(os.getpid())
        with stack.functions(WEB, web="built"):
            assert listens(stack.addresses.web)
        assert not listens(stack.addresses.web)
        assert descendants(os.getpid()) <= before


def test_a_page_that_dies_is_named(tmp_path: Path) -> None:
    with Stack(replace(ONLY_WEB, logs=tmp_path)) as stack:
        stack.check()
        node = next(pid for pid in descendants(os.getpid()) if _is_vite(pid, stack))
        os.kill(node, signal.SIGKILL)
        wait_until(lambda: not listens(stack.addresses.web), 5)
        with pytest.raises(PartFailed, match="web ended with signal SIGKILL"):
            stack.check()


def test_what_is_not_installed_or_built_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "BUILT", tmp_path / "index.html")
    with pytest.raises(StackError, match=r"page is not built.*run `make setup`, then `npm run build` in web/"):
        Stack(replace(ONLY_WEB, web="built")).start()
    monkeypatch.setattr(page, "VITE", tmp_path / "vite.js")
    with pytest.raises(StackError, match=r"page's Node packages are missing.*run `make setup`"):
        Stack(ONLY_WEB).start()


def test_its_port_is_used_or_named() -> None:
    with bind(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StackError, match=rf"Port {port}, on which web should listen, is taken.*WEB_PORT"):
            Stack(replace(ONLY_WEB, ports=Ports(web=port))).start()
    config = StackConfig.for_development({"WEB_PORT": str(port)})
    assert config.ports.web == port
    assert "web" in config.parts


def test_only_who_asks_for_the_page_needs_it() -> None:
    assert StackConfig().parts == SERVERS
    assert "web" not in SERVERS


def _is_vite(pid: int, stack: Stack) -> bool:
    environ = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"vite.js" in command and f"WEB_PORT={stack.addresses.ports['web']}".encode() in environ

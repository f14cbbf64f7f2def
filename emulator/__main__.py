"""The local stack from a shell, left running until Ctrl-C or SIGTERM.

usage: python -m emulator [--parts firestore,auth,...] [--logs DIR] [--source FILE]
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from emulator.auth import PASSWORD
from emulator.config import ALL, StackConfig
from emulator.errors import StackError
from emulator.seed import COLLEAGUE, Seed, make_users
from emulator.stack import Stack


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m emulator", description="Run the local stack.")
    parser.add_argument("--parts", default=",".join(sorted(ALL)), help="which parts (default: %(default)s)")
    parser.add_argument("--logs", type=Path, help="folder for the logs (default: build/logs)")
    parser.add_argument("--source", type=Path, help="file that holds the functions (default: main.py)")
    given = parser.parse_args()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, _interrupt)
    try:
        config = StackConfig.for_development(os.environ)
        parts = frozenset(given.parts.split(","))
        config = dataclasses.replace(
            config,
            parts=parts,
            logs=(given.logs or config.logs or Path()).resolve(),
            source=given.source or config.source,
            demo_email=config.demo_email if parts == ALL and not given.source else None,
        )
        _run(Stack(config))
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def _run(stack: Stack) -> None:
    begun = time.monotonic()
    with stack, _demo_data(stack):
        settings = stack.logs / "stack.env"
        settings.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in stack.env.items()))
        _print_addresses(stack, time.monotonic() - begun)
        print(f"Other shells find it by `. {settings}`. Logs: {stack.logs}. Stop with Ctrl-C.", flush=True)
        while True:
            time.sleep(0.5)
            stack.check()


@contextmanager
def _demo_data(stack: Stack) -> Iterator[None]:
    """Users at once, and collections meanwhile."""
    email = stack.config.demo_email
    if not email:  # other functions are served, or not every part that it takes
        yield
        return
    make_users(stack, email)
    seed = Seed(stack, email)
    seed.start()
    try:
        yield
    finally:
        seed.stop()


def _print_addresses(stack: Stack, seconds: float) -> None:
    at = stack.addresses
    if "web" in stack.config.parts:
        _print_page(at.web, stack.config.demo_email)
    rows = {
        "firestore": ("Firestore", at.firestore),
        "auth": ("Auth", at.auth),
        "storage": ("Storage", at.storage),
        "tasks": ("Cloud Tasks", f"{at.tasks} (gRPC), {at.tasks_http}"),
        "api": ("API", at.api),
        "mail": ("E-mails", str(stack.transport)),
        "workers": (f"Workers ({stack.config.workers})", at.workers),
    }
    for part, (title, address) in rows.items():
        if part in stack.config.parts:
            note = "  (was running)" if part in at.foreign else ""
            print(f"  {title:<12} {address}{note}")
    print(f"Ready in {seconds:.1f} s.")


def _print_page(address: str, email: str | None) -> None:
    print(f"\n  Web page     {address}")
    if email:
        print(f"  Sign in: one click as {email}; or as {COLLEAGUE}, password “{PASSWORD}”.")
    print()


def _interrupt(number: int, frame: FrameType | None) -> None:
    # The first sign to stop ends the stack; more of them must not interrupt that. (Not SIG_IGN: a part that is being
    # started just now would inherit it, and never heed our SIGTERM.)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: None)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())

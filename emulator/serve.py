"""Serves functions of a source file as Cloud Functions would, on a socket that the supervisor holds.

usage: python -m emulator.serve --fd N --ready-fd N --source main.py --threads N --drain SECONDS PATH=TARGET ...

Several processes can serve one socket: connections not yet taken by one that dies go to the others. SIGTERM drains:
no new connection is taken, requests under way are answered, then the process ends.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import time
from typing import Any

import waitress
from functions_framework import create_app
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware


def mounted(source: str, mounts: dict[str, str]) -> Any:
    """A WSGI application with each target of `source` below its path; a path of `/` takes what the others leave."""
    apps: dict[str, Any] = {path: create_app(target, source) for path, target in mounts.items()}  # type: ignore[no-untyped-call]
    rest = apps.pop("/", None) or NotFound()
    return DispatcherMiddleware(rest, {path: _rooted(app) for path, app in apps.items()}) if apps else rest


def _rooted(app: Any) -> Any:
    """The application with an empty path read as `/`: Flask would redirect, and Cloud Tasks follows no redirect."""

    def call(environ: dict[str, Any], start_response: Any) -> Any:
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"
        return app(environ, start_response)

    return call


class Drained:
    """A waitress server that ends well on SIGTERM."""

    def __init__(self, app: Any, listener: socket.socket, threads: int, drain_seconds: float) -> None:
        self._server = waitress.create_server(
            app, sockets=[listener], threads=threads, connection_limit=1000, ident=None, asyncore_use_poll=True
        )
        self._drain_seconds = drain_seconds
        self._stopping = False

    def stop(self) -> None:
        """Begin to drain; safe in a signal handler."""
        self._stopping = True
        self._server.pull_trigger()

    def run(self) -> None:
        """Serve until `stop()`, then until every request is answered or the time to drain is over."""
        while not self._stopping:
            self._turn(30)
        self._server.accepting = False
        self._server.del_channel()
        self._server.socket.close()
        deadline = time.monotonic() + self._drain_seconds
        while self._busy() and time.monotonic() < deadline:
            self._turn(0.05)

    def _turn(self, seconds: float) -> None:
        self._server.asyncore.loop(timeout=seconds, map=self._server._map, use_poll=True, count=1)

    def _busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m emulator.serve", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="listening socket, inherited")
    parser.add_argument("--ready-fd", type=int, required=True, help="pipe that gets a byte when requests are served")
    parser.add_argument("--source", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--drain", type=float, required=True, help="seconds")
    parser.add_argument("mounts", nargs="+", metavar="PATH=TARGET")
    given = parser.parse_args()
    app = mounted(given.source, dict(mount.split("=", 1) for mount in given.mounts))
    serving = Drained(app, socket.socket(fileno=given.fd), given.threads, given.drain)
    signal.signal(signal.SIGTERM, lambda *_: serving.stop())
    os.write(given.ready_fd, b"1")
    os.close(given.ready_fd)
    serving.run()


if __name__ == "__main__":
    main()

"""Ports on 127.0.0.1: choosing free ones, holding one as a socket, and asking whether something listens."""

from __future__ import annotations

import contextlib
import random
import socket
import sys

from emulator.errors import StackError

HOST = "127.0.0.1"

# Below the range that operating systems give to outgoing connections, so that none of those takes a chosen port.
_FREE_RANGE = range(20_000, 32_000)


class FreePort:
    """A port that no one else holds. On Linux it stays reserved, for our own servers, until `release()`."""

    def __init__(self) -> None:
        for number in random.sample(_FREE_RANGE, 500):
            with contextlib.suppress(OSError):
                self._socket = _exclusive(number)
                self.number = number
                break
        else:
            raise StackError(f"No free port between {_FREE_RANGE.start} and {_FREE_RANGE.stop}.")
        if sys.platform == "linux":
            # From now on others may bind the port if they ask for reuse, as servers do; `_exclusive` does not.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:
            self._socket.close()

    def release(self) -> None:
        self._socket.close()


def _exclusive(port: int) -> socket.socket:
    """A socket bound to a port that nothing else is bound to, whether it listens or not."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.bind((HOST, port))
    except OSError:
        sock.close()
        raise
    return sock


def is_free(port: int) -> bool:
    """Whether a server could bind this port."""
    try:
        bind(port).close()
    except OSError:
        return False
    return True


def bind(port: int) -> socket.socket:
    """A TCP socket bound to the port, not listening yet; raises OSError if the port is taken."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, port))
    except OSError:
        sock.close()
        raise
    return sock


def listens(address: str, timeout: float = 2.0) -> bool:
    """Whether a TCP connection to `host:port` (a scheme before it is ignored) is accepted within `timeout` seconds."""
    host, _, port = address.split("://")[-1].rstrip("/").rpartition(":")
    try:
        socket.create_connection((host.strip("[]") or HOST, int(port)), timeout).close()
    except (OSError, ValueError):
        return False
    return True

"""One request of a webhook: to the very address that was checked, with no redirects, little time and a short answer."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from shared.notices.addresses import Resolve, Target, checked, target
from shared.notices.errors import SendFailed

SECONDS = 10.0
MOST_BYTES = 16 * 1024


class Sender:
    """Posts to webhooks. `allow_private` also takes http and addresses of this network: for local stacks and tests.

    resolve, trust: where names are looked up and whose certificates count; the system's by default.
    """

    def __init__(
        self,
        allow_private: bool,
        *,
        resolve: Resolve | None = None,
        trust: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._trust = trust
        self._seconds = seconds

    def check(self, url: str) -> None:
        """Raise SendFailed if nothing would ever be sent to this URL as things are."""
        checked(target(url, self._allow_private), self._allow_private, self._resolve)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send, and return the status of an answer that accepts (2xx). Raises SendFailed."""
        to = target(url, self._allow_private)
        addresses = checked(to, self._allow_private, self._resolve)
        with _told_by_code(), self._connected(to, addresses) as connection:
            connection.request("POST", to.path, body, {**headers, "Host": to.header, "Connection": "close"})
            answer = connection.getresponse()
            answer.read(MOST_BYTES)
        return _accepted(answer.status)

    @contextmanager
    def _connected(self, to: Target, addresses: list[str]) -> Iterator[http.client.HTTPConnection]:
        """A connection that is cut when its time is up, however slowly the other side dribbles."""
        deadline = time.monotonic() + self._seconds
        line = _Line(_first(addresses, to.port, deadline))
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), line.cut)
        timer.start()
        try:
            if to.scheme == "https":
                line.secure(self._trust or ssl.create_default_context(), to.host)
            connection = http.client.HTTPConnection(to.host, to.port)
            connection.sock = line.socket
            yield connection
            if line.is_cut:  # headers that were cut off pass for headers that ended
                raise TimeoutError
        except (OSError, http.client.HTTPException) as error:
            if line.is_cut:
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
            line.socket.close()


class _Line:
    """The socket of a request, which another thread may cut."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self.is_cut = False

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        secured = context.wrap_socket(self.socket, server_hostname=host, do_handshake_on_connect=False)
        self.socket = secured  # wrapping takes the plain one's place: from here on this is the one to cut
        secured.do_handshake()

    def cut(self) -> None:
        self.is_cut = True
        with suppress(OSError):
            socket.socket.shutdown(self.socket, socket.SHUT_RDWR)  # not the TLS one's, which takes the reader's state


def _first(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first address that answers."""
    for number, address in enumerate(addresses, 1):
        left = max(0.1, deadline - time.monotonic())
        try:
            return socket.create_connection((address, port), left / (len(addresses) - number + 1))
        except OSError:
            if number == len(addresses):
                raise
    raise AssertionError("unreachable")


def _accepted(status: int) -> int:
    if 200 <= status < 300:
        return status
    if 300 <= status < 400:
        raise SendFailed("redirected", f"It answered {status}, a redirect. Redirects are not followed.", status)
    raise SendFailed("bad_status", f"It answered {status}. A webhook is accepted by an answer of 2xx.", status)


@contextmanager
def _told_by_code() -> Iterator[None]:
    """What the network raises, as SendFailed."""
    try:
        yield
    except TimeoutError as error:
        raise SendFailed("timed_out", "It took too long to answer.") from error
    except ssl.SSLError as error:
        raise SendFailed("tls_failed", f"No safe connection could be made: {error.reason or error}.") from error
    except OSError as error:
        raise SendFailed("unreachable", f"It cannot be reached: {error.strerror or error}.") from error
    except (http.client.HTTPException, ValueError) as error:
        raise SendFailed("bad_answer", "What it answered is not HTTP.") from error

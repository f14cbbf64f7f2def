"""Where a webhook may point: at the open internet, never at ourselves, our network or a cloud's metadata service."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from shared.notices.errors import SendFailed

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

LONGEST_URL = 2000
RESOLVE_SECONDS = 5.0
METADATA = frozenset(map(ip_address, ("168.63.129.16",)))  # Azure's is a public address; the others' are not global
NAT64 = IPv6Network("64:ff9b::/96")
CLOSED = (IPv4Network("192.0.0.0/24"), IPv6Network("64:ff9b:1::/48"))  # which not every Python counts as such
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Target:
    """A URL taken apart. `host` is as a certificate names it; `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def header(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str, allow_http: bool) -> Target:
    """The parts of a webhook's URL. Raises SendFailed."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = _host(parts.hostname or "")
    except ValueError as error:  # UnicodeError is one
        raise _bad_url("It cannot be read as a URL.") from error
    if len(url) > LONGEST_URL or not url.isascii() or any(c <= " " or c == "\x7f" for c in url):
        raise _bad_url(f"It may have {LONGEST_URL:,} visible ASCII characters.")
    if parts.scheme not in _PORTS or not host:
        raise _bad_url("Give a whole address, such as https://example.com/hooks.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _bad_url("It must have neither a user name nor a #fragment.")
    if parts.scheme == "http" and not allow_http:
        raise SendFailed("webhook_not_https", "A webhook's address must begin with https://.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path)


def checked(to: Target, allow_private: bool, resolve: Resolve | None = None) -> list[str]:
    """The addresses of a target, each of them allowed. Connect to one of these: a second look-up may say another.

    Raises SendFailed.
    """
    found = (resolve or resolved)(to.host, to.port)
    if not found:
        raise _unresolvable(to.host)
    if not allow_private:
        for address in found:
            if not is_open(address):
                raise SendFailed(
                    "forbidden_address",
                    f"{to.host} is at {address}, which is not an address of the open internet. Name a public server.",
                )
    return list(found)


def is_open(address: str) -> bool:
    """Whether an address is of the open internet, and so is every address that is wrapped in it."""
    try:
        outer = ip_address(address)
    except ValueError:
        return False
    return all(
        inner.is_global
        and not (inner.is_multicast or inner.is_reserved or inner in METADATA)
        and not any(inner in network for network in CLOSED)
        for inner in _unwrapped(outer)
    )


def resolved(host: str, port: int) -> list[str]:
    """What the name stands for, in the system's order. Raises SendFailed when that takes too long or leads nowhere."""
    pool = ThreadPoolExecutor(1)
    try:
        found = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(RESOLVE_SECONDS)
    except (TookTooLong, OSError, UnicodeError) as error:
        raise _unresolvable(host) from error
    finally:
        pool.shutdown(wait=False)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _unwrapped(address: Address) -> Iterator[Address]:
    """The address, and those that routers or translators may take it for."""
    if isinstance(address, IPv4Address):
        yield address
        return
    mapped = address.ipv4_mapped
    if mapped:
        yield mapped
        return
    if address in NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
        return
    yield address
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo


def _host(name: str) -> str:
    """A host name as resolvers take it; addresses stay as they are."""
    if ":" in name or not name:
        return name
    return name.rstrip(".").encode("idna").decode()


def _bad_url(why: str) -> SendFailed:
    return SendFailed("bad_webhook_url", f"This is no address for a webhook. {why}")


def _unresolvable(host: str) -> SendFailed:
    return SendFailed("unresolvable_host", f"No address is known for {host}. Check its name.")

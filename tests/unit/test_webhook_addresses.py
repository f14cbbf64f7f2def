"""Which addresses a webhook may have, and which must never be called from within a cloud."""

from __future__ import annotations

import pytest

from shared.notices.addresses import checked, is_open, resolved, target
from shared.notices.errors import SendFailed


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "localhost",
        "",
    ],
)
def test_addresses_that_are_closed(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_open(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "bad_webhook_url"),
        ("example.com/hook", "bad_webhook_url"),
        ("https://", "bad_webhook_url"),
        ("https:///hook", "bad_webhook_url"),
        ("ftp://example.com/", "bad_webhook_url"),
        ("file:///etc/passwd", "bad_webhook_url"),
        ("https://ana:secret@example.com/", "bad_webhook_url"),
        ("https://@example.com/", "bad_webhook_url"),
        ("https://example.com/#part", "bad_webhook_url"),
        ("https://example.com:99999/", "bad_webhook_url"),
        ("https://example.com/a b", "bad_webhook_url"),
        ("https://example.com/\r\nX-Evil: 1", "bad_webhook_url"),
        ("https://[::1/", "bad_webhook_url"),
        ("https://exämple.com/", "bad_webhook_url"),
        ("https://" + "a" * 70 + ".com/", "bad_webhook_url"),
        ("https://example.com/" + "a" * 2000, "bad_webhook_url"),
        ("http://example.com/hook", "webhook_not_https"),
    ],
)
def test_urls_that_are_refused(url: str, code: str) -> None:
    with pytest.raises(SendFailed) as raised:
        target(url, allow_http=False)
    assert raised.value.code == code


def test_a_url_taken_apart() -> None:
    to = target("https://Hooks.Example.com:8443/in?team=7", allow_http=False)
    assert (to.host, to.port, to.path, to.header) == ("hooks.example.com", 8443, "/in?team=7", "hooks.example.com:8443")
    assert target("https://[2606:4700::1]", allow_http=False).header == "[2606:4700::1]"
    assert target("http://example.com.", allow_http=True).host == "example.com"


@pytest.mark.parametrize("name", ["127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_other_spellings_of_this_machine_are_seen_through(name: str) -> None:
    with pytest.raises(SendFailed) as raised:
        checked(target(f"https://{name}/", allow_http=False), allow_private=False)
    assert raised.value.code in ("forbidden_address", "unresolvable_host")


def test_one_closed_address_among_open_ones_is_enough() -> None:
    to = target("https://example.com/", allow_http=False)
    assert checked(to, False, lambda host, port: ["8.8.8.8"]) == ["8.8.8.8"]
    with pytest.raises(SendFailed, match=r"example.com is at 10.0.0.1"):
        checked(to, False, lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(SendFailed) as raised:
        resolved("no-such-host.invalid", 443)
    assert raised.value.code == "unresolvable_host"

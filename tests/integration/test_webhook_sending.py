"""Requests of webhooks over real sockets: what is refused before anything is sent, and how answers are judged."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from emulator.ports import FreePort
from shared.notices.errors import SendFailed
from shared.notices.sending import Sender
from tests.receiver import Receiver, receiver

BODY = b'{"event": "job.completed"}'


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


@pytest.fixture
def sender() -> Sender:
    """May call this machine, and has little patience."""
    return Sender(allow_private=True, seconds=1.0)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Receiver]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with receiver(context=context) as running:
        yield running


def refusal(sender: Sender, url: str) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        sender.post(url, BODY, {})
    return raised.value


def test_a_request_arrives_as_it_was_given(sender: Sender, there: Receiver) -> None:
    there.answers = [204]
    assert sender.post(f"{there.url}?team=7", BODY, {"Phasework-Event": "job.completed"}) == 204
    (got,) = there.got
    assert (got.path, got.body, got.headers["phasework-event"]) == ("/hook?team=7", BODY, "job.completed")
    assert got.headers["host"] == f"127.0.0.1:{there.port}"


@pytest.mark.parametrize("url", ["http://127.0.0.1:{}/", "http://localhost:{}/"])
def test_without_leave_plain_http_is_not_sent(there: Receiver, url: str) -> None:
    assert refusal(Sender(allow_private=False), url.format(there.port)).code == "webhook_not_https"
    assert there.connections == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1", "2130706433"])
def test_without_leave_nothing_connects_to_this_machine(secure: Receiver, host: str) -> None:
    refused = refusal(Sender(allow_private=False), f"https://{host}:{secure.port}/hook")
    assert refused.code == "forbidden_address"
    assert "open internet" in refused.message
    assert secure.connections == 0


def test_the_address_that_was_checked_is_the_one_connected_to(there: Receiver) -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:  # a name whose second look-up would lead elsewhere
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    sender = Sender(allow_private=True, resolve=resolve)
    assert sender.post(f"http://hooks.example:{there.port}/", BODY, {}) == 200
    assert asked == ["hooks.example"]
    assert there.got[0].headers["host"] == f"hooks.example:{there.port}"


def test_a_name_that_comes_to_lead_inside_is_refused_when_sending(secure: Receiver) -> None:
    answers = [["8.8.8.8"], ["127.0.0.1"]]
    sender = Sender(allow_private=False, resolve=lambda host, port: answers.pop(0))
    sender.check("https://hooks.example/")
    assert refusal(sender, f"https://hooks.example:{secure.port}/").code == "forbidden_address"
    assert secure.connections == 0


def test_redirects_are_not_followed(sender: Sender, there: Receiver) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("Location", f"http://127.0.0.1:{there.port}/secret")
        handler.end_headers()

    there.answers = [elsewhere]
    refused = refusal(sender, there.url)
    assert (refused.code, refused.status) == ("redirected", 307)
    assert [got.path for got in there.got] == ["/hook"]


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_an_answer_that_accepts_nothing(sender: Sender, there: Receiver, status: int) -> None:
    there.answers = [status]
    refused = refusal(sender, there.url)
    assert (refused.code, refused.status) == ("bad_status", status)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def dribbling(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(20):  # never silent for long, never done
        handler.wfile.write(b"X-%d: 1\r\n" % n)
        time.sleep(0.2)


@pytest.mark.parametrize("answer", [silent, dribbling])
def test_time_is_up(sender: Sender, there: Receiver, answer: object) -> None:
    there.answers = [answer]  # type: ignore[list-item]
    begun = time.monotonic()
    assert refusal(sender, there.url).code == "timed_out"
    assert time.monotonic() - begun < 3.5


def test_a_long_answer_is_not_read_to_its_end(sender: Sender, there: Receiver) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(4000):
            handler.wfile.write(b"x" * 65536)
            sent.append(1)

    there.answers = [endless]
    assert sender.post(there.url, BODY, {}) == 200
    assert len(sent) < 1000


@pytest.mark.parametrize("said", [b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 200 + b"\r\n"])
def test_what_is_not_http_or_too_much_of_it(sender: Sender, there: Receiver, said: bytes) -> None:
    there.answers = [lambda handler: handler.wfile.write(said) and None]
    assert refusal(sender, there.url).code == "bad_answer"


def test_nobody_there(sender: Sender) -> None:
    port = FreePort()
    try:
        assert refusal(sender, f"http://127.0.0.1:{port.number}/").code == "unreachable"
    finally:
        port.release()


def test_a_receiver_that_hangs_up(sender: Sender, there: Receiver) -> None:
    there.answers = [lambda handler: handler.connection.close()]
    assert refusal(sender, there.url).code == "unreachable"


def test_certificates_are_checked(secure: Receiver, certificate: Path) -> None:
    trusting = Sender(allow_private=True, trust=ssl.create_default_context(cafile=str(certificate)))
    assert trusting.post(f"https://localhost:{secure.port}/hook", BODY, {}) == 200
    other_name = Sender(
        allow_private=True,
        trust=ssl.create_default_context(cafile=str(certificate)),
        resolve=lambda host, port: ["127.0.0.1"],
    )
    assert refusal(other_name, f"https://hooks.example:{secure.port}/hook").code == "tls_failed"
    assert refusal(Sender(allow_private=True), secure.url).code == "tls_failed"
    assert len(secure.got) == 1


def test_a_handshake_that_never_ends_is_cut(certificate: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        sender = Sender(allow_private=True, seconds=0.5)
        begun = time.monotonic()
        assert refusal(sender, f"https://127.0.0.1:{mute.getsockname()[1]}/").code == "timed_out"
        assert time.monotonic() - begun < 5

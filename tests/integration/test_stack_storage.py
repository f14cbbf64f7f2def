"""The Storage emulator serves browsers by signed URLs only, and checks those as Cloud Storage does."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from google.cloud.storage import Bucket, Client
from google.oauth2 import service_account

from emulator import signing
from emulator.stack import Stack

ORIGIN = {"Origin": "http://127.0.0.1:5000"}
FOREIGN = {"Origin": "http://evil.example"}


@pytest.fixture
def bucket(emulators: Stack) -> Iterator[Bucket]:
    client = Client(project=emulators.config.project)
    yield client.bucket(emulators.config.bucket)
    client.close()


@pytest.fixture
def url(emulators: Stack, bucket: Bucket) -> Any:
    """Signs a URL of one object with the stack's key, or with another key file."""

    def sign(name: str, method: str = "GET", key: Path | None = None, seconds: int = 60, **options: Any) -> str:
        key_file = str(key or emulators.env["STORAGE_SIGNING_KEY"])
        return str(
            bucket.blob(name).generate_signed_url(
                version="v4",
                method=method,
                expiration=timedelta(seconds=seconds),
                credentials=service_account.Credentials.from_service_account_file(key_file),
                api_access_endpoint=emulators.addresses.storage,
                **options,
            )
        )

    return sign


@pytest.mark.parametrize("name", ["plain.pdf", "a b/ü ñ 雪.pdf", "dots/..hidden/x..pdf", "q?a=b&c#d%20e+f~.pdf"])
def test_a_browser_puts_and_gets_by_signed_urls(bucket: Bucket, url: Any, name: str) -> None:
    body = bytes(range(256)) * 40
    put = requests.put(
        url(name, "PUT", content_type="application/pdf"),
        body,
        headers={**ORIGIN, "Content-Type": "application/pdf"},
        timeout=5,
    )
    assert put.status_code == 200, put.text
    got = requests.get(url(name), headers=ORIGIN, timeout=5)
    assert (got.status_code, got.content) == (200, body)
    assert got.headers["Content-Type"] == "application/pdf"
    assert [blob.name for blob in bucket.list_blobs()] == [name]


def test_a_signed_url_can_name_the_download_and_a_range(bucket: Bucket, url: Any) -> None:
    bucket.blob("deck").upload_from_string(b"0123456789")
    named = url("deck", response_disposition='attachment; filename="deck.pptx"')
    got = requests.get(named, headers={**ORIGIN, "Range": "bytes=2-4"}, timeout=5)
    assert (got.status_code, got.content) == (206, b"234")
    assert got.headers["Content-Disposition"] == 'attachment; filename="deck.pptx"'


def test_the_pages_origins_may_read_the_answers_and_no_other(emulators: Stack, bucket: Bucket, url: Any) -> None:
    bucket.blob("one").upload_from_string(b"1")
    asked = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type"}
    port = emulators.addresses.ports["web"]
    ours = [f"http://127.0.0.1:{port}", f"http://localhost:{port}"]
    for origin, allowed in (*(({"Origin": it}, it) for it in ours), (ORIGIN, None), (FOREIGN, None)):
        preflight = requests.options(url("one", "PUT"), headers={**origin, **asked}, timeout=5)
        assert preflight.status_code == 204
        assert preflight.headers.get("Access-Control-Allow-Origin") == allowed
        assert ("PUT" in preflight.headers.get("Access-Control-Allow-Methods", "")) == bool(allowed)
        answer = requests.get(url("one"), headers=origin, timeout=5)
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        refused = requests.get(url("one") + "0", headers=origin, timeout=5)
        assert refused.headers.get("Access-Control-Allow-Origin") == allowed


@pytest.mark.parametrize("header", [ORIGIN, FOREIGN, {"Sec-Fetch-Site": "cross-site"}, {"sec-fetch-mode": "navigate"}])
@pytest.mark.parametrize(
    "path", ["/{bucket}/one", "/storage/v1/b/{bucket}/o", "/download/storage/v1/b/{bucket}/o/one", "/wipe", "/"]
)
def test_unsigned_requests_of_browsers_are_refused(
    emulators: Stack, bucket: Bucket, header: dict[str, str], path: str
) -> None:
    bucket.blob("one").upload_from_string(b"1")
    target = emulators.addresses.storage + path.format(bucket=bucket.name)
    assert requests.get(target, headers=header, timeout=5).status_code == 403
    assert requests.put(target, b"2", headers=header, timeout=5).status_code == 403
    assert bucket.blob("one").download_as_bytes() == b"1"


def test_forged_and_altered_urls_are_refused(bucket: Bucket, url: Any, tmp_path: Path) -> None:
    bucket.blob("one").upload_from_string(b"1")
    bucket.blob("two").upload_from_string(b"2")
    forged = tmp_path / "key.json"
    signing.write_key(forged, "demo-phasework")
    good = url("one")
    assert requests.get(good, timeout=5).status_code == 200
    bad = {
        "by another key": url("one", key=forged),
        "for another object": good.replace("/one?", "/two?"),
        "for longer": good.replace("X-Goog-Expires=60", "X-Goog-Expires=3600"),
        "with a parameter more": good + "&response-content-disposition=inline",
        "with another signature": good[:-2] + ("00" if good[-2:] != "00" else "11"),
        "without a signature": good[: good.index("&X-Goog-Signature")],
        "by someone else": good.replace("storage%40", "other%40"),
        "with two signatures": good + "&X-Goog-Signature=00",
    }
    for how, target in bad.items():
        answer = requests.get(target, timeout=5)
        assert answer.status_code in (400, 403), f"{how}: {answer.status_code}"
        assert "<Error><Code>" in answer.text
    assert requests.put(good, b"9", timeout=5).status_code == 403, "a URL for reading writes"
    override = requests.get(good, headers={"x-http-method-override": "PUT"}, timeout=5)
    assert override.status_code == 403, "a URL for reading writes by an override"
    meta = requests.put(url("one", "PUT"), b"9", headers={"x-goog-meta-a": "b"}, timeout=5)
    assert meta.status_code == 403, "a header that was not signed is taken"
    assert bucket.blob("one").download_as_bytes() == b"1"


def test_an_expired_url_is_refused(bucket: Bucket, url: Any) -> None:
    bucket.blob("one").upload_from_string(b"1")
    short = url("one", seconds=1)
    assert requests.get(short, timeout=5).status_code == 200
    time.sleep(2.1)
    answer = requests.get(short, timeout=5)
    assert answer.status_code == 400
    assert "<Code>ExpiredToken</Code>" in answer.text


def test_a_signed_size_range_is_kept(url: Any) -> None:
    headers = {"x-goog-content-length-range": "1,10"}
    target = url("one", "PUT", headers=headers)
    assert requests.put(target, b"12345", headers=headers, timeout=5).status_code == 200
    assert "EntityTooLarge" in requests.put(target, b"12345678901", headers=headers, timeout=5).text
    assert requests.put(target, b"12345", timeout=5).status_code == 403, "the limit was left out"


def test_a_refused_upload_leaves_the_connection_usable(bucket: Bucket, url: Any) -> None:
    bucket.blob("one").upload_from_string(b"1")
    with requests.Session() as session:
        for _ in range(3):
            assert session.put(url("one"), b"x" * 200_000, headers=ORIGIN, timeout=5).status_code == 403
            assert session.get(url("one"), headers=ORIGIN, timeout=5).content == b"1"


@pytest.mark.parametrize(
    "kind", ["application/json", "application/octet-stream", "text/plain", "multipart/mixed; boundary=x"]
)
@pytest.mark.parametrize("body", [b"", b"{", b'{"a": 1}', b"\r\n--x\r\n\r\n", b"\x00\xff\r\n\n\r" * 1000])
def test_bytes_come_back_as_they_went(bucket: Bucket, url: Any, kind: str, body: bytes) -> None:
    bucket.blob("sent").upload_from_string(body, content_type=kind)
    assert bucket.blob("sent").download_as_bytes() == body
    found = bucket.get_blob("sent")
    assert (found.content_type, found.size) == (kind, len(body))
    put = requests.put(url("put", "PUT"), body, headers={"Content-Type": kind}, timeout=5)
    assert put.status_code == 200
    assert bucket.blob("put").download_as_bytes() == body


@pytest.mark.parametrize("started_by", ["the server", "a signed URL"])
def test_a_browser_uploads_in_pieces(bucket: Bucket, url: Any, started_by: str) -> None:
    body = bytes(range(256)) * 4096
    if started_by == "the server":
        session = bucket.blob("big").create_resumable_upload_session("application/pdf", origin=ORIGIN["Origin"])
    else:
        start = {**ORIGIN, "x-goog-resumable": "start", "Content-Type": "application/pdf"}
        opened = requests.post(url("big", "RESUMABLE", content_type="application/pdf"), headers=start, timeout=5)
        assert opened.status_code == 201, opened.text
        session = opened.headers["Location"]
    half = len(body) // 2
    first = requests.put(
        session, body[:half], headers={**ORIGIN, "Content-Range": f"bytes 0-{half - 1}/{len(body)}"}, timeout=5
    )
    assert (first.status_code, first.headers["Range"]) == (308, f"bytes=0-{half - 1}")
    asked = requests.put(session, headers={**ORIGIN, "Content-Range": f"bytes */{len(body)}"}, timeout=5)
    assert (asked.status_code, asked.headers["Range"]) == (308, f"bytes=0-{half - 1}")
    last = requests.put(
        session,
        body[half:],
        headers={**ORIGIN, "Content-Range": f"bytes {half}-{len(body) - 1}/{len(body)}"},
        timeout=5,
    )
    assert last.status_code == 200
    assert bucket.blob("big").download_as_bytes() == body
    assert bucket.get_blob("big").content_type == "application/pdf"


def test_names_are_not_paths(bucket: Bucket) -> None:
    names = ["a//b", "a/../b", "a/./b", "a/b", "a/b/c", "a", "b", "100% b?c#d", "100%25 b"]
    for name in names:
        bucket.blob(name).upload_from_string(name.encode())
    assert {blob.name: blob.download_as_bytes().decode() for blob in bucket.list_blobs()} == {n: n for n in names}


def test_an_upload_session_is_no_way_to_anything_else(bucket: Bucket) -> None:
    bucket.blob("one").upload_from_string(b"1")
    session = bucket.blob("big").create_resumable_upload_session()
    assert requests.get(session, headers=ORIGIN, timeout=5).status_code == 403
    opening = session.split("&upload_id=")[0]
    assert requests.post(opening, json={"name": "one"}, headers=ORIGIN, timeout=5).status_code == 403
    library = {"X-Goog-API-Client": "gl-js", "Sec-Fetch-Site": "cross-site", **ORIGIN}
    assert requests.post(opening, json={"name": "one"}, headers=library, timeout=5).status_code == 403
    guessed = session.split("upload_id=")[0] + "upload_id=guessed"
    assert requests.put(guessed, b"1", headers=ORIGIN, timeout=5).status_code == 403
    elsewhere = session.replace("/upload/storage/v1/b/", "/storage/v1/b/").replace("/o?", "/o/one?")
    assert requests.put(elsewhere, b"9", headers=ORIGIN, timeout=5).status_code >= 400
    other = f"{session.split('/upload/')[0]}/{bucket.name}/one?{session.split('?')[1]}"
    assert requests.put(other, b"9", headers=ORIGIN, timeout=5).status_code >= 400
    assert bucket.blob("one").download_as_bytes() == b"1"


def test_the_client_library_uploads_big_files_in_pieces(bucket: Bucket) -> None:
    body = bytes(1024) * 1024 * 3
    blob = bucket.blob("big", chunk_size=1024 * 1024)
    blob.upload_from_file(io.BytesIO(body), size=len(body))
    assert bucket.blob("big").download_as_bytes() == body


def test_many_clients_at_once_lose_nothing(bucket: Bucket) -> None:
    def write(number: int) -> None:
        bucket.blob(f"many/{number:03}").upload_from_string(str(number).encode())
        list(bucket.list_blobs(prefix="many/"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(100)))
    assert [blob.download_as_bytes() for blob in bucket.list_blobs(prefix="many/")] == [
        str(n).encode() for n in range(100)
    ]
    bucket.delete_blobs(list(bucket.list_blobs(prefix="many/")))
    assert not list(bucket.list_blobs())

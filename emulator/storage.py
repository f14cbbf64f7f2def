"""Cloud Storage in memory: gcp-storage-emulator with what a browser and a signed URL need.

usage: python -m emulator.storage --port P --bucket B --key FILE [--origin URL ...]

Added to it: many requests at a time, CORS for the web page's origins, V4 signatures with expiry and size range,
resumable uploads started by a signed URL, and the refusal of unsigned requests from browsers. Requests that neither are
signed nor come from a browser count as the server's own, as those with its credentials would on Google Cloud.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import re
import signal
import threading
from functools import partial
from http import HTTPStatus, server
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from xml.sax.saxutils import escape

from gcp_storage_emulator import server as plain
from gcp_storage_emulator.handlers import objects

from emulator.bucket import MemoryStorage
from emulator.ports import HOST
from emulator.signing import Identity, Refused, check, is_signed, read_identity

_EXPOSED = "Location, Range, Content-Range, Content-Disposition, ETag, x-goog-hash, x-goog-stored-content-length"
_UPLOADS = "/upload/storage/v1/b/"
_OBJECT = re.compile(r"/(?!storage/|upload/|download/|b/)(?P<bucket>[-.\w]+)/(?P<name>.+)")


class Request(plain.Request):  # type: ignore[misc]  # the package has no types
    """A request whose body is read exactly: nothing added, parsed or lost for being empty, JSON or binary."""

    _data: Any

    @property
    def data(self) -> Any:
        kind = self.get_header("Content-Type") or ""
        if self._data is plain._UNSET and kind.startswith("multipart/related"):
            self._data = _related(kind, self._request_handler.rfile.read())
        elif self._data is plain._UNSET and self.method == "PUT" and "upload_id" not in self.query:
            self._data = self._request_handler.rfile.read()
        return super().data


class Handler(plain.RequestHandler):  # type: ignore[misc]  # the package has no types
    """Serves one connection."""

    rfile: io.BufferedIOBase
    protocol_version = "HTTP/1.1"
    timeout = 120
    # One packet an answer: separate small writes wait 40 ms for each other on a kept-alive connection.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(
        self, storage: MemoryStorage, lock: threading.Lock, identity: Identity, origins: frozenset[str], *args: Any
    ) -> None:
        self._lock = lock
        self._identity = identity
        self._origins = origins
        super().__init__(storage, *args)

    def do_OPTIONS(self) -> None:  # noqa: N802 (http.server's name)
        """Answer a browser's question before a request from another origin."""
        self.send_response(HTTPStatus.NO_CONTENT)
        if self.headers.get("Origin") in self._origins:
            self.send_header("Access-Control-Allow-Methods", "GET, PUT, POST")
            self.send_header("Access-Control-Allow-Headers", self.headers.get("Access-Control-Request-Headers", ""))
            self.send_header("Access-Control-Max-Age", "600")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:  # noqa: N802
        self._serve()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815

    def end_headers(self) -> None:
        origin = self.headers.get("Origin") if hasattr(self, "headers") else None
        if origin in self._origins:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Expose-Headers", _EXPOSED)
            self.send_header("Vary", "Origin")
        super().end_headers()

    def _serve(self) -> None:
        """Read the whole body first, so that a refusal leaves the connection at the next request."""
        length = self.headers.get("Content-Length")
        connection = self.rfile
        if length is None and self.headers.get("Transfer-Encoding"):
            self.close_connection = True
        else:
            self.rfile = io.BytesIO(connection.read(int(length or 0)))
        response = plain.Response(self)
        try:
            self._admit()
            self._route(response)
        except Refused as refused:
            response.status = HTTPStatus(refused.status)
            text = f"<Error><Code>{refused.code}</Code><Message>{escape(str(refused))}</Message></Error>"
            response.write_file(f"<?xml version='1.0' encoding='UTF-8'?>{text}", "application/xml")
        except Exception:
            logging.exception("%s %s", self.command, self.path)
            response.status = HTTPStatus.INTERNAL_SERVER_ERROR
        finally:
            self.rfile = connection
        response.close()

    def _admit(self) -> None:
        """Raise Refused unless the request is well signed, continues an upload session, or is the server's own."""
        if is_signed(self.path):
            check(self._identity, self.command, self.path, self.headers)
            self._check_size()
        elif self._is_from_browser() and not (self._continues_upload() or self._opens_session_for_page()):
            raise Refused(403, "AccessDenied", "A browser needs a signed URL.")

    def _is_from_browser(self) -> bool:
        return "Origin" in self.headers or self._has_fetch_metadata()

    def _has_fetch_metadata(self) -> bool:
        return any(name.lower().startswith("sec-fetch-") for name in self.headers)

    def _continues_upload(self) -> bool:
        url = urlsplit(self.path)
        session = parse_qs(url.query).get("upload_id", [""])[0]
        return self.command == "PUT" and url.path.startswith(_UPLOADS) and session in self.storage.resumable

    def _opens_session_for_page(self) -> bool:
        """Whether our server, by Google's client library, opens an upload session on behalf of a page it names.

        No page can send this itself: browsers add Sec-Fetch headers.
        """
        by_library = "X-Goog-API-Client" in self.headers and not self._has_fetch_metadata()
        return self.command == "POST" and self.path.startswith(_UPLOADS) and by_library

    def _check_size(self) -> None:
        if span := self.headers.get("x-goog-content-length-range"):
            least, _, most = span.partition(",")
            size = int(self.headers.get("Content-Length") or 0)
            if self.command == "PUT" and not int(least) <= size <= int(most):
                code = "EntityTooLarge" if size > int(most) else "EntityTooSmall"
                raise Refused(400, code, f"{size} bytes are not in {span}.")

    def _route(self, response: Any) -> None:
        request = Request(self, self.command)
        if self.command == "POST" and self.headers.get("x-goog-resumable") == "start":
            self._start_resumable(response)
            return
        for pattern, handlers in plain.HANDLERS:
            if match := re.fullmatch(pattern, request.path):
                request.set_match(match)
                handler = handlers.get(self.command)
                break
        else:
            handler = None
        if handler is None:
            response.status = HTTPStatus.NOT_IMPLEMENTED
            return
        _ = request.data  # parsed before the lock is taken
        with self._lock:
            handler(request, response, self.storage)

    def _start_resumable(self, response: Any) -> None:
        """The XML API's way to open an upload session: a signed POST with `x-goog-resumable: start`."""
        match = _OBJECT.fullmatch(urlsplit(self.path).path)
        if not match or match["bucket"] not in self.storage.buckets:
            raise Refused(404, "NoSuchBucket", "The specified bucket does not exist.")
        bucket, name = match["bucket"], unquote(match["name"])
        base = f"http://{self.headers['Host']}"
        kind = self.headers.get("Content-Type") or "application/octet-stream"
        with self._lock:
            resource = objects._make_object_resource(base, bucket, name, kind, None, metadata={"name": name})
            session = self.storage.create_resumable_upload(bucket, name, resource)
        response.status = HTTPStatus.CREATED
        query = urlencode({"uploadType": "resumable", "upload_id": session})
        response["Location"] = f"{base}/upload/storage/v1/b/{bucket}/o?{query}"


def _related(content_type: str, raw: bytes) -> dict[str, Any]:
    """An upload's two parts: metadata as JSON, then the content, byte for byte."""
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    if not boundary:
        raise Refused(400, "InvalidArgument", "A multipart upload needs its boundary.")
    _, metadata, content, *_ = (b"\r\n" + raw).split(b"\r\n--" + boundary[1].encode())
    head, _, body = content.partition(b"\r\n\r\n")
    kind = re.search(rb"(?i)content-type:[ \t]*([^\r\n]+)", head)
    return {
        "meta": json.loads(metadata.partition(b"\r\n\r\n")[2]),
        "content": body,
        "content-type": kind[1].decode() if kind else "application/octet-stream",
    }


class Server(server.ThreadingHTTPServer):
    """A thread a connection."""

    daemon_threads = True
    request_queue_size = 128


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m emulator.storage", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--bucket", required=True)
    parser.add_argument("--key", type=Path, required=True, help="service account file whose signatures count")
    parser.add_argument("--origin", action="append", default=[], help="origin of a web page that may use signed URLs")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("gcp_storage_emulator.server").setLevel(logging.ERROR)
    identity = read_identity(given.key)
    handler = partial(Handler, MemoryStorage(given.bucket), threading.Lock(), identity, frozenset(given.origin))
    httpd = Server((HOST, given.port), handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=httpd.shutdown).start())
    print(f"Storage emulator at http://{HOST}:{given.port}, bucket {given.bucket}", flush=True)
    httpd.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()

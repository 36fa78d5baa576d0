"""A small S3 of our own: a real HTTP server that keeps objects in memory, as far as the site uses S3.

It speaks PUT, GET, HEAD and DELETE of objects and lists a bucket (version 1, with prefix, delimiter and pages), by
paths. Like the real one it lets nobody in without a signature (version 4), and checks it and the hash of the body.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

KEY_ID, SECRET, BUCKET = "AKIATHREEFOLD", "a/secret+of+the+store", "threefold"
PUBLIC_ERRORS = {403: "AccessDenied", 404: "NoSuchKey", 503: "SlowDown"}


@dataclass
class Object:
    """One object of the bucket."""

    content: bytes
    kind: str
    changed_at: datetime


@dataclass
class Store:
    """What the bucket holds, and how the server behaves."""

    objects: dict[str, Object] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    """As in `PUT files/ab/name`."""
    headers: list[dict[str, str]] = field(default_factory=list)
    is_away: bool = False
    """Every request is answered with 503."""
    breaks_off: bool = False
    """Half of an object comes, then the connection ends."""
    refuses_after: int | None = None
    """So many further writes are taken; the next are answered with 503."""
    page: int = 1000
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, folders: str = "media") -> str:
        """For `STORAGE_URL`."""
        return f"s3://{BUCKET}/{folders}?region=eu-test-1&endpoint={quote(self.endpoint, safe='')}"

    def age(self, key: str, hours: float) -> None:
        """As if this object had been written so many hours ago."""
        self.objects[key].changed_at -= timedelta(hours=hours)


@contextmanager
def serving() -> Iterator[Store]:
    """A running server with an empty bucket."""
    store = Store()
    handler = type("Handler", (_Handler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    store.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Store

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        body, key = self._opened()
        if body is None:
            return
        found = self.store.objects.get(key)
        if not key:
            self._list()
        elif found is None:
            self._refuse(404)
        else:
            self._give(found)

    do_HEAD = do_GET

    def do_PUT(self) -> None:
        body, key = self._opened()
        if body is not None and self._may_write():
            kind = self.headers.get("Content-Type", "binary/octet-stream")
            self.store.objects[key] = Object(body, kind, datetime.now(UTC).replace(microsecond=0))
            self._answer(200, b"", {"ETag": _etag(body)})

    def do_DELETE(self) -> None:
        body, key = self._opened()
        if body is not None:
            self.store.objects.pop(key, None)
            self._answer(204, b"")

    def _may_write(self) -> bool:
        left = self.store.refuses_after
        if left is None or left > 0:
            self.store.refuses_after = None if left is None else left - 1
            return True
        self._refuse(503)
        return False

    def _opened(self) -> tuple[bytes | None, str]:
        """The body and the key that is asked for; no body when the request was refused here."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        bucket, _, key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        self.store.requests.append(f"{self.command} {key}")
        self.store.headers.append({name.lower(): value for name, value in self.headers.items()})
        if self.store.is_away:
            self._refuse(503)
        elif not self._is_signed(body):
            self._refuse(403)
        elif bucket != BUCKET:
            self._refuse(404, "NoSuchBucket")
        else:
            return body, key
        return None, key

    def _is_signed(self, body: bytes) -> bool:
        """Whether the signature is that of our key over this very request."""
        given = dict(
            part.strip().split("=", 1)
            for part in self.headers.get("Authorization", "").removeprefix("AWS4-HMAC-SHA256").split(",")
            if "=" in part
        )
        key_id, _, scope = given.get("Credential", "").partition("/")
        if key_id != KEY_ID or self.headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
            return False
        wanted = _signature(self, given["SignedHeaders"], scope)
        return hmac.compare_digest(wanted, given.get("Signature", ""))

    def _give(self, found: Object) -> None:
        headers = {
            "Content-Type": found.kind,
            "ETag": _etag(found.content),
            "Last-Modified": format_datetime(found.changed_at, usegmt=True),
        }
        if self.store.breaks_off and self.command == "GET":
            self._answer(200, found.content[: len(found.content) // 2], headers, length=len(found.content))
            self.close_connection = True
        else:
            self._answer(200, found.content, headers)

    def _list(self) -> None:
        asked = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        prefix, marker = asked.get("prefix", ""), asked.get("marker", "")
        names = sorted({_shown(key, prefix, asked.get("delimiter", "")) for key in self.store.objects})
        names = [name for name in names if name.startswith(prefix) and name > marker]
        page = names[: self.store.page]
        rows = "".join(self._row(name) for name in page)
        more = len(names) > len(page)
        rest = f"<NextMarker>{escape(page[-1])}</NextMarker>" if more else ""
        self._xml(f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{rest}{rows}</ListBucketResult>")

    def _row(self, name: str) -> str:
        found = self.store.objects.get(name)
        if found is None:
            return f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
        changed = found.changed_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        size = len(found.content)
        return (
            f"<Contents><Key>{escape(name)}</Key><LastModified>{changed}</LastModified><Size>{size}</Size></Contents>"
        )

    def _refuse(self, status: int, code: str = "") -> None:
        self._xml(f"<Error><Code>{code or PUBLIC_ERRORS[status]}</Code><Message>No.</Message></Error>", status)

    def _xml(self, text: str, status: int = 200) -> None:
        self._answer(status, f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode(), {"Content-Type": "text/xml"})

    def _answer(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _shown(key: str, prefix: str, delimiter: str) -> str:
    """The key, or the folder that stands for it in a list."""
    rest = key[len(prefix) :]
    if delimiter and key.startswith(prefix) and delimiter in rest:
        return prefix + rest.partition(delimiter)[0] + delimiter
    return key


def _etag(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


def _signature(request: _Handler, signed: str, scope: str) -> str:
    """Signature version 4, as Amazon describes it."""
    parts = urlsplit(request.path)
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    canonical = "\n".join(
        [
            request.command,
            parts.path,
            "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in query),
            *(f"{name}:{' '.join(request.headers.get(name, '').split())}" for name in signed.split(";")),
            "",
            signed,
            request.headers["x-amz-content-sha256"],
        ]
    )
    key = b"AWS4" + SECRET.encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    moment = request.headers["x-amz-date"]
    text = "\n".join(["AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    return hmac.digest(key, text.encode(), "sha256").hex()

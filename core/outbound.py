"""The one way out: asks a web address whether it answers. Polite, slow on purpose, and never towards a private network.

Names are resolved here, every number behind a name has to be public, and the connection goes to that very number, so
that a name which changes between the look and the call gains nothing. Each redirect is looked at in the same way. No
cookie, no password and no referrer goes along; the head of the answer is read, at most 64 kB of it, and no body.
See docs/decisions/0063-files.md; R-IN-06.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urljoin

from core.hosts import MAX_URL, PORTS, NotAllowed, Target, is_public, target_of

Outcome = Literal["answers", "gone", "refused", "unreachable", "not-allowed"]
Resolve = Callable[[str, int], Sequence[str]]

SECONDS = 10.0
"""For one address in all, with its redirects; waiting for the pace is not counted."""
MAX_REDIRECTS = 3
MAX_READ = 64 * 1024
MAX_ADDRESSES = 2
"""Numbers of one name that are tried."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ASK_AGAIN = frozenset({400, 403, 404, 405, 501})
"""Answers to HEAD that many servers do not mean: GET decides."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address.

    answers: it is there. gone: the server knows it no more (404, 410). refused: something is there, but not for a
    program (401, 403, 429 …). unreachable: no answer, or a server out of order; may be better tomorrow. not-allowed: it
    was not asked, or leads where nothing is asked.
    """

    outcome: Outcome
    status: int | None = None
    moved_to: str = ""
    """Where it led in the end, if not where it said."""
    reason: str = ""
    """A sentence, for everything but a plain answer."""


@dataclass
class Pace:
    """At most one request a second to each host. One for a whole round of checks; threads may share it."""

    seconds: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free_at: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str) -> float:
        """Sleep until `host` may be asked again; how long that was."""
        with self._lock:
            now = self.clock()
            at = max(now, self._free_at.get(host, now))
            self._free_at[host] = at + self.seconds
        if at > now:
            self.sleep(at - now)
        return at - now


def resolve(host: str, port: int) -> list[str]:
    """Every number that the system's resolver knows for `host`. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def check(
    url: str,
    *,
    site: str,
    pace: Pace | None = None,
    ports: Collection[int] = PORTS,
    resolve: Resolve = resolve,
    may_reach: Callable[[str], bool] = is_public,
    tls: ssl.SSLContext | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Whether `url` answers. `site` is the address of this site, which the request names. Never raises.

    What comes after `pace` has safe defaults; tests say others to reach a server of their own.
    """
    way = _Way(f"Threefold link check (+{site})", pace or Pace(), ports, resolve, may_reach, tls, seconds)
    at, answer = url, Answer("unreachable")
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, location = way.ask(target_of(at, ports))
            if status not in REDIRECTS or not location:
                answer = _answer(status)
                break
            at = urljoin(at, location)
        else:
            answer = Answer("unreachable", reason=f"It is redirected more than {MAX_REDIRECTS} times.")
    except NotAllowed as error:
        answer = Answer("not-allowed", reason=error.reason)
    except TimeoutError:
        answer = Answer("unreachable", reason=f"No answer within {seconds:g} seconds.")
    except ssl.SSLError:
        answer = Answer("unreachable", reason="Its certificate is not valid, or it speaks no safe connection.")
    except socket.gaierror as error:
        is_unknown = error.errno == socket.EAI_NONAME
        answer = Answer("unreachable", reason=f"Its name {'is not known' if is_unknown else 'could not be looked up'}.")
    except (OSError, http.client.HTTPException, ValueError):
        answer = Answer("unreachable", reason="The connection failed.")
    return replace(answer, moved_to=at[:MAX_URL] if at != url else "")


def _answer(status: int) -> Answer:
    if status in {404, 410}:
        return Answer("gone", status, reason="The server says that there is no such page.")
    if 400 <= status < 500 or status > 599:
        return Answer("refused", status, reason="The server does not show it to a program; a browser may see more.")
    if status >= 500:
        return Answer("unreachable", status, reason="The server says that it is out of order.")
    return Answer("answers", status)


@dataclass
class _Way:
    """One check under way: who asks, by which rules, and how much time is left."""

    agent: str
    pace: Pace
    ports: Collection[int]
    resolve: Resolve
    may_reach: Callable[[str], bool]
    tls: ssl.SSLContext | None
    seconds: float
    end: float = 0.0

    def __post_init__(self) -> None:
        self.end = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError when none are."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def ask(self, target: Target) -> tuple[int, str]:
        """Status and where to go on. GET is asked when HEAD is not understood."""
        with contextlib.suppress(http.client.BadStatusLine):  # some servers just hang up on HEAD
            status, location = self._request("HEAD", target)
            if status not in ASK_AGAIN:
                return status, location
        return self._request("GET", target)

    def _request(self, method: str, target: Target) -> tuple[int, str]:
        self.end += self.pace.wait(target.host)
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.response_class = _Response
        if target.scheme == "https":
            connection.default_port = 443  # so that the Host header names no port
        with self._connected(target) as sock:
            connection.sock = sock
            headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
            connection.request(method, target.path, headers=headers)
            with contextlib.closing(connection.getresponse()) as response:
                self.left()  # a head that was cut off is none
                return response.status, _location(response.getheader("Location") or "")

    @contextlib.contextmanager
    def _connected(self, target: Target) -> Iterator[socket.socket]:
        """A connection to a number that was looked at. It is cut when the time is over, however slowly bytes drip."""
        sock = self._socket(target)
        try:
            if target.scheme == "https":
                sock = (self.tls or ssl.create_default_context()).wrap_socket(sock, server_hostname=target.host)
            sock.settimeout(self.left())
            cut = threading.Timer(self.left(), _cut, (sock,))
            cut.daemon = True
            cut.start()
            try:
                yield sock
            except (OSError, http.client.HTTPException):
                self.left()
                raise
            finally:
                cut.cancel()
        finally:
            sock.close()

    def _socket(self, target: Target) -> socket.socket:
        addresses = self._addresses(target)
        for number, address in enumerate(addresses, start=1):
            try:
                return socket.create_connection((address, target.port), timeout=self.left())
            except OSError:
                if number == len(addresses):
                    raise
        raise socket.gaierror

    def _addresses(self, target: Target) -> Sequence[str]:
        """The first numbers of the host, after all of them were looked at. Raises NotAllowed."""
        found = self._resolved(target)
        if not all(self.may_reach(address) for address in found):
            raise NotAllowed("It leads to a private or reserved network.")
        return found[:MAX_ADDRESSES]

    def _resolved(self, target: Target) -> Sequence[str]:
        """The numbers of the host within the time: the system's resolver itself knows no end."""
        found: list[Sequence[str] | OSError] = []

        def look() -> None:
            try:
                found.append(self.resolve(target.host, target.port))
            except OSError as error:
                found.append(error)
            except UnicodeError:
                found.append(socket.gaierror())

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        thread.join(self.left())
        if not found:
            raise TimeoutError
        if isinstance(found[0], OSError):
            raise found[0]
        return found[0]


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _location(header: str) -> str:
    """Where a redirect leads; headers come as Latin-1, and many servers write UTF-8 and spaces into them."""
    return header.strip().encode("latin-1", "replace").decode("utf-8", "replace").replace(" ", "%20")


class _Head(io.BufferedReader):
    """The lines of an answer's head, up to `MAX_READ` bytes."""

    read_so_far = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        """One line. Raises HTTPException once there were too many."""
        line = super().readline(size)
        self.read_so_far += len(line)
        if self.read_so_far > MAX_READ:
            raise http.client.HTTPException("The head is too long.")
        return line


class _Response(http.client.HTTPResponse):
    """An answer whose head has an end."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = _Head(self.fp.detach())

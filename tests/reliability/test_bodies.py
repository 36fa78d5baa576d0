"""Bodies that are too large, sent to the real server (R-UP-02)."""

import socket
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
MEGABYTE = 2**20
CHUNKED = ("Transfer-Encoding: chunked", "Content-Type: application/octet-stream")
CHUNK = b"10000\r\n" + b"x" * 65536 + b"\r\n"


def send(port, head, piece, most):
    """Sends `head` and then `piece` again and again, at most `most` bytes; the answer, and how much was taken."""
    taken = 0
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
        wire.sendall(head)
        try:
            while taken < most:
                wire.sendall(piece)
                taken += len(piece)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            pass
        try:
            while piece := wire.recv(65536):
                answer += piece
        except (ConnectionResetError, TimeoutError):
            pass
    return answer, taken


def head(port, *lines):
    return "\r\n".join(["POST /accounts/login/ HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines, "", ""]).encode()


def files():
    return {path.name for path in Path(tempfile.gettempdir()).glob("*.upload*")}


def warmed(serve):
    """A server of one process that has read and refused a short body, what it holds now, and its files.

    The first form that a process answers loads pages, forms and templates; what a long body costs is what comes on top.
    """
    server = serve(WORKERS="1")
    for _ in range(2):
        send(server.port, head(server.port, *CHUNKED), CHUNK + b"0\r\n\r\n", 1)
    return server, server.memory_at_rest(), files()


def test_r_up_02_a_gigabyte_is_refused_by_its_announcement(serve):
    server, before, held = warmed(serve)
    lines = head(server.port, f"Content-Length: {2**30}", "Content-Type: multipart/form-data; boundary=b")
    # The answer comes at once, without a byte of the body.
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as wire:
        wire.sendall(lines)
        assert wire.recv(100).startswith(b"HTTP/1.1 413")
    # Whoever sends all the same finds the line cut.
    _, taken = send(server.port, lines, b"x" * 65536, 64 * MEGABYTE)
    assert taken < 12 * MEGABYTE
    assert server.memory() - before < 50 * MEGABYTE
    assert files() <= held
    assert server.get("/healthz") == 200


def test_r_up_02_a_body_without_a_length_is_not_taken_in(serve):
    server, before, held = warmed(serve)
    answer, taken = send(server.port, head(server.port, *CHUNKED), CHUNK, 64 * MEGABYTE)
    assert taken < 12 * MEGABYTE
    assert answer[:12] in {b"", b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 411", b"HTTP/1.1 413"}
    assert server.memory() - before < 50 * MEGABYTE
    assert files() <= held
    assert server.get("/healthz") == 200


def test_r_up_02_a_name_that_hides_a_second_length_is_refused(serve):
    """Two lengths, or a length beside chunks: what one machine reads as one request another reads as two."""
    server = serve()
    for lines in (
        ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Content-Length: +5"],
    ):
        answer, _ = send(server.port, head(server.port, *lines), b"hello", 5)
        assert answer.startswith(b"HTTP/1.1 400"), lines

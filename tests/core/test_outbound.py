"""The way out, against real servers on this machine; and that by itself it never reaches them (R-IN-06)."""

import datetime
import http.server
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core import outbound
from core.outbound import Answer, Pace

SITE = "https://portfolio.example"
STATUSES = {
    "/ok": 200, "/gone": 410, "/nothing": 404, "/private": 401, "/busy": 429, "/robot": 999, "/broken": 500,
    "/odd": 300,
}  # fmt: skip
REDIRECTS = {
    "/old": (301, "/ok"), "/see": (303, "ok"), "/two": (302, "/old"), "/three": (307, "/two"), "/four": (308, "/three"),
    "/round": (302, "/round"), "/to-file": (302, "file:///etc/passwd"), "/to-port": (302, "http://site.example:22/"),
    "/to-metadata": (302, "http://169.254.169.254/latest/"), "/to-mapped": (302, "http://[::ffff:10.0.0.1]/"),
    "/to-name": (302, "http://inside.example/"), "/to-local": (302, "http://localhost/"), "/nowhere": (302, ""),
    "/with-fragment": (301, "/ok#part"), "/utf8": (301, "/größe und so"),
}  # fmt: skip
GET_ONLY = {"/no-head-405": 405, "/no-head-403": 403, "/no-head-501": 501, "/no-head-404": 404}


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by the tables above, and notes what was asked."""

    asked: list[tuple[str, str, dict[str, str]]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, dict(self.headers)))
        path, is_head = self.path.split("?")[0], self.command == "HEAD"
        if path in REDIRECTS:
            self.send_response(REDIRECTS[path][0])
            self.send_header("Location", REDIRECTS[path][1].encode().decode("latin-1"))
        elif path == "/hangs-up" and is_head:
            self.close_connection = True
            return
        elif path in GET_ONLY:
            self.send_response(GET_ONLY[path] if is_head else 200)
        else:
            self.send_response(STATUSES.get(path, 200))
        self.send_header("Content-Length", "1000000000")
        self.end_headers()
        if not is_head:
            self.wfile.write(b"x" * 1000)

    do_GET = do_HEAD

    def log_message(self, *args: Any) -> None:
        return


@contextmanager
def serving(handler: type[Handler], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[tuple[int, list]]:
    asked: list[tuple[str, str, dict[str, str]]] = []
    with serving(type("Noting", (Handler,), {"asked": asked})) as port:
        yield port, asked


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server of bare bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with client:
                    try:
                        client.recv(65_536)
                        answer(client)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def only_here(host: str, port: int) -> list[str]:
    return {"site.example": ["127.0.0.1"], "127.0.0.1": ["127.0.0.1"]}.get(host, ["10.0.0.1"])


def is_here(address: str) -> bool:
    return address == "127.0.0.1"


def ask(port: int, path: str, **more: Any) -> Answer:
    options = {"resolve": only_here, "may_reach": is_here, "ports": {port}, "pace": Pace(0), **more}
    return outbound.check(f"http://site.example:{port}{path}", site=SITE, **options)


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/ok", "answers", 200), ("/odd", "answers", 300), ("/gone", "gone", 410), ("/nothing", "gone", 404),
        ("/private", "refused", 401), ("/busy", "refused", 429), ("/robot", "refused", 999),
        ("/broken", "unreachable", 500), ("/nowhere", "answers", 302),
    ],
)  # fmt: skip
def test_what_a_server_says_is_sorted(site: tuple, path: str, outcome: str, status: int) -> None:
    answer = ask(site[0], path)
    assert (answer.outcome, answer.status, answer.moved_to) == (outcome, status, "")
    assert bool(answer.reason) == (outcome != "answers")


def test_the_request_names_the_site_and_carries_nothing_else(site: tuple) -> None:
    port, asked = site
    ask(port, "/ok?a=b#part")
    method, path, headers = asked[0]
    assert (method, path, len(asked)) == ("HEAD", "/ok?a=b", 1)
    assert headers["Host"] == f"site.example:{port}"
    assert headers["User-Agent"] == f"Threefold link check (+{SITE})"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize("path", [*GET_ONLY, "/hangs-up"])
def test_a_server_that_does_not_know_head_is_asked_again(site: tuple, path: str) -> None:
    port, asked = site
    assert ask(port, path).outcome == "answers"
    assert [method for method, *_ in asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(("path", "steps"), [("/old", 2), ("/see", 2), ("/two", 3), ("/three", 4)])
def test_redirects_are_followed_and_said(site: tuple, path: str, steps: int) -> None:
    port, asked = site
    assert ask(port, path) == Answer("answers", 200, moved_to=f"http://site.example:{port}/ok")
    assert len(asked) == steps


def test_redirects_in_utf_8_with_spaces_are_followed(site: tuple) -> None:
    assert ask(site[0], "/utf8").outcome == "answers"
    assert site[1][-1][1] == "/gr%C3%B6%C3%9Fe%20und%20so"


@pytest.mark.parametrize("path", ["/four", "/round"])
def test_more_than_three_redirects_are_too_many(site: tuple, path: str) -> None:
    answer = ask(site[0], path)
    assert (answer.outcome, answer.reason) == ("unreachable", "It is redirected more than 3 times.")
    assert len(site[1]) == 4


@pytest.mark.parametrize("path", ["/to-file", "/to-port", "/to-metadata", "/to-mapped", "/to-name", "/to-local"])
def test_r_in_06_no_redirect_leads_to_a_private_network(site: tuple, path: str) -> None:
    port, asked = site
    answer = ask(port, path, ports={port, 80})
    assert (answer.outcome, answer.status) == ("not-allowed", None)
    assert answer.moved_to == REDIRECTS[path][1]
    assert len(asked) == 1


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "2130706433",
        "0x7f000001", "0177.0.0.1", "127.1", "localhost", "a.localhost", "[fe80::1]", "[fd00::1]", "100.64.0.1", "0",
    ],
)  # fmt: skip
def test_r_in_06_by_itself_it_does_not_reach_this_machine(site: tuple, host: str) -> None:
    port, asked = site
    answer = outbound.check(f"http://{host}:{port}/ok", site=SITE, ports={port})
    assert (answer.outcome, answer.status, asked) == ("not-allowed", None, [])
    assert answer.reason


def test_the_same_server_is_reached_when_it_may_be(site: tuple) -> None:
    """The positive control of the test above."""
    port, asked = site
    url = f"http://127.0.0.1:{port}/ok"
    assert outbound.check(url, site=SITE, ports={port}, may_reach=is_here).outcome == "answers"
    assert len(asked) == 1


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["::1", "8.8.8.8"],
        ["169.254.169.254"],
        ["64:ff9b::7f00:1"],
        ["fd00::1"],
    ],
)
def test_r_in_06_a_name_is_refused_when_one_of_its_numbers_is_private(site: tuple, numbers: list[str]) -> None:
    port, asked = site
    answer = outbound.check(f"http://site.example:{port}/ok", site=SITE, ports={port}, resolve=lambda *_: numbers)
    assert (answer.outcome, answer.reason) == ("not-allowed", "It leads to a private or reserved network.")
    assert asked == []


def test_r_in_06_a_name_that_turns_inward_after_the_first_look_is_refused(site: tuple) -> None:
    port, asked = site
    numbers = iter([["127.0.0.1"], ["10.0.0.1"]])
    answer = ask(port, "/no-head-405", resolve=lambda *_: next(numbers))
    assert answer.outcome == "not-allowed"
    assert [method for method, *_ in asked] == ["HEAD"]


def test_the_second_number_is_tried_when_the_first_does_not_answer(site: tuple) -> None:
    numbers = ["127.0.0.2", "127.0.0.1"]
    assert ask(site[0], "/ok", resolve=lambda *_: numbers, may_reach=lambda _: True).outcome == "answers"


def test_a_closed_door_and_an_unknown_name_are_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert ask(port, "/").reason == "The connection failed."

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    assert ask(port, "/", resolve=unknown) == Answer("unreachable", reason="Its name is not known.")
    assert ask(port, "/", resolve=lambda *_: []).outcome == "unreachable"


def drip(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100):
        client.sendall(b"X: y\r\n"[:1])
        time.sleep(0.05)


def say_nothing(client: socket.socket) -> None:
    time.sleep(1)


@pytest.mark.parametrize("server", [drip, say_nothing])
def test_the_time_is_over_however_slowly_bytes_come(server: Callable) -> None:
    with answering(server) as port:
        begun = time.monotonic()
        answer = ask(port, "/", seconds=0.5)
        assert (answer.outcome, answer.reason) == ("unreachable", "No answer within 0.5 seconds.")
        assert time.monotonic() - begun < 2


def test_a_resolver_without_end_is_not_waited_for() -> None:
    never = threading.Event()
    begun = time.monotonic()
    answer = ask(80, "/", resolve=lambda *_: [str(never.wait(20))], seconds=0.3)
    never.set()
    assert answer.reason == "No answer within 0.3 seconds."
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "reply",
    [b"", b"\x00" * 5000, b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200_000,
     b"HTTP/1.1 2x0 OK\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000, b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000],
    ids=["nothing", "zeros", "ssh", "many-lines", "no-number", "long-line", "always-continue"],
)  # fmt: skip
def test_what_is_no_answer_of_the_web_is_unreachable(reply: bytes) -> None:
    with answering(lambda client: client.sendall(reply)) as port:
        answer = ask(port, "/", seconds=5)
        assert (answer.outcome, answer.reason) == ("unreachable", "The connection failed.")


def test_one_host_is_asked_once_a_second_and_others_need_not_wait() -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(1.0, clock=lambda: now[0], sleep=sleep)
    waited = [pace.wait(host) for host in ("a.example", "b.example", "a.example", "a.example")]
    assert waited == [0, 0, 1.0, 1.0]
    now[0] += 5
    assert pace.wait("a.example") == 0
    assert slept == [1.0, 1.0]


def test_waiting_for_the_pace_takes_nothing_from_the_time(site: tuple) -> None:
    begun = time.monotonic()
    assert ask(site[0], "/three", pace=Pace(0.3), seconds=0.8).outcome == "answers"
    assert 0.85 < time.monotonic() - begun < 3


def write_certificate(folder: Path, name: str) -> Path:
    """A certificate for `name` that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_safe_connections_name_the_host_and_certificates_are_checked(tmp_path: Path) -> None:
    certificate = write_certificate(tmp_path, "site.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    named: list[str | None] = []
    server.sni_callback = lambda _, name, __: named.append(name)
    asked: list = []
    with serving(type("Noting", (Handler,), {"asked": asked}), server) as port:
        options: dict[str, Any] = {"site": SITE, "resolve": only_here, "may_reach": is_here, "ports": {port}}
        url = f"https://site.example:{port}/ok"
        assert re.match("Its certificate", outbound.check(url, **options).reason)
        trusting = ssl.create_default_context(cafile=str(certificate))
        assert outbound.check(url, tls=trusting, pace=Pace(0), **options) == Answer("answers", 200)
        other = f"https://127.0.0.1:{port}/ok"
        assert outbound.check(other, tls=trusting, **options).outcome == "unreachable"
    assert set(named) == {"site.example", None}
    assert [headers["Host"] for *_, headers in asked] == [f"site.example:{port}"]

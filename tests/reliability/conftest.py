"""A server of its own for a test, as `make run` starts it, and processes that write at once."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A running gunicorn with the settings of the site."""

    port: int
    process: subprocess.Popen

    def get(self, path: str) -> int:
        """The status of one GET."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def memory(self) -> int:
        """Bytes that all its processes hold."""
        parent = psutil.Process(self.process.pid)
        return sum(process.memory_info().rss for process in (parent, *parent.children()))


def clean_environment(data: Path, **variables: str) -> dict[str, str]:
    """Nothing of the developer's settings: only where Python and the data are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(data), "RESERVE_MB": "0", "PYTHONUNBUFFERED": "1", **variables}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """`serve(**variables)`: starts a server on a free port and waits until it answers; all are ended after the test."""
    running: list[subprocess.Popen] = []

    def start(**variables: str) -> Server:
        (tmp_path / "static").mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = clean_environment(tmp_path, PORT=str(port), **variables)
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        running.append(process)
        server = Server(port, process)
        for _ in range(200):
            try:
                if server.get("/healthz") == 200:
                    return server
            except OSError:
                assert process.poll() is None, "the server ended before it answered"
                time.sleep(0.05)
        raise AssertionError("the server did not answer within ten seconds")

    yield start
    for process in running:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def database_of_its_own(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment for processes that write: a new, empty database of the kind that the suite runs on."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield clean_environment(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'own.sqlite3'}")
        return
    import psycopg

    place, name = urlsplit(os.environ["DATABASE_URL"]), f"own_{secrets.token_hex(6)}"
    with psycopg.connect(place._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield clean_environment(tmp_path, DATABASE_URL=place._replace(path=f"/{name}").geturl())
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")

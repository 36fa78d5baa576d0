"""A server of its own for a test, as `make run` starts it, and processes that write at once."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from django.conf import settings

from tests.factories.databases import ROOT, clean_environment, migrate, migrated


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

    def memory_at_rest(self) -> int:
        """The same, once every process has loaded the site: one that answers may stand beside one that still loads."""
        before = self.memory()
        for _ in range(40):
            time.sleep(0.5)
            now = self.memory()
            if abs(now - before) < 2**20:
                return now
            before = now
        return before


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


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to copy."""
    return migrated(tmp_path_factory)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    """A connection to the server that may make databases, and the name of one with all tables, to copy."""
    import psycopg

    name = f"tables_{secrets.token_hex(6)}"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        migrate(address_of(name), tmp_path_factory.mktemp("migrated"))
        yield server, name
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def address_of(name: str) -> str:
    """Another database of the server that the suite runs on."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def database_of_its_own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment for processes that write: a new database with all tables, of the kind that the suite runs on."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        own = shutil.copy(request.getfixturevalue("tables"), tmp_path / "own.sqlite3")
        yield clean_environment(tmp_path, DATABASE_URL=f"sqlite:///{own}")
        return
    (server, tables), name = request.getfixturevalue("postgresql"), f"own_{secrets.token_hex(6)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {tables}")
    yield clean_environment(tmp_path, DATABASE_URL=address_of(name))
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")

"""Who may open what: every address × everybody, generated from the resolver, compared with `access.TABLE`."""

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test import Client

from tests.architecture import access
from tests.architecture.routes import CAST, Route, World, build, routes

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What nobody may set by sending it along: whose it is, what they may, what others say, what is derived (R-AZ-04).
KEPT = {
    "user_id", "practitioner_id", "reviewer_id", "project_id", "is_staff", "is_superuser", "is_active", "visibility",
    "verdict", "strength", "fingerprint", "uuid", "handle", "email", "password", "session_epoch", "created_at",
    "published_at", "joined_at",
}  # fmt: skip
SENT = KEPT | {"id", "user", "owner", "practitioner", "reviewer", "role", "status", "changed_at", "version"}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    route: Route
    variant: str
    methods: frozenset[str]
    expected: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.route.name}#{self.variant}".rstrip("#")

    @property
    def method(self) -> str:
        return "GET" if "GET" in self.methods else "POST"


def table() -> list[Line]:
    known = routes()
    rows = [row.split() for row in access.TABLE.strip().splitlines()[1:] if row.strip() and not row.startswith("#")]
    return [
        Line(known[name], variant, frozenset(methods.split("+")), dict(zip(CAST, statuses, strict=True)))
        for name_and_variant, methods, *statuses in rows
        for name, _, variant in [name_and_variant.partition("#")]
    ]


@pytest.fixture
def world(frameworks, ada) -> World:
    return build(ada)


@pytest.fixture
def browsers(cast, client_of) -> dict[str, Client]:
    clients = {name: client_of(cast.get(name)) for name in CAST}
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def finished(response):
    """The response, read to its end: a file that is handed out is closed then."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def answer(response) -> str:
    finished(response)
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/?next="):
        return "in"
    return str(response.status_code)


def test_r_az_01_every_address_stands_in_the_table_once():
    rows = [row.split()[0] for row in access.TABLE.strip().splitlines()[1:] if row.strip() and not row.startswith("#")]
    names = {row.partition("#")[0] for row in rows}
    assert sorted(rows) == sorted(set(rows))
    assert set(routes()) - names == set(), "addresses without a line in tests/architecture/access.py"
    assert names - set(routes()) == set(), "lines without an address"


def test_r_az_01_everybody_gets_what_the_table_says(world, browsers):
    wrong = []
    for line in table():
        address = world.address(line.route, line.variant)
        for who, client in browsers.items():
            got = answer(client.generic(line.method, address))
            if got != line.expected[who]:
                wrong.append(f"{line.name} as {who}: {got}, not {line.expected[who]}")
    assert wrong == []


def test_r_az_01_other_methods_are_405(world, browsers):
    wrong = []
    for line in table():
        who = next((name for name in CAST if line.expected[name] not in {"in", "404", "403"}), None)
        if who is None:
            continue
        for method in set(METHODS) - line.methods:
            got = browsers[who].generic(method, world.address(line.route, line.variant)).status_code
            if got != 405:
                wrong.append(f"{method} {line.name} as {who}: {got}")
    assert wrong == []


def test_r_az_02_what_one_may_not_know_of_looks_like_what_is_not_there(world, browsers):
    """404 with the same body and headers as for a thing that never was; not 403, no redirect."""
    wrong = []
    for line in table():
        if not line.route.parameters or "404" not in line.expected.values():
            continue
        for who, client in browsers.items():
            if line.expected[who] != "404":
                continue
            for method in line.methods:
                caches["default"].clear()  # a limit that ends between the two would tell them apart
                hidden = client.generic(method, world.address(line.route, line.variant))
                absent = client.generic(method, world.address_of_nothing(line.route))
                if remains(hidden) != remains(absent):
                    parts = zip(remains(hidden), remains(absent), strict=True)
                    wrong.append((f"{method} {line.name} as {who}", [pair for pair in parts if pair[0] != pair[1]]))
    assert wrong == []


def remains(response) -> tuple:
    headers = {name: value for name, value in response.headers.items() if name not in {"X-Request-ID", "Expires"}}
    return response.status_code, re.sub(rb"[0-9a-f]{32}|csrfmiddlewaretoken[^>]*", b"", response.content), headers


def state() -> dict[str, str]:
    """A hash of each table. Sessions are left out: they are the browser's, not the site's; and so is the index of
    words, which holds nothing to be read out: it follows `portfolio_document`."""
    names = set(connection.introspection.table_names()) - {"django_session", "django_migrations"}
    tables = sorted(name for name in names if not name.startswith("portfolio_search_"))
    hashes = {}
    with connection.cursor() as cursor:
        for table_name in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table_name)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            hashes[table_name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return hashes


ASKS_FOR_HEADS = {"ada", "max"}  # a head is made by the view of its page: two of the cast are enough


def test_r_au_06_reading_changes_nothing(world, browsers):
    before = state()
    wrong = []
    for line in table():
        for who, client in browsers.items():
            for method in ("get", "head") if who in ASKS_FOR_HEADS else ("get",):
                with written() as tables:
                    finished(getattr(client, method)(world.address(line.route, line.variant)))
                wrong += [f"{method} {line.name} as {who}: {sql}" for sql in tables]
    assert wrong == []
    assert state() == before


@contextmanager
def written():
    """The statements that write, apart from the session."""
    found: list[str] = []

    def watch(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")) and '"django_session"' not in sql:
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def test_r_au_06_nothing_is_taken_without_a_token(world, cast, client_of):
    clients = {who: Client(enforce_csrf_checks=True, raise_request_exception=False) for who in CAST}
    for who, client in clients.items():
        client.cookies = client_of(cast.get(who)).cookies
    before = state()
    wrong = []
    for who, client in clients.items():
        for line in table():
            for method in line.methods - {"GET"}:
                got = answer(
                    client.generic(
                        method, world.address(line.route, line.variant), headers={"Origin": "http://evil.test"}
                    )
                )
                if got != "403":
                    wrong.append(f"{method} {line.name} as {who}: {got}")
    assert wrong == []
    assert state() == before


def rows() -> dict[tuple, dict]:
    """The protected columns of all rows of ours."""
    found = {}
    for app in ("accounts", "competence", "portfolio", "hiring"):
        for model in apps.get_app_config(app).get_models():
            columns = [f.attname for f in model._meta.concrete_fields if f.attname in KEPT]
            for row in model._default_manager.values("pk", *columns) if columns else []:
                found[model._meta.label, row["pk"]] = row
    return found


def test_r_az_04_what_is_sent_along_is_not_taken(world, browsers, cast):
    """Every address that takes POST gets every field that nobody may set; no row changes in one of these columns."""
    extra = dict.fromkeys(SENT, "1") | {"email": "evil@example.org", "visibility": "public", "handle": "evil"}
    extra |= {"user": cast["sam"].pk, "practitioner": cast["sam"].practitioner.pk, "uuid": "0" * 32, "is_staff": "on"}
    wrong = []
    for line in table():
        meant = access.MEANT_TO_CHANGE.get(line.route.name, set())
        for who in ("sam", "ada"):
            if "POST" not in line.methods:
                continue
            before = rows()
            response = browsers[who].post(world.address(line.route, line.variant), extra)
            if response.status_code >= 500:
                wrong.append(f"{line.name} as {who}: {response.status_code}")
            b"".join(response)  # a file that is sent in pieces closes at its end
            after = rows()
            for key in before.keys() & after.keys():
                changed = {name for name in before[key] if before[key][name] != after[key][name]} - meant
                wrong += [f"{line.name} as {who}: {key[0]}.{name}" for name in changed]
    assert wrong == []

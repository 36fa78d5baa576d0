from pathlib import Path

import pytest
from django.db import OperationalError, connection

from config import addresses
from core import health
from tests.conftest import PASSWORD


def test_alive_asks_neither_database_nor_session(client, django_assert_num_queries):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert "Set-Cookie" not in response


@pytest.mark.django_db
def test_ready_when_database_migrations_and_storage_are_well(client, settings, monkeypatch):
    settings.RESERVE_MB = 0
    monkeypatch.setattr(health, "_unapplied_migrations", lambda: False)  # the suite may run without migrations
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_not_ready_below_the_reserve_of_free_space(client, settings, monkeypatch):
    monkeypatch.setattr(health, "_unapplied_migrations", lambda: False)
    settings.RESERVE_MB = 10**9
    response = client.get("/readyz")
    assert (response.status_code, response.content, response["Retry-After"]) == (503, b"storage\n", "10")


@pytest.mark.django_db
def test_r_up_08_below_the_reserve_people_still_read_and_sign_in(client, settings, ada):
    """Uploads ask `storage_is_low` and answer 507; everything else goes on."""
    settings.RESERVE_MB = 0
    assert health.storage_is_low() is False
    settings.RESERVE_MB = 10**9
    assert health.storage_is_low() is True
    assert [client.get(path).status_code for path in ("/", "/explore/", "/frameworks/", "/healthz")] == [200] * 4
    answer = client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/dashboard/")
    assert client.get("/studio/projects/").status_code == 200


@pytest.mark.django_db
def test_r_up_11_a_store_elsewhere_that_is_away_does_not_take_the_site_away(client, settings, monkeypatch):
    """Its disk is not ours, and pages work without it: MEDIA_ROOT is not looked at, and nobody asks S3."""
    monkeypatch.setattr(health, "_unapplied_migrations", lambda: False)
    settings.RESERVE_MB = 0
    settings.MEDIA_ROOT = Path("/proc/1/nothing/can/be/written/here")
    assert client.get("/readyz").content == b"storage\n", "control"
    nobody_there = "s3://bucket?endpoint=http://127.0.0.1:9"
    settings.STORAGES = {**settings.STORAGES, "default": addresses.storage(nobody_there, key_id="a", secret="b")}
    assert client.get("/readyz").content == b"ok\n"
    assert health.storage_is_low() is False


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_open(client, monkeypatch):
    monkeypatch.setattr(health, "_unapplied_migrations", lambda: True)
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (503, b"migrations\n")


@pytest.mark.django_db
def test_not_ready_without_a_database(client, monkeypatch):
    def fail():
        raise OperationalError("no route to db.internal:5432")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt"])
def test_machines_may_only_read(client, address):
    assert client.post(address).status_code == 405


def test_robots_stay_out_of_what_is_personal(client, settings):
    settings.SITE_URL = "https://three.example"
    text = client.get("/robots.txt").content.decode()
    assert text.splitlines() == [
        "User-agent: *", "Disallow: /accounts/", "Disallow: /dashboard/", "Disallow: /studio/", "",
        "Sitemap: https://three.example/sitemap.xml",
    ]  # fmt: skip

from pathlib import Path

import pytest

from config import addresses
from config.env import BadSetting


def test_sqlite_is_in_wal_mode_with_immediate_transactions_and_stays_open():
    """Findings 1 and 3: without IMMEDIATE writers fail, without an open connection a full disk stops readers too."""
    read = addresses.database("sqlite:////data/site.sqlite3")
    assert read["NAME"] == Path("/data/site.sqlite3")
    assert read["CONN_MAX_AGE"] is None
    assert read["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;" in read["OPTIONS"]["init_command"]
    assert "synchronous=FULL;" in addresses.database("sqlite:///a", synchronous="FULL")["OPTIONS"]["init_command"]
    assert addresses.database("sqlite:///var/a%20b.sqlite3")["NAME"] == Path("var/a b.sqlite3")


def test_postgresql_with_everything_that_can_be_said():
    read = addresses.database("postgres://me:p%40ss@db.example:5433/three?sslmode=verify-full")
    assert (read["HOST"], read["PORT"], read["USER"], read["PASSWORD"]) == ("db.example", "5433", "me", "p@ss")
    assert read["NAME"] == "three"
    assert (read["CONN_MAX_AGE"], read["CONN_HEALTH_CHECKS"]) == (60, True)
    assert read["OPTIONS"]["sslmode"] == "verify-full"
    limits = ["statement_timeout=15000", "lock_timeout=5000", "idle_in_transaction_session_timeout=30000"]
    for option in [*limits, "work_mem=16MB"]:
        assert option in read["OPTIONS"]["options"]


def test_postgresql_by_the_local_socket():
    read = addresses.database("postgres:///threefold")
    assert (read["HOST"], read["PORT"], read["USER"], read["NAME"]) == ("", "", "", "threefold")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://a/b",
        "sqlite://",
        "sqlite:///",
        "sqlite://host/file",
        "sqlite:///file?mode=ro",
        "postgres://host",
        "postgres://host/",
        "postgres://host/a/b",
        "postgres://host:port/a",
        "postgres://host/a?options=-c%20x",
        "postgres://host/a#b",
    ],
)
def test_what_is_not_understood_is_refused(url):
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        addresses.database(url)


def test_a_refusal_never_repeats_the_password():
    with pytest.raises(BadSetting) as caught:
        addresses.database("postgres://me:hush-hush@host/a?bad=1")
    assert "hush" not in str(caught.value)


def test_caches():
    """Pages have a cache of their own: another place in the process, another prefix in the same Redis."""
    own = addresses.caches("locmem://")
    assert {name: (c["LOCATION"], c["OPTIONS"]["MAX_ENTRIES"]) for name, c in own.items()} == {
        "default": ("threefold", 100_000),
        "pages": ("threefold-pages", 5_000),
    }
    assert all(cache["BACKEND"].endswith("LocMemCache") for cache in own.values())
    shared = addresses.caches("redis://127.0.0.1:6379/3")
    assert {name: cache["KEY_PREFIX"] for name, cache in shared.items()} == {
        "default": "threefold",
        "pages": "threefold-pages",
    }
    for cache in shared.values():
        assert cache["BACKEND"].endswith("RedisCache")
        assert cache["LOCATION"] == "redis://127.0.0.1:6379/3"
    for url in ["", "memcached://a", "redis:///0", "file:///tmp"]:
        with pytest.raises(BadSetting, match="CACHE_URL"):
            addresses.caches(url)


def test_files_lie_on_this_machine_unless_told_otherwise():
    assert addresses.storage("local://") == {"BACKEND": "core.storage.DurableStorage"}


def test_files_in_s3():
    read = addresses.storage("s3://my-bucket/three/fold?region=eu-central-1", key_id="AKIA", secret="hush")
    assert read["BACKEND"] == "core.storage_s3.PrivateS3Storage"
    assert read["OPTIONS"] == {
        "bucket_name": "my-bucket",
        "location": "three/fold",
        "region_name": "eu-central-1",
        "access_key": "AKIA",
        "secret_key": "hush",
    }
    own = addresses.storage("s3://my.bucket?endpoint=http%3A%2F%2F127.0.0.1:9000")["OPTIONS"]
    assert own == {
        "bucket_name": "my.bucket",
        "location": "",
        "region_name": "us-east-1",
        "endpoint_url": "http://127.0.0.1:9000",
        "addressing_style": "path",
    }


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/srv/files",
        "file:///srv/files",
        "local:///srv",
        "s3://",
        "s3://b?region=r",
        "s3://Bucket?region=r",
        "s3://my_bucket?region=r",
        "s3://bucket",
        "s3://bucket?region=",
        "s3://bucket?region=EU",
        "s3://bucket?region=a&region=b",
        "s3://bucket?region=a&acl=public-read",
        "s3://bucket/a/../b?region=a",
        "s3://bucket/a//b?region=a",
        "s3://bucket/a b?region=a",
        "s3://bucket?region=a#b",
        "s3://bucket:9000?region=a",
        "s3://bucket?endpoint=minio:9000",
        "s3://bucket?endpoint=https://",
        "s3://bucket?endpoint=https://s3.example/path",
        "s3://bucket?endpoint=https://key:hush@s3.example",
        "s3://key:hush@bucket?region=a",
    ],
)
def test_a_store_that_is_not_understood_is_refused(url):
    with pytest.raises(BadSetting, match="STORAGE_URL") as caught:
        addresses.storage(url)
    assert "hush" not in str(caught.value)


def test_half_a_key_is_refused():
    for half in ({"key_id": "AKIA"}, {"secret": "hush"}):
        with pytest.raises(BadSetting, match="together") as caught:
            addresses.storage("s3://bucket?region=a", **half)
        assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [("smtp://h", 25, False, False), ("smtp+tls://h", 587, True, False), ("smtps://h:4465", 4465, False, True)],
)
def test_mail(url, port, tls, ssl):
    read = addresses.mail(url.replace("//h", "//me%40h:p%3Aw@h"))
    assert (read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("me@h", "p:w")


def test_mail_goes_to_the_console_unless_told_otherwise():
    assert addresses.mail("console://")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    for url in ["", "smtp://", "pop3://h", "smtp://h/x", "smtp://h?tls=1"]:
        with pytest.raises(BadSetting, match="SMTP_URL"):
            addresses.mail(url)


def test_the_site():
    assert addresses.site("https://three.example").hostname == "three.example"
    for url in ["", "three.example", "ftp://a", "https://a/", "https://a/b", "https://", "https://a?b", "http://a:x"]:
        with pytest.raises(BadSetting, match="SITE_URL"):
            addresses.site(url)

"""Readers of addresses in the environment: database, cache, files, mail. Strict: what is not understood is refused."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from config.env import BadSetting

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;"
)
POSTGRES_OPTIONS = (
    "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000 -c work_mem=16MB"
)
"""With less memory PostgreSQL takes the texts of half a million people apart again to see who has a word."""
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
FOLDERS = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
REGION = re.compile(r"[a-z0-9-]+")
S3_DRIVERS = ("storages", "boto3")
POSTGRES_PARAMETERS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "connect_timeout"}


def _split(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise BadSetting(f"{name} is not an address: {error}.") from error
    return parts


def database(url: str, *, synchronous: str = "NORMAL") -> dict[str, Any]:
    """Django's settings of the database that `url` names.

    `sqlite:///relative/file`, `sqlite:////absolute/file`, or `postgres://user:password@host:port/name?sslmode=…`
    (without a host: the local socket). `BadSetting` for anything else; the message never repeats the password.
    """
    parts = _split("DATABASE_URL", url)
    if parts.scheme == "sqlite":
        return _sqlite(parts, synchronous)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts)
    raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgres://.")


def _sqlite(parts: SplitResult, synchronous: str) -> dict[str, Any]:
    if parts.netloc or parts.query or parts.fragment or parts.path in {"", "/"}:
        raise BadSetting("DATABASE_URL for SQLite is sqlite:/// and then the path of the file, nothing else.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(unquote(parts.path[1:])),
        # An open connection keeps the shared memory of the write-ahead log: reads survive a full disk.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS.format(synchronous=synchronous),
        },
    }


def _postgres(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path.removeprefix("/"))
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(parameters) - POSTGRES_PARAMETERS)
    if not name or "/" in name:
        raise BadSetting("DATABASE_URL for PostgreSQL must end in the name of the database, and nothing after it.")
    if unknown or parts.fragment:
        raise BadSetting(f"DATABASE_URL has parameters that are not known here: {', '.join(unknown) or '#'}.")
    if find_spec("psycopg") is None:
        raise BadSetting("DATABASE_URL names PostgreSQL; its driver is missing: install requirements-services.lock.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": POSTGRES_OPTIONS, **parameters},
    }


def caches(url: str) -> dict[str, dict[str, Any]]:
    """Django's settings of both caches: `locmem://` (each process its own) or `redis://…`/`rediss://…` (shared).

    `default` counts limits and holds one-time codes; `pages` holds what was drawn once. Apart, because a process keeps
    so many entries and no more: reading many pages must not make it forget who tried a password how often.
    """
    parts = _split("CACHE_URL", url)
    if parts.scheme == "locmem":
        return {"default": _in_process("threefold", 100_000), "pages": _in_process("threefold-pages", 5_000)}
    if parts.scheme in {"redis", "rediss"} and parts.hostname:
        if find_spec("redis") is None:
            raise BadSetting("CACHE_URL names Redis, but its driver is missing: install requirements-services.lock.")
        return {"default": _in_redis(url, "threefold"), "pages": _in_redis(url, "threefold-pages")}
    raise BadSetting("CACHE_URL must be locmem:// or redis://host:port/number.")


def _in_process(name: str, most: int) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": most},
    }


def _in_redis(url: str, prefix: str) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": prefix,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }


def storage(url: str, *, key_id: str = "", secret: str = "") -> dict[str, Any]:
    """Django's settings of the store of uploaded files: `local://` (below `MEDIA_ROOT`), or
    `s3://bucket/folders?region=…&endpoint=https://…` with a key, or without one for a machine that has a role.

    `BadSetting` for anything else; the message never repeats the key.
    """
    if url == "local://":
        return {"BACKEND": "core.storage.DurableStorage"}
    parts = _split("STORAGE_URL", url)
    if parts.scheme != "s3":
        raise BadSetting("STORAGE_URL must be local:// or s3://bucket.")
    if bool(key_id) != bool(secret):
        raise BadSetting("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are given together, or neither.")
    if any(find_spec(name) is None for name in S3_DRIVERS):
        raise BadSetting("STORAGE_URL names S3, but its driver is missing: install requirements-services.lock.")
    keys = {"access_key": key_id, "secret_key": secret} if key_id else {}
    return {"BACKEND": "core.storage_s3.PrivateS3Storage", "OPTIONS": {**_bucket(parts), **keys}}


def _bucket(parts: SplitResult) -> dict[str, Any]:
    """Where in S3, as django-storages calls it."""
    folders = parts.path.strip("/")
    if "@" in parts.netloc:
        raise BadSetting("STORAGE_URL holds no key: give it as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
    if not BUCKET.fullmatch(parts.netloc) or parts.fragment or (folders and not FOLDERS.fullmatch(folders)):
        raise BadSetting("STORAGE_URL must be s3://, the name of a bucket, and if you like folders in it.")
    given = parse_qsl(parts.query, keep_blank_values=True)
    parameters = dict(given)
    if len(given) != len(parameters) or set(parameters) - {"region", "endpoint"}:
        raise BadSetting("STORAGE_URL takes the parameters region and endpoint, each once, and no other.")
    endpoint, region = parameters.get("endpoint"), parameters.get("region")
    if endpoint is not None:
        _checked_endpoint(endpoint)
    elif region is None:
        raise BadSetting("STORAGE_URL must say in which region the bucket is: ?region=…, or at which ?endpoint=….")
    if region is not None and not REGION.fullmatch(region):
        raise BadSetting("STORAGE_URL has a region that cannot be one.")
    where = {"bucket_name": parts.netloc, "location": folders, "region_name": region or "us-east-1"}
    return {**where, "endpoint_url": endpoint, "addressing_style": "path"} if endpoint else where


def _checked_endpoint(url: str) -> None:
    parts = _split("STORAGE_URL", url)
    extra = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
        raise BadSetting("The endpoint of STORAGE_URL must be http:// or https:// and a host, nothing else.")


def mail(url: str) -> dict[str, Any]:
    """Django's `EMAIL_…` settings: `console://`, or `smtp://`, `smtp+tls://` (STARTTLS), `smtps://` (TLS)
    with `user:password@host:port`."""
    parts = _split("SMTP_URL", url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadSetting("SMTP_URL must be console://, or smtp, smtp+tls or smtps and ://user:password@host:port.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 15,
    }


def site(url: str) -> SplitResult:
    """The address under which people reach the site, checked: http or https, a host, no path."""
    parts = _split("SITE_URL", url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise BadSetting("SITE_URL must be http:// or https:// and the host, without a path or a slash at the end.")
    return parts

"""Published editions in the formats of others: for downloads, for the command, and for the read paths of CASE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from competence.formats import documents
from competence.formats.case import writing
from competence.formats.case.serving import Shelf
from competence.formats.foreign import Document
from competence.formats.interchange import FORMATS, Format, Origin
from competence.models import Edition
from competence.queries import editions

PATH = "/ims/case/v1p1"
KEPT_TEXTS = 8
KEPT_SHELVES = 2
KEPT_EDITIONS = 32


@dataclass(frozen=True)
class Choice:
    """One format to download an edition in, and what it cannot hold of it."""

    format: Format
    losses: tuple[str, ...]


@dataclass(frozen=True)
class Export:
    """An edition as a file."""

    name: str
    text: str
    format: Format


def edition_of(key: str, version: str = "") -> Edition:
    """A published edition, the current one without a version. `Edition.DoesNotExist` when there is none."""
    found = Edition.objects.published().select_related("framework").filter(framework__key=key)
    return found.get(version=version.replace("\x00", " ")) if version else found.get(is_current=True)


def document_of(edition: Edition) -> Document:
    """An edition in the shape of our own files."""
    document = documents.of(editions.edition(edition.framework.key, edition.version))
    document["framework"].pop("default", None)
    return document


def choices(edition: Edition) -> tuple[Choice, ...]:
    """Every format with what it cannot hold of an edition."""
    return _choices(edition.pk, edition.content_hash)


@lru_cache(maxsize=KEPT_EDITIONS)
def _choices(pk: int, _content_hash: str) -> tuple[Choice, ...]:
    document = document_of(_edition(pk))
    return tuple(Choice(form, tuple(form.losses(document))) for form in FORMATS.values())


def _edition(pk: int) -> Edition:
    return Edition.objects.select_related("framework").get(pk=pk)


def export(edition: Edition, form: Format, site: str) -> Export:
    """An edition in one format. `site` begins the addresses in it."""
    text = _text(edition.pk, edition.content_hash, form.key, site)
    return Export(f"{edition.framework.key}-{edition.version}{form.suffix}", text, form)


@lru_cache(maxsize=KEPT_TEXTS)
def _text(pk: int, _content_hash: str, form: str, site: str) -> str:
    edition = _edition(pk)
    origin = Origin(at=spelled(edition.published_at), base=f"{site}{PATH}")
    return FORMATS[form].write(document_of(edition), origin)


def spelled(at: datetime | None) -> str:
    """A point in time as CASE writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else writing.START


def shelf(site: str) -> tuple[Shelf, str, datetime | None]:
    """All current editions as CASE packages, what they are made of in a word, and the latest change. One query warm."""
    rows = list(
        Edition.objects.current()
        .order_by("-framework__is_default", "framework__position", "framework__key")
        .values_list("pk", "content_hash", "published_at")
    )
    stamp = tuple((pk, content_hash) for pk, content_hash, _ in rows)
    latest = max((at for _, _, at in rows if at), default=None)
    return _shelf(stamp, site), " ".join(content_hash for _, content_hash in stamp), latest


@lru_cache(maxsize=KEPT_SHELVES)
def _shelf(stamp: tuple[tuple[int, str], ...], site: str) -> Shelf:
    found, base = Shelf(), f"{site}{PATH}"
    for pk, content_hash in stamp:
        found.put(_package(pk, content_hash, base), base)
    return found


@lru_cache(maxsize=KEPT_EDITIONS)
def _package(pk: int, _content_hash: str, base: str) -> dict[str, Any]:
    """Kept for each edition, so that publishing one framework does not write the others anew."""
    edition = _edition(pk)
    return writing.write(document_of(edition), at=spelled(edition.published_at), base=base)

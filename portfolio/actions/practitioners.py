"""Writing the profile of a practitioner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from core.errors import DomainError, StaleVersion
from portfolio.actions import artefacts, changes, portfolios
from portfolio.models import BackgroundEntry, Evidence, FeaturedProof, Practitioner
from portfolio.models.practitioners import RESERVED, Seeking, Workplace

if TYPE_CHECKING:
    from accounts.models import User

FIELDS = ("name", "headline", "location", "open_to", "seeking", "workplaces", "about", "links", "order_reason")

LINK_SCHEMES = ("https://", "http://", "mailto:")


def _check_links(links: Sequence[Mapping[str, str]]) -> None:
    """`DomainError` for a link that a browser would not open as a page or a message."""
    if any(not link["url"].startswith(LINK_SCHEMES) for link in links):
        raise DomainError("A link begins with https://, http:// or mailto:. Change the others.")


def _check_choices(fields: Mapping[str, Any]) -> None:
    """`ValueError` for a kind of work or a workplace that there is not."""
    for name, known in (("seeking", Seeking.values), ("workplaces", Workplace.values)):
        if not set(fields.get(name, ())) <= set(known):
            raise ValueError(f"Not known as {name}: {', '.join(fields[name])}")


@transaction.atomic
def create(user: User, *, handle: str, name: str, at: datetime, **fields: Any) -> Practitioner:
    """A practitioner for `user`, private. `DomainError` if the handle is taken or the user has one already, or for a
    link with another scheme than `LINK_SCHEMES`; `ValueError` for a choice that there is not."""
    _check_links(fields.get("links", ()))
    _check_choices(fields)
    if Practitioner.objects.filter(user=user).exists():
        raise DomainError("You have a portfolio already.")
    if handle in RESERVED:
        raise DomainError(f"The address “{handle}” is kept for the site. Choose another.")
    try:
        with transaction.atomic():
            practitioner = Practitioner.objects.create(
                user=user, handle=handle, name=name, created_at=at, changed_at=at, **fields
            )
    except IntegrityError as error:
        raise DomainError(f"The address “{handle}” is taken. Choose another.") from error
    portfolios.refresh(practitioner, at=at)
    return practitioner


@transaction.atomic
def change(
    practitioner: Practitioner,
    *,
    revision: int,
    fields: Mapping[str, Any],
    background: Sequence[BackgroundEntry] | None = None,
    by: User,
    at: datetime,
) -> Practitioner:
    """Change the profile's own fields (`FIELDS`) and, when given, replace its background.

    `StaleVersion` if it was saved in the meantime; `ValueError` for a field that is not the profile's, or a choice that
    there is not; `DomainError` for a link with another scheme than `LINK_SCHEMES`.
    """
    current = portfolios.lock(practitioner)
    if current.revision != revision:
        raise StaleVersion()
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"Not fields of a profile: {', '.join(sorted(unknown))}")
    _check_links(fields.get("links", ()))
    _check_choices(fields)
    for name, value in fields.items():
        setattr(current, name, value)
    current.revision += 1
    current.save(update_fields=[*fields, "revision"])
    if background is not None:
        current.background.all().delete()
        for position, entry in enumerate(background):
            entry.practitioner, entry.position = current, position
        BackgroundEntry.objects.bulk_create(background)
    portfolios.refresh(current, at=at)
    return current


@transaction.atomic
def set_visibility(practitioner: Practitioner, *, visibility: str, by: User | None, at: datetime) -> Practitioner:
    """Show the profile to nobody, to those with the address, or to all."""
    current = portfolios.lock(practitioner)
    portfolios.show(current, visibility=visibility, at=at)
    portfolios.refresh(current, at=at)
    return current


@transaction.atomic
def set_contact(practitioner: Practitioner, *, accepts_messages: bool, by: User | None, at: datetime) -> Practitioner:
    """Take messages of signed-in people through the site, or none."""
    current = portfolios.lock(practitioner)
    current.accepts_messages = accepts_messages
    current.save(update_fields=["accepts_messages"])
    return current


@transaction.atomic
def feature(practitioner: Practitioner, *, evidence: Sequence[Evidence], by: User, at: datetime) -> None:
    """Put up to three pieces of evidence first on the profile, in this order; the others step back."""
    current = portfolios.lock(practitioner)
    if len(evidence) > 3:
        raise DomainError("At most three proofs can stand first. Take one away before adding another.")
    if any(item.project.practitioner_id != current.pk for item in evidence):
        raise DomainError("Only proofs from your own projects can stand first.")
    current.featured.all().delete()
    FeaturedProof.objects.bulk_create(
        FeaturedProof(practitioner=current, evidence=item, position=place) for place, item in enumerate(evidence, 1)
    )
    portfolios.refresh(current, at=at)


@transaction.atomic
def remove(practitioner: Practitioner, *, by: User | None, at: datetime) -> None:
    """Delete the portfolio with everything in it, image files included."""
    current = portfolios.lock(practitioner)
    artefacts.drop_files_of(current.projects.all())
    changes.note([current.pk])
    current.delete()

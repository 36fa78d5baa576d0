"""The person with a portfolio, and what stands on the profile beside the projects."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portfolio.models.visibility import Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

HANDLE = RegexValidator(
    r"^[a-z0-9](?:[a-z0-9-]{0,37}[a-z0-9])$",
    "Use 2 to 39 small letters, digits and hyphens, with a letter or digit at both ends.",
)
RESERVED = frozenset(
    "about account accounts admin administrator api dashboard explore help home mail moderator moderators root "
    "security staff studio support system team threefold webmaster www".split()
)
"""Addresses that would speak for the site."""
ACTIVE = Q(user__isnull=True) | Q(user__is_active=True)


class Seeking(models.TextChoices):
    """What kind of work somebody is open to."""

    PERMANENT = "permanent", "A permanent role"
    CONTRACT = "contract", "Contract work"
    PART_TIME = "part-time", "Part-time work"
    INTERNSHIP = "internship", "An internship"
    COLLABORATION = "collaboration", "Working together, unpaid"


class Workplace(models.TextChoices):
    """From where somebody would work."""

    REMOTE = "remote", "Remote"
    HYBRID = "hybrid", "Partly on site"
    ON_SITE = "on-site", "On site"


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def listed(self) -> PractitionerQuerySet:
        """Profiles that lists, counts, search, feeds and the site map may name."""
        return self.filter(ACTIVE, visibility=Visibility.PUBLIC)

    def visible_to(self, user: User | AnonymousUser) -> PractitionerQuerySet:
        """Profiles that this user may know of: those with an address, and their own."""
        reachable = ACTIVE & ~Q(visibility=Visibility.PRIVATE)
        return self.filter(reachable | Q(user=user)) if user.is_authenticated else self.filter(reachable)


class Practitioner(models.Model):
    """A person with a portfolio. Not the same as a user account: `user` may be missing."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="practitioner"
    )
    handle = models.CharField(max_length=39, unique=True, validators=[HANDLE])
    name = models.CharField(max_length=120)
    headline = models.CharField(max_length=160, blank=True)
    location = models.CharField(max_length=120, blank=True)
    open_to = models.CharField(max_length=160, blank=True)
    seeking = models.JSONField(default=list, blank=True, help_text="Values of Seeking, in its order.")
    workplaces = models.JSONField(default=list, blank=True, help_text="Values of Workplace, in its order.")
    links = models.JSONField(default=list, blank=True, help_text="[{label, url}], in order; http, https or mailto.")
    about = models.TextField(max_length=4000, blank=True)
    order_reason = models.TextField(
        max_length=600,
        blank=True,
        help_text="The stated answer to a level that was shown out of order; it stays visible.",
    )
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PRIVATE)
    accepts_messages = models.BooleanField(
        default=True, help_text="Whether signed-in people may write to them through the site."
    )
    last_proof_on = models.DateField(
        null=True, blank=True, help_text="Day of the latest proof that a visitor sees (evidenced or verified), derived."
    )
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveBigIntegerField(
        default=1, help_text="Raised by every change of anything in this portfolio."
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="First time that everybody could find the profile; kept when withdrawn."
    )

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="portfolio_profile_visibility_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="portfolio_practitioner_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["visibility", "-changed_at"], name="portfolio_people_by_change"),
            models.Index(fields=["visibility", "-last_proof_on", "uuid"], name="portfolio_people_by_proof"),
            models.Index(fields=["visibility", "-published_at"], name="portfolio_people_by_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:profiles-show", args=[self.handle])

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC


class BackgroundEntry(models.Model):
    """One line of background, shown last. It never enters a standing, a match or an order."""

    class Kind(models.TextChoices):
        WORK = "work", "Work"
        STUDY = "study", "Study"
        TOOLS = "tools", "Tools"
        OTHER = "other", "Other"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="background")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.WORK)
    period = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["work", "study", "tools", "other"]), name="portfolio_background_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.text

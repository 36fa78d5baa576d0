"""What listed projects can be found by, packed: derived, never typed in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from portfolio.models.practitioners import Practitioner
from portfolio.models.projects import Project

NUMBERING = 7_380_271_655_021
"""Number of the advisory lock on PostgreSQL that those share who pack by numbers of traits, until they commit."""


class Trait(models.Model):
    """Something that projects can be found by, with its number; written only by `portfolio.actions.listings`."""

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="portfolio_trait_has_one_number"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(value=""), name="portfolio_trait_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class ListingQuerySet(models.QuerySet["Listing"]):
    def listed(self) -> ListingQuerySet:
        """Without those whose owner's account was taken out of use since."""
        return self.exclude(practitioner__in=Practitioner.objects.filter(user__is_active=False))


class Listing(models.Model):
    """All that one project can be found by and put in order by; written only by `portfolio.actions.listings`.

    There are rows for public projects of public profiles only; what is withdrawn loses its row in the same transaction.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, primary_key=True, related_name="listing")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="listings")
    packed = models.BinaryField(help_text="portfolio.shelf.entries.pack, by the numbers of Trait.")

    objects = ListingQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.project_id)

"""What people can be found by, as rows: derived from what a visitor of the profile sees, never typed in."""

from django.db import models
from django.db.models import Q

from portfolio.models.practitioners import Practitioner


class Facet(models.Model):
    """One value that holds for one practitioner; written only by `portfolio.actions.portfolios.refresh`.

    There are rows for the public side of everybody whose profile has an address; queries ask only those who are
    listed. `portfolio.facets` says which kinds there are and what their values mean.
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=120)
    label = models.CharField(max_length=120, blank=True, help_text="As it was written, where `value` is folded.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "kind", "value"], name="portfolio_facet_is_one_row_a_value"
            ),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(value=""), name="portfolio_facet_says_something"),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="portfolio_people_by_facet")]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.kind}: {self.value}"

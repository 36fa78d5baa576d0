"""Choices that can be defended."""

from django.db import models

from portfolio.models.parts import Part


class Decision(Part):
    """What was chosen, instead of what, why, and what would change it."""

    FIELDS = ("choice", "context", "options", "reason", "revisit")

    choice = models.CharField(max_length=160)
    context = models.TextField(max_length=2000, blank=True)
    options = models.TextField(max_length=2000, blank=True, help_text="What it was weighed against.")
    reason = models.TextField(max_length=2000)
    revisit = models.TextField(max_length=1000, blank=True, help_text="What would change it.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(choice=""), name="portfolio_decision_has_a_choice"),
        ]

    def __str__(self) -> str:
        return self.choice

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on evidence that points here has judged."""
        return {
            "choice": self.choice,
            "context": self.context,
            "options": self.options,
            "reason": self.reason,
            "revisit": self.revisit,
        }

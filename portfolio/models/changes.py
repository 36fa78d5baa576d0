"""Which portfolios changed, in order, so that every process that holds an index of them can follow."""

from django.db import models

LOCK = 7_380_271_655_019
"""Number of the advisory lock on PostgreSQL that writers of changes share until they commit."""


class Change(models.Model):
    """The last change of one portfolio. The number grows; a new change of a person takes the place of the one before,
    so there are never more rows than people. No key: a portfolio that was deleted has changed as well."""

    number = models.BigAutoField(primary_key=True)
    practitioner = models.BigIntegerField(unique=True, help_text="Primary key of the practitioner.")

    def __str__(self) -> str:
        return f"{self.number}: {self.practitioner}"

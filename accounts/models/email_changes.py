"""A change of a person's e-mail address, kept so that the holder of the old address can undo it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class EmailChange(models.Model):
    """One address replaced by another (R-AU-05). Undoing one also undoes every later one of the same person."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_changes")
    old_email = models.EmailField(max_length=254)
    new_email = models.EmailField(max_length=254)
    changed_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(old_email=F("new_email")), name="accounts_email_change_is_between_two_addresses"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("changed_at")),
                name="accounts_email_change_is_undone_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_email} to {self.new_email}"

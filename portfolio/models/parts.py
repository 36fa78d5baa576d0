"""What every part of a project has: an order, a revision for two open tabs, and dates."""

from __future__ import annotations

import uuid
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from portfolio.models.projects import Project

SAFE_ADDRESS = Q(url="") | Q(url__startswith="https://") | Q(url__startswith="http://")
"""The condition of constraints on addresses: whoever writes, nothing that a browser would run."""


class Part(models.Model):
    """A row that belongs to a project and is edited on its own."""

    FIELDS: ClassVar[tuple[str, ...]] = ()
    """What a person may change of it: `actions.parts.change` takes no other field."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1, help_text="Raised by every save; a form carries the one it saw.")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def anchor(self) -> str:
        """The fragment under which the part stands on the project's page, for example decision-1f0c9a2e."""
        return anchor_of(type(self), self.uuid)


def anchor_of(model: type[Part], uuid: UUID) -> str:
    """The anchor of the part of this kind with this uuid, which need not be read for it."""
    return f"{model._meta.model_name}-{uuid.hex[:8]}"

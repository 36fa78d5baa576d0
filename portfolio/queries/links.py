"""Links to be asked whether they still answer."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from portfolio.models import Artefact, Project


def due(before: datetime, handle: str = "") -> list[Artefact]:
    """Links of projects that a visitor can open and that were not asked since `before`, nor since they were changed.

    Person by person; `handle`: of one person only. One query.
    """
    projects = Project.objects.visible_to(AnonymousUser())
    if handle:
        projects = projects.filter(practitioner__handle=handle)
    old = Q(asked_at=None) | Q(asked_at__lt=before) | Q(asked_at__lt=F("changed_at"))
    found = Artefact.objects.filter(old, kind=Artefact.Kind.LINK, project__in=projects)
    return list(found.select_related("project__practitioner").order_by("project__practitioner_id", "pk"))

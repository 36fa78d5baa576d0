"""May this user do this to that thing? No queries, no request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.models import Evidence, Practitioner, Project

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_edit_practitioner(user: User | AnonymousUser, practitioner: Practitioner) -> bool:
    """Only the person themselves edits their portfolio."""
    return user.is_authenticated and practitioner.user_id is not None and practitioner.user_id == user.pk


def can_edit_project(user: User | AnonymousUser, project: Project) -> bool:
    """Only the person whose portfolio it stands in edits a project."""
    return can_edit_practitioner(user, project.practitioner)


def can_judge(user: User | AnonymousUser, evidence: Evidence) -> bool:
    """Anybody signed in but the person whose evidence it is."""
    return user.is_authenticated and not can_edit_project(user, evidence.project)


def can_write_to(user: User | AnonymousUser, practitioner: Practitioner) -> bool:
    """Anybody signed in but the person, while the profile is public, has an account and takes messages."""
    takes = practitioner.is_public and practitioner.user_id is not None and practitioner.accepts_messages
    return user.is_authenticated and takes and practitioner.user_id != user.pk

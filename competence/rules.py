"""May this user do this to that thing? No queries of our own, no request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_edit_frameworks(user: User | AnonymousUser) -> bool:
    """Whoever has the permission `competence.change_edition`; superusers have it."""
    return user.is_active and user.has_perm("competence.change_edition")

"""Who may do what with accounts."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User


def is_admin(user: User | AnonymousUser) -> bool:
    """Is this an admin of the site? Pages for admins also ask for a second factor, see `may_administer`."""
    return user.is_authenticated and user.is_active and user.is_staff


def may_administer(user: User | AnonymousUser, *, has_second_factor: bool) -> bool:
    """May they use the pages for admins? Only with a second factor (R-AU-09, ASVS 6.3.3)."""
    return is_admin(user) and has_second_factor

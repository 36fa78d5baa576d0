"""The accounts of the demo world: one for each role, and one for each of its people. They exist nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Permission
from django.db import DatabaseError

from accounts.actions import users
from accounts.models import User
from portfolio.demo.script import Person

PASSWORD = "three folded leaves"  # noqa: S105  (the demo world's own, printed by the command and in README)


@dataclass(frozen=True)
class Role:
    """Somebody to sign in as."""

    handle: str
    name: str
    affiliation: str
    says: str
    is_staff: bool = False


ROLES = (
    Role("remi", "Rémi Laurent", "Forecasting lead, grid operator", "a reviewer who gave verdicts"),
    Role("hana", "Hana Kobayashi", "Head of data, logistics", "a hiring manager"),
    Role("halden", "Halden Grid", "Grid operator", "whoever hires there, with a team and briefs"),
    Role("berit", "Berit Solheim", "Halden Grid", "a colleague in that team"),
    Role("max", "Max Adeyemi", "Threefold", "an administrator", is_staff=True),
    Role("sam", "Sam Novak", "", "somebody who has just signed up, without a portfolio"),
    Role("oskar", "Oskar Brandt", "Imaging scientist, university hospital", "a second reviewer"),
    Role("leyla", "Leyla Demir", "Language engineer", "a third reviewer"),
    Role("noor", "Noor van Dijk", "Statistician", "a fourth reviewer"),
)


def make(people: Sequence[Person], *, password: str, at: datetime) -> dict[str, User]:
    """All accounts, by handle, with confirmed addresses at example.org."""
    made = {
        role.handle: users.create(
            email=address(role.handle),
            password=password,
            name=role.name,
            affiliation=role.affiliation,
            is_staff=role.is_staff,
            at=at,
        )
        for role in ROLES
    }
    for role in ROLES:
        if role.is_staff:
            made[role.handle].user_permissions.add(*edits_frameworks())
    for person in people:
        name = str(person.person["name"])
        made[person.handle] = users.create(
            email=address(person.handle), password=password, name=name, affiliation="", is_staff=False, at=at
        )
    return made


def edits_frameworks() -> list[Permission]:
    """The permission by which somebody edits frameworks; none before the first migration has made it."""
    return list(Permission.objects.filter(content_type__app_label="competence", codename="change_edition"))


def address(handle: str) -> str:
    return f"{handle}@example.org"


def lets_in() -> bool:
    """Whether the well-known password opens one of the accounts for the roles. One query, and no hash on a real site.

    False too where there is no table of users yet, or no database answers: then nobody signs in.
    """
    addresses = [address(role.handle) for role in ROLES]
    try:
        hashes = list(User.objects.filter(email__in=addresses, is_active=True).values_list("password", flat=True))
    except DatabaseError:
        return False
    return any(check_password(PASSWORD, known) for known in hashes)


def how_to_sign_in(password: str) -> str:
    """What the command prints at the end."""
    lines = ["", "Sign in at /accounts/login/ with the password", f"    {password}", "and one of these addresses:"]
    lines.append(f"    {address('ada'):<22} a practitioner, Levels 1 and 2")
    lines += [f"    {address(role.handle):<22} {role.says}" for role in ROLES]
    return "\n".join(lines)

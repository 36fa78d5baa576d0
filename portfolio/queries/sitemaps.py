"""Addresses of frameworks, skills, people and projects that crawlers may know of: what is listed, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from portfolio.models import Practitioner, Project
from portfolio.queries import skill_pages
from portfolio.queries.profiles import Ground

FIXED = ("dashboard:home-show", "portfolio:people-index", "portfolio:projects-index", "competence:frameworks-index",
         "dashboard:about-proof", "dashboard:about-privacy")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """A path with the day of its last change, where that is known."""

    path: str
    changed_at: datetime | None = None


def addresses(on: Ground) -> list[Address]:
    """Pages of the site, frameworks, skills, people and projects. Two queries."""
    found = [Address(reverse(name)) for name in FIXED]
    found += [Address(reverse("competence:frameworks-show", args=[y.key])) for y in on.yardsticks if y.key]
    found += [Address(reverse("portfolio:skills-show", args=pair)) for pair in skill_pages.every_key(on.yardsticks)]
    people = Practitioner.objects.listed().order_by("pk").only("handle", "changed_at")
    found += [Address(person.get_absolute_url(), person.changed_at) for person in people]
    fields = ("slug", "changed_at", "practitioner__handle")
    projects = Project.objects.listed().order_by("pk").select_related("practitioner").only(*fields)
    found += [Address(project.get_absolute_url(), project.changed_at) for project in projects]
    return found

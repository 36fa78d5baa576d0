"""A large framework in the tables, and one person with evidence in it."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from competence.actions import editions as publishing
from competence.actions.frameworks import identity
from competence.formats import documents
from competence.yardstick import Yardstick
from portfolio.models import Project
from tests.factories import large, portfolio

AT = portfolio.AT


@cache
def value(key: str, skills: int, version: str = "1.0.0") -> Yardstick:
    """The framework as a value; a later version than the first says every tenth skill otherwise."""
    document = large.document(skills, key, version)
    if version != "1.0.0":
        for row in document["skills"][::10]:
            row["name"] += ", again"
    content, _ = documents.read(document, key)
    assert isinstance(content, Yardstick)
    return content


def publish(key: str, skills: int, *versions: str) -> Yardstick:
    """The framework in the tables, in each of these editions; without any in its first. The last one is current."""
    for n, version in enumerate(versions or ("1.0.0",)):
        yardstick = value(key, skills, version)
        publishing.publish(identity(yardstick), yardstick, at=AT + timedelta(days=n))
    return yardstick


def project_in(yardstick: Yardstick, pieces: int = 12, handle: str = "") -> Project:
    """A public project of a public person, with evidence for skills from all over the framework."""
    person = portfolio.practitioner(visibility="public", handle=handle or f"person-of-{yardstick.key}")
    made = portfolio.project(person, "Churn in a table", visibility="public")
    keys = list(yardstick.skills)
    for key in keys[:: max(1, len(keys) // pieces)][:pieces]:
        portfolio.evidence(made, key, portfolio.section(made))
    return made

"""The page of one skill: what frameworks say of it, and who shows it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from competence.formats.case.blocks import KEPT
from competence.models import Edition, Skill
from competence.queries import retirements, skills
from competence.queries.retirements import Retirement
from competence.queries.skills import About
from competence.strengths import Strength
from competence.vocabulary import Proof
from competence.yardstick import Yardstick
from core import markdown
from core.markdown import kept
from portfolio.models import Coverage, Practitioner

SHOWN_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """One person who shows the skill."""

    name: str
    href: str
    headline: str
    state: str
    statement: str
    project: str
    project_href: str
    proven_at: datetime


@dataclass(frozen=True)
class SkillPage:
    """What the page shows."""

    about: About
    name: str
    claim: str
    """Its name and what it means, in plain words."""
    claim_html: SafeString | None
    """What it means with its mark-up, where the framework came as a package of CASE, whose statements are Markdown."""
    proof: str
    """The kind of place that the skill asks for."""
    shown: tuple[Shown, ...]
    people: int
    """How many listed people show it."""
    verified: int
    retirement: Retirement | None
    """Where the skill is out of use."""


def skill_page(framework: str, key: str) -> SkillPage | None:
    """The page, or None when there is no such framework or skill. Ten queries when warm."""
    try:
        about = skills.about(framework, key)
    except (Edition.DoesNotExist, Skill.DoesNotExist):
        return None
    rows = (
        Coverage.objects.filter(skill=about.pk, scope=Coverage.Scope.PUBLIC, strength__gte=Strength.EVIDENCED)
        .filter(practitioner__in=Practitioner.objects.listed())
        .order_by("-strength", "-proven_at", "-pk")
        .select_related("practitioner", "best__project")
    )
    strengths = list(rows.values_list("strength", flat=True))
    name, claim, claim_html = _said(about)
    return SkillPage(
        about=about,
        name=name,
        claim=claim,
        claim_html=claim_html,
        proof=Proof(about.skill.proof).label,
        shown=tuple(_shown(row) for row in rows[:SHOWN_AT_MOST]),
        people=len(strengths),
        verified=strengths.count(Strength.VERIFIED),
        retirement=retirements.of([key], [about.framework]).get(key),
    )


def _said(about: About) -> tuple[str, str, SafeString | None]:
    """Name and meaning in plain words, and the meaning with mark-up where it may have any."""
    name, text = about.skill.name, about.skill.can_do
    if KEPT not in about.skill.extra:
        return name, text, None
    try:
        return kept.plain(name), kept.plain(text), kept.html(text, heading_base=3, prefix="means-")
    except markdown.TooLong:
        return name, text, None


def _shown(row: Coverage) -> Shown:
    project = row.best.project
    project.practitioner = row.practitioner
    return Shown(
        name=row.practitioner.name,
        href=row.practitioner.get_absolute_url(),
        headline=row.practitioner.headline,
        state=Strength(row.strength).word,
        statement=row.best.statement,
        project=project.title,
        project_href=f"{project.get_absolute_url()}#{row.best.anchor}",
        proven_at=row.proven_at,
    )


def every_key(yardsticks: Sequence[Yardstick]) -> list[tuple[str, str]]:
    """Framework and skill of every skill page, for the site map."""
    return [(yardstick.key, key) for yardstick in yardsticks for key in yardstick.skills]

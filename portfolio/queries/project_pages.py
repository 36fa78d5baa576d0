"""One project's page, whole, as frozen values: for visitors and, with the same function, for the owner's preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from competence import levelmap
from competence.queries import retirements
from competence.strengths import Strength
from competence.yardstick import Yardstick
from core import markdown
from portfolio.inspection.logs.runs import Log
from portfolio.models import Coverage, Practitioner, Project, Proof, Visibility
from portfolio.pages import evidence_lines, project_build, reviews, rows, texts
from portfolio.pages.notes import Link
from portfolio.pages.project import Person, ProjectPage
from portfolio.queries import checks, files, logs, profiles, records, renderings
from portfolio.queries.profiles import Ground

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from competence.yardstick import Yardstick
    from portfolio.queries.records import ProjectRecord

PARTS = ("libraries", "artefacts", "decisions", "comparisons__dataset", "contributors", "results__dataset")


def visible(user: User | AnonymousUser, handle: str) -> QuerySet[Project]:
    """Projects of one person that this user may open."""
    return Project.objects.visible_to(user).filter(practitioner__handle=handle).select_related("practitioner")


def version_of(project: Project, on: Ground) -> str:
    """Names everything that the page is made of, the project of another person that it names included."""
    built_on = _built_on(project)
    return f"{profiles.version_of(project.practitioner, on)}:{project.uuid}:{built_on}"


def project_page(project: Project, on: Ground | None = None, *, as_published: bool = False) -> ProjectPage:
    """The page of `project` as a visitor finds it; whether they may is decided before. About twenty queries.

    `as_published`: of a private project, as visitors will find it once it is public, and the profile with it: the map
    counts it, and it stands in its place among the others.
    """
    on = on or profiles.ground()
    record = records.read_project(project, *PARTS, yardsticks=on.yardsticks)
    retired = retirements.of((item.skill_key for item in record.evidence), on.yardsticks)
    skills = evidence_lines.Skills(on.yardsticks, retired)
    own, person = record.project, record.project.practitioner
    evidence = rows.in_order(record.evidence, on.default)
    will_be = as_published and own.visibility == Visibility.PRIVATE
    before, after, projects = _neighbours(own, on.default, will_be)
    checked = checks.of_project(record)
    matter = files.matter(place for item in record.evidence for place in item.places)
    written = texts.of(own, renderings.of(own))
    return ProjectPage(
        path=own.get_absolute_url(),
        title=own.title,
        summary=rows.bare(own.summary),
        summary_parts=rows.summary_parts(own.summary),
        person=Person(person.name, person.get_absolute_url()),
        visibility=own.visibility,
        profile_is_private=person.visibility == Visibility.PRIVATE,
        is_listed=own.visibility == Visibility.PUBLIC and person.visibility == Visibility.PUBLIC,
        published_at=own.published_at,
        changed_at=own.changed_at,
        levels=rows.levels(evidence, on.default),
        kind=_kind(record, on.default),
        facts=(("Proof", rows.skills(record.evidence), "#evidence"), *project_build.facts(record)),
        origin=project_build.origin(record),
        blocks=project_build.Builder(record, skills, _logs(record), written).blocks(),
        proofs=evidence_lines.lines(record.evidence, skills, project_build.excerpts(record, matter), checked.of),
        checks=checked.all,
        reviews=reviews.read(record.evidence, skills.name, lambda e: f"#{e.evidence.anchor}"),
        map=levelmap.build(on.default, _coverage_to_be(own, on) if will_be else _coverage(person)),
        projects=projects,
        before=before,
        after=after,
        built_on=_built_on(own),
        text_licence=own.text_licence,
        code_licence=own.code_licence,
    )


def _logs(record: ProjectRecord) -> dict[int, Log]:
    """The logs that comparisons name. One query, none where none does."""
    found = [log for c in record.project.comparisons.all() for log in (c.before_log_id, c.after_log_id)]
    return logs.read(log for log in found if log is not None)


def description(page: ProjectPage) -> str:
    """One line about the project, for search engines."""
    return markdown.plain(page.summary)


def _kind(record: ProjectRecord, yardstick: Yardstick) -> str:
    """As in: Tuning: generalization."""
    evidence = rows.in_order(record.evidence, yardstick)
    skills = [yardstick.skills[e.skill_key] for e in evidence if e.strength >= Strength.EVIDENCED]
    names = list(dict.fromkeys(yardstick.levels_by_key[skill.level].name for skill in skills))
    if len(names) != 1:
        return ", ".join(names)
    competences = dict.fromkeys(yardstick.competences[skill.competence].name for skill in skills)
    return f"{names[0]}: {', '.join(name.removesuffix(' competence').lower() for name in competences)}"


def _coverage(person: Practitioner) -> dict[str, Strength]:
    rows_ = Coverage.objects.filter(practitioner=person, scope=Coverage.Scope.PUBLIC)
    return {key: Strength(strength) for key, strength in rows_.values_list("skill__key", "strength")}


def _coverage_to_be(project: Project, on: Ground) -> Mapping[str, Strength]:
    """The public coverage of the person, had this project and the profile been published too."""
    portfolio = records.read(project.practitioner, yardsticks=on.yardsticks)
    shown = tuple(p for p in portfolio.projects if p.is_on_profile or p.project.pk == project.pk)
    return records.PortfolioRecord(project.practitioner, shown).strengths


def _neighbours(project: Project, yardstick: Yardstick, will_be: bool) -> tuple[Link | None, Link | None, int]:
    """The projects before and after this one on the profile, and how many there show a skill; `will_be` as for the
    map."""
    proofs = Proof.objects.filter(project=OuterRef("pk"), skill__framework__key=yardstick.key)
    shows = Exists(proofs.filter(strength__gte=Strength.EVIDENCED))
    own = Project.objects.filter(practitioner=project.practitioner).annotate(shows=shows)
    to_be = own.filter(Q(visibility=Visibility.PUBLIC) | Q(pk=project.pk))
    shown = to_be if will_be else own.on_profile()
    order = list(shown.order_by("position", "-published_at", "-pk").only("slug", "title", "practitioner_id"))
    slugs = [other.slug for other in order]
    place = slugs.index(project.slug) if project.slug in slugs else None

    def link(at: int) -> Link | None:
        if place is None or not 0 <= at < len(order):
            return None
        order[at].practitioner = project.practitioner
        return Link(order[at].title, order[at].get_absolute_url())

    showing = sum(getattr(other, "shows", False) for other in order)
    return (link(place - 1) if place else None, link(place + 1) if place is not None else None, showing)


def _built_on(project: Project) -> Link | None:
    """The project that this one continues, where everybody may know of it."""
    if project.built_on_id is None:
        return None
    other = Project.objects.listed().filter(pk=project.built_on_id).select_related("practitioner").first()
    return Link(f"{other.title}, by {other.practitioner.name}", other.get_absolute_url()) if other else None

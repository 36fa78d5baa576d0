"""What a practitioner can be found by: kinds, the values of one portfolio, and their names. Pure.

Values are made from a record that is cut to what a visitor of the profile sees, so nothing that is kept back can be
counted. Education, employer, age, photo and name are no facets (PRODUCT.md, "What must always hold" 4); a place is
something to search by, and enters no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date
from typing import TYPE_CHECKING, NamedTuple

from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import words

if TYPE_CHECKING:
    from portfolio.queries.records import EvidenceRecord, PortfolioRecord, ProjectRecord

STANDING = "standing"
"""`<framework>/<level key>/<state>`, the state in the words of `competence.standing.State`; none for not started."""
DOMAIN = "domain"
PROBLEM = "problem"
"""Values of the axes domain and sub-problem: stated by a public project, or of a skill that is shown."""
CURE = "cure"
"""`<problem>/<skill key>`: a technique that was measured against a problem, and is shown."""
LIBRARY = "library"
DATA = "data"
"""Origin of a data set of a public project: DataSet.Origin."""
ORIGINALITY = "originality"
SEEKING = "seeking"
WORKPLACE = "workplace"
PLACE = "place"
"""The last part of the place given, folded: Lyon, France → france."""
OF_PERSON = (STANDING, SEEKING, WORKPLACE, PLACE)
"""Kinds that hold for a person; a project is found by those of whoever made it."""
KINDS = (STANDING, DOMAIN, PROBLEM, CURE, LIBRARY, DATA, ORIGINALITY, SEEKING, WORKPLACE, PLACE)
AXES = {"domain": DOMAIN, "sub-problem": PROBLEM}
LONGEST = 120


class Value(NamedTuple):
    """One value that holds for a person. `label` where the value does not lead to its name: libraries and places."""

    kind: str
    value: str
    label: str = ""


def of_record(
    record: PortfolioRecord, standings: Iterable[Value], yardsticks: Sequence[Yardstick]
) -> dict[tuple[str, str], Value]:
    """All values of a person, by kind and value. `record` is cut to what visitors see, and its projects are read with
    their libraries; `standings` come from `of_standing`."""
    found = [*standings, *_of_projects(record), *_of_evidence(record, yardsticks), *_of_person(record)]
    return {(value.kind, value.value): value for value in reversed(list(_known(found)))}


def of_project(item: ProjectRecord, yardsticks: Sequence[Yardstick]) -> Iterator[Value]:
    """What one project can be found by, but for its skills and what holds for its owner. It is read as for
    `of_record`."""
    yield from _known([*_of_project(item), *_cures_of(item, yardsticks)])


def _known(found: Iterable[Value]) -> Iterator[Value]:
    return (value for value in found if value.value and len(value.value) <= LONGEST)


def of_standing(framework: str, states: Iterable[tuple[str, State]]) -> Iterator[Value]:
    """From the states of a framework's levels, `(level key, state)`."""
    for level, state in states:
        if state > State.NOT_STARTED:
            yield Value(STANDING, f"{framework}/{level}/{state.word}")


def frameworks_of(record: PortfolioRecord, yardsticks: Sequence[Yardstick]) -> list[Yardstick]:
    """The yardsticks by which a person stands anywhere: those of which a skill was put forward."""
    keys = {item.skill_key for item in record.evidence}
    return [yardstick for yardstick in yardsticks if not keys.isdisjoint(yardstick.skills)]


def last_proof_on(record: PortfolioRecord | ProjectRecord) -> date | None:
    """The day (UTC) on which something was last shown or verified. Claims do not count."""
    moments = (item.proven_at for item in record.evidence if item.strength >= Strength.EVIDENCED)
    latest = max(moments, default=None)
    return latest.astimezone(UTC).date() if latest else None


def place(location: str) -> Value:
    """The last part of a place: Lyon, France → France. Empty when there is none."""
    parts = [part.strip() for part in location.split(",") if part.strip()]
    return Value(PLACE, words.fold(parts[-1]), parts[-1]) if parts else Value(PLACE, "")


def _of_person(record: PortfolioRecord) -> Iterator[Value]:
    person = record.practitioner
    yield from (Value(SEEKING, value) for value in person.seeking)
    yield from (Value(WORKPLACE, value) for value in person.workplaces)
    yield place(person.location)


def _of_projects(record: PortfolioRecord) -> Iterator[Value]:
    for item in record.projects:
        yield from _of_project(item)


def _of_project(item: ProjectRecord) -> Iterator[Value]:
    yield Value(ORIGINALITY, item.project.originality)
    yield from (Value(DATA, origin) for origin in sorted(item.origins))
    yield from (Value(LIBRARY, each.key, each.name) for each in item.project.libraries.all())
    for axis, kind in AXES.items():
        yield from (Value(kind, value) for value in sorted(item.axis_values.get(axis, ())))


def _of_evidence(record: PortfolioRecord, yardsticks: Sequence[Yardstick]) -> Iterator[Value]:
    for skill, item in _shown(record, yardsticks):
        yield from _of_skill(skill)
        yield from _cures(skill, item)


def _cures_of(item: ProjectRecord, yardsticks: Sequence[Yardstick]) -> Iterator[Value]:
    for skill, shown in _shown(item, yardsticks):
        yield from _cures(skill, shown)


def _shown(
    record: PortfolioRecord | ProjectRecord, yardsticks: Sequence[Yardstick]
) -> Iterator[tuple[Skill, EvidenceRecord]]:
    """The skills that are shown: a claim is no reason to be found."""
    for item in record.evidence:
        skill = next((y.skills[item.skill_key] for y in yardsticks if item.skill_key in y.skills), None)
        if skill is not None and item.strength >= Strength.EVIDENCED:
            yield skill, item


def _of_skill(skill: Skill) -> Iterator[Value]:
    if skill.domain:
        yield Value(DOMAIN, skill.domain)
    if skill.axis in AXES and skill.axis_value:
        yield Value(AXES[skill.axis], skill.axis_value)


def _cures(skill: Skill, item: EvidenceRecord) -> Iterator[Value]:
    """A comparison that names the problem and measures a technique against it. That it helped is not asked."""
    for comparison in item.comparisons if skill.comparison else ():
        if comparison.problem and comparison.metric:
            yield Value(CURE, f"{comparison.problem}/{skill.key}")

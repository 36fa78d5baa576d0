"""Whom and what a change of a framework touches: people, evidence, and everything that names a skill.

Standings are worked out by the rules themselves, under both yardsticks, in chunks of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from competence import fingerprint, standing
from competence.catalogues import Idea
from competence.queries import crosswalk, editions, ideas
from competence.standing import PortfolioFacts
from competence.strengths import Strength
from competence.yardstick import Processes, Step, Yardstick
from core import release
from dashboard import touched
from dashboard.effects import Crowd, Effects, Person, Reading, Tally
from dashboard.touched import SkillChange
from hiring.queries import asking
from hiring.queries.asking import Asking
from portfolio import shape
from portfolio.models import Checklist, ChecklistItem, Coverage, Evidence, Practitioner, Project, Visibility
from portfolio.models.practitioners import ACTIVE
from portfolio.queries import crowds
from portfolio.queries.crowds import Member

CHUNK = 200
"""People read at a time."""
IN_A_REQUEST = 400
"""People whose standings a page works out; `manage.py publish_framework` does it for everybody."""

KEPT_SECONDS = 600
LEAVES = {"retired", "gone", "moved"}
"""What happens to a skill that briefs have to follow."""

Say = Callable[[int, int], None]


@dataclass(frozen=True)
class TouchedSkill:
    """One skill that differs, with what hangs on it."""

    change: SkillChange
    people: Crowd
    """Those with evidence for it."""
    pieces: int
    verdicts: int
    matches: tuple[str, ...]
    """Skills of other frameworks that the crosswalk matches with it."""
    steps: tuple[Step, ...]
    ideas: tuple[Idea, ...]
    ticks: int
    """Checklists in which it is ticked."""
    briefs: int = 0
    """Briefs that ask for it, by itself, its group or its domain."""

    @property
    def named_by(self) -> tuple[str, ...]:
        """What other than people's evidence refers to it, in words."""
        steps = [f"process step “{step.name}”" for step in self.steps]
        counts = (
            (len(self.matches), "match", "matches"),
            (len(self.ideas), "project idea", "project ideas"),
            (self.ticks, "tick on a checklist", "ticks on checklists"),
            (self.briefs, "brief", "briefs"),
        )
        return (*steps, *(f"{number} {one if number == 1 else many}" for number, one, many in counts if number))


@dataclass(frozen=True)
class Impact:
    """What a change does."""

    before: Yardstick
    after: Yardstick
    is_decisive: bool
    """Whether a standing can differ at all; if not, none was worked out."""
    skills: tuple[TouchedSkill, ...]
    effects: Effects
    everybody: int
    """People with a project; `effects.people` of them were looked at."""
    checklists: int
    """People with a checklist of this framework, who are offered what changed in it."""
    briefs: int = 0
    """Briefs that ask for a skill that is retired or stands elsewhere afterwards."""

    @property
    def is_whole(self) -> bool:
        """Whether everybody's standing was looked at, as far as it can differ."""
        return not self.is_decisive or self.effects.people >= self.everybody


def read(before: Yardstick, after: Yardstick, *, limit: int | None = IN_A_REQUEST, say: Say | None = None) -> Impact:
    """What becomes different when `after` takes the place of `before`.

    Standings are worked out for the `limit` people whose work changed last (None: everybody); `say` hears how many
    of how many are done. Nine queries when warm, seven a chunk of people, ten more a chunk when skills ask for other
    proof.
    """
    decisive = touched.is_decisive(before, after)
    changes = touched.skills(before, after)
    asked = _asked(before, changes)
    return Impact(
        before=before,
        after=after,
        is_decisive=decisive,
        skills=_skills(before, changes, asked),
        effects=_effects(before, after, limit, say) if decisive else Tally(before, after).effects(),
        everybody=_everybody().count(),
        checklists=Checklist.objects.live().filter(framework__key=before.key).count(),
        briefs=asked.any_of(change.key for change in changes if LEAVES & set(change.kinds)),
    )


def of_change(before: Yardstick, after: Yardstick, *, limit: int | None = IN_A_REQUEST) -> tuple[Effects, int]:
    """The effect on standings alone, and how many people there are in all."""
    decisive = touched.is_decisive(before, after)
    found = _effects(before, after, limit, None) if decisive else Tally(before, after).effects()
    return found, _everybody().count()


def skills(before: Yardstick, after: Yardstick) -> tuple[TouchedSkill, ...]:
    """The skills that differ, each with what hangs on it. Seven queries when warm, however many there are."""
    changes = touched.skills(before, after)
    return _skills(before, changes, _asked(before, changes))


def _asked(before: Yardstick, changes: Sequence[SkillChange]) -> Asking:
    """The briefs that ask for skills that differ, as they stand before."""
    return asking.of(before.key, [change.before for change in changes if change.before is not None])


def _skills(before: Yardstick, changes: Sequence[SkillChange], asked: Asking) -> tuple[TouchedSkill, ...]:
    keys = [change.key for change in changes]
    pieces, people, ticks = _pieces(keys), _people(keys), _ticks(before.key, keys)
    links, steps, all_ideas = crosswalk.links(), _steps(editions.processes()), ideas.all_ideas()
    return tuple(
        TouchedSkill(
            change=change,
            people=people.get(change.key, Crowd()),
            pieces=pieces.get(change.key, (0, 0))[0],
            verdicts=pieces.get(change.key, (0, 0))[1],
            matches=tuple(link.other for link in links.get(change.key, ())),
            steps=tuple(step for step in steps if change.key in step.skills),
            ideas=tuple(idea for idea in all_ideas if change.key in idea.skills),
            ticks=ticks.get(change.key, 0),
            briefs=asked.of(change.key),
        )
        for change in changes
    )


def _steps(processes: Processes) -> tuple[Step, ...]:
    return tuple(step for template in processes.templates for step in template.steps if not step.retired)


def _pieces(keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Skill → pieces of evidence for it, and verdicts on them."""
    rows = Evidence.objects.filter(skill__key__in=keys).values("skill__key")
    rows = rows.annotate(pieces=Count("pk", distinct=True), judged=Count("verdicts", distinct=True))
    return {row["skill__key"]: (row["pieces"], row["judged"]) for row in rows}


def _ticks(framework: str, keys: Sequence[str]) -> dict[str, int]:
    """Skill → checklists of people in which it is ticked. Only ever counted."""
    live = ChecklistItem.objects.filter(checklist__framework__key=framework, checklist__archived_at__isnull=True)
    rows = live.filter(key__in=keys, done_on__isnull=False).values("key").annotate(number=Count("pk"))
    return dict(rows.values_list("key", "number"))


def _people(keys: Sequence[str]) -> dict[str, Crowd]:
    """Skill → the people with evidence for it; named when their profile shows it."""
    rows = Coverage.objects.filter(skill__key__in=keys).order_by("practitioner__handle")
    listed = rows.filter(scope=Coverage.Scope.PUBLIC, practitioner__in=Practitioner.objects.listed())
    everybody = rows.filter(scope=Coverage.Scope.ALL).order_by().values("skill__key").annotate(people=Count("pk"))
    found: dict[str, Crowd] = {}
    for key, handle, name in listed.values_list("skill__key", "practitioner__handle", "practitioner__name"):
        found[key] = found.get(key, Crowd()).with_one(Person(handle, name))
    for key, people in everybody.values_list("skill__key", "people"):
        named = found.get(key, Crowd()).named
        found[key] = Crowd(named, people - len(named))
    return found


def _everybody() -> QuerySet[Practitioner]:
    """People with a project, whose work changed last first."""
    own = Project.objects.filter(practitioner=OuterRef("pk"))
    return Practitioner.objects.filter(ACTIVE, Exists(own)).order_by("-changed_at", "-pk")


def _effects(before: Yardstick, after: Yardstick, limit: int | None, say: Say | None) -> Effects:
    """Worked out, or kept from a moment ago: the same page is opened again and again until it is published."""
    processes = editions.processes()
    if limit is None:
        return _worked_out(before, after, processes, limit, say)
    listed = Count("pk", filter=Q(visibility=Visibility.PUBLIC))
    people = _everybody().order_by().aggregate(number=Count("pk"), version=Sum("version"), listed=listed)
    contents = (processes.fingerprint, fingerprint.of(before), fingerprint.of(after))
    parts = (release.mark(), *contents, limit, *people.values())
    key = f"impact:{':'.join(map(str, parts))}"
    kept: Effects | None = caches["pages"].get(key)
    if kept is None:
        kept = _worked_out(before, after, processes, limit, say)
        caches["pages"].set(key, kept, KEPT_SECONDS)
    return kept


def _worked_out(
    before: Yardstick, after: Yardstick, processes: Processes, limit: int | None, say: Say | None
) -> Effects:
    tally = Tally(before, after)
    old_rules, new_rules = touched.lean(before), touched.lean(after)
    keys = list(_everybody().values_list("pk", flat=True)[:limit])
    for start in range(0, len(keys), CHUNK):
        for old, new in _pairs(keys[start : start + CHUNK], before, after):
            person, reading = _one(old, new, old_rules, new_rules, processes)
            tally.add(person, reading)
        if say is not None:
            say(min(start + CHUNK, len(keys)), len(keys))
    return tally.effects()


def _pairs(keys: Sequence[int], before: Yardstick, after: Yardstick) -> Iterator[tuple[Member, Member]]:
    """These people, with their evidence as strong as it is now and as it would be."""
    people = list(Practitioner.objects.filter(pk__in=keys).select_related("user").order_by("-changed_at", "-pk"))
    strengths = crowds.strengths_by([after], touched.demands(before, after), people)
    found = crowds.members(people)
    return zip(found, crowds.under(found, strengths) if strengths else found, strict=True)


def _one(
    old: Member, new: Member, before: Yardstick, after: Yardstick, processes: Processes
) -> tuple[Person | None, Reading]:
    """The person, named if what changes is seen on their public profile, and how they stand."""
    if old.is_listed:
        reading = _reading(old.on_profile(), new.on_profile(), before, after, processes)
        if reading.differs or len(old.public) == len(old.facts.projects):
            return Person(old.handle, old.name), reading
    return None, _reading(old.facts, new.facts, before, after, processes)


def _reading(
    old: PortfolioFacts, new: PortfolioFacts, before: Yardstick, after: Yardstick, processes: Processes
) -> Reading:
    states_before, shape_before = _stand(old, before, processes)
    states_after, shape_after = _stand(new, after, processes)
    return Reading(states_before, states_after, shape_before, shape_after)


def _stand(
    facts: PortfolioFacts, yardstick: Yardstick, processes: Processes
) -> tuple[Mapping[str, standing.State], str]:
    found = standing.read(yardstick, processes, facts)
    strengths: dict[str, Strength] = {}
    for proof in facts.proofs:
        strengths[proof.skill] = max(proof.strength, strengths.get(proof.skill, Strength.CLAIMED))
    domains = {
        (skill.domain, proof.project)
        for proof in facts.proofs
        if proof.strength >= Strength.EVIDENCED and (skill := yardstick.skills.get(proof.skill)) and skill.domain
    }
    projects = Counter(domain for domain, _ in domains)
    showing = {p.project for p in facts.proofs if p.strength >= Strength.EVIDENCED and p.skill in yardstick.skills}
    said = shape.read(yardstick, strengths, projects, len(showing), found.demonstrated)
    return {level.level.key: level.state for level in found.levels}, said.sentence

"""Whatever is done to portfolios, in whatever order: two processes with an index answer as SQL does, all the time."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from competence.models import Framework
from competence.queries import editions
from dashboard.actions import accounts
from portfolio.actions import evidence, practitioners, projects, rereading
from portfolio.engine import Keeper, rows
from portfolio.explore import Asked
from portfolio.models import Practitioner, Project
from portfolio.queries import finding_index, texts
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text

SPLIT, LOAD = "s1.basics.split", "s1.basics.load"
VISIBILITY = st.sampled_from(["public", "public", "unlisted", "private"])


def edition(number: int) -> str:
    """Every second edition asks for a measured comparison where the others do not."""
    text = SMALL.replace('version = "1.0.0"', f'version = "{number}.0.0"')
    return text.replace('name = "Split data"', 'name = "Split data"\ncomparison = true') if number % 2 == 0 else text


class Site(RuleBasedStateMachine):
    """A few people who do what people do, and two processes beside them."""

    people = Bundle("people")
    shown = Bundle("shown")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.number = 1
        load_text(edition(1))
        Framework.objects.update(is_default=True)

    @initialize(target=people)
    def start(self) -> Practitioner:
        """Somebody is listed from the beginning."""
        somebody = made.practitioner(visibility="public")
        self.show(somebody, SPLIT, "public")
        self.processes = [Keeper(Path(self.folder.name) / "index", "on") for _ in range(2)]
        for process in self.processes:
            process.prepare()
        return somebody

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(target=people, visibility=VISIBILITY)
    def join(self, visibility: str) -> Practitioner:
        return made.practitioner(visibility=visibility)

    @rule(target=shown, person=people, skill=st.sampled_from([SPLIT, LOAD]), visibility=VISIBILITY)
    def show(self, person: Practitioner, skill: str, visibility: str) -> Project | None:
        if not Practitioner.objects.filter(pk=person.pk).exists():
            return None
        project = made.project(person, f"No {person.projects.count()}", visibility=visibility)
        made.evidence(project, skill, made.link(project), lines="1")
        return project

    @rule(project=shown)
    def verify(self, project: Project | None) -> None:
        if project is not None and (piece := project.evidence.first()):
            made.verdict(piece)

    @rule(project=shown, visibility=VISIBILITY)
    def publish(self, project: Project | None, visibility: str) -> None:
        current = Project.objects.filter(pk=project.pk if project else None).first()
        if current is not None and current.sections.exists():
            withdraw = visibility == "private"
            act = projects.withdraw if withdraw else projects.publish
            act(current, by=current.practitioner.user, at=made.AT, **({} if withdraw else {"visibility": visibility}))

    @rule(project=shown)
    def take_back(self, project: Project | None) -> None:
        if project is not None and (piece := project.evidence.first()):
            evidence.remove(piece, by=project.practitioner.user, at=made.AT)

    @rule(person=people, visibility=VISIBILITY)
    def turn(self, person: Practitioner, visibility: str) -> None:
        if current := Practitioner.objects.filter(pk=person.pk).first():
            practitioners.set_visibility(current, visibility=visibility, by=current.user, at=made.AT)

    @rule(person=people, active=st.booleans())
    def shut_or_open(self, person: Practitioner, active: bool) -> None:
        if current := Practitioner.objects.filter(pk=person.pk).first():
            (accounts.activate if active else accounts.deactivate)(current.user, by=current.user, at=made.AT)

    @rule(person=people)
    def leave(self, person: Practitioner) -> None:
        if current := Practitioner.objects.filter(pk=person.pk).first():
            accounts.delete(current.user, at=made.AT)

    @rule()
    def new_edition(self) -> None:
        self.number += 1
        load_text(edition(self.number))
        editions.forget()
        rereading.reread({SPLIT}, at=made.AT)
        rereading.restate("small", at=made.AT)

    @rule(which=st.booleans())
    def restart(self, which: bool) -> None:
        """A process ends, and another one takes its place."""
        self.processes[which] = Keeper(Path(self.folder.name) / "index", "on")
        self.processes[which].prepare()

    @invariant()
    def every_process_says_what_sql_says(self) -> None:
        wanted = rows.content(rows.everybody())
        for process in getattr(self, "processes", ()):
            with process.reading() as index:
                assert index is not None
                assert rows.content(index) == wanted
                for q in ("split", "load", "person", "no split"):
                    asked = Asked(editions.current(), day=made.AT.date(), q=q)
                    assert finding_index.found(index, asked) == texts.find(asked.terms, "person"), q


@pytest.mark.django_db
def test_two_processes_stay_in_step(no_frameworks: None, django_db_blocker: DjangoDbBlocker, request: Any):
    from django.db import connection, transaction

    class Alone(Site):
        """Each run in a savepoint of its own, which is taken back at the end."""

        def __init__(self) -> None:
            self.point = transaction.savepoint()
            super().__init__()

        def teardown(self) -> None:
            super().teardown()
            transaction.savepoint_rollback(self.point)
            editions.forget()

    assert connection.in_atomic_block
    run_state_machine_as_test(
        Alone,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            phases=[Phase.generate],  # making a failing run smaller takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )

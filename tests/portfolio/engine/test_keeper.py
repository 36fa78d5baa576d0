"""The index of a process: in step before every answer, kept as a file that is checked, and never in the way."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dashboard.actions import accounts
from portfolio.actions import practitioners, projects
from portfolio.engine import Index, Keeper, Shows, keeper, rows, snapshots
from portfolio.models import Change, Practitioner
from portfolio.queries.changes import Mark
from tests.factories import portfolio as made
from tests.factories.competence import load_text
from tests.portfolio.engine import crowd

pytestmark = pytest.mark.django_db
DROPOUT = "l2.generalization.dropout"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def ready(folder: Path) -> Keeper:
    """A process that has its index."""
    process = Keeper(folder, "on")
    process.prepare()
    return process


def held(process: Keeper) -> dict[int, Any]:
    """All that a process would answer from."""
    with process.reading() as index:
        assert index is not None
        return rows.content(index)


def truth() -> dict[int, Any]:
    return rows.content(rows.everybody())


def forbid_building(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper.Keeper, "_build", lambda *_: pytest.fail("everybody was read again"))


# ── In step ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_question_costs_one_row_when_nothing_changed(folder: Path, django_assert_num_queries: Any):
    crowd.people(5)
    process = ready(folder)
    with django_assert_num_queries(1), process.reading() as index:
        assert index is not None
        index.sets.counted(index.found([Shows((crowd.SKILLS[0],))]), "domain")


def a_person() -> Practitioner:
    person = made.practitioner(visibility="public")
    project = made.project(person, visibility="public")
    made.evidence(project, DROPOUT, made.comparison(project))
    return person


def withdraw(person: Practitioner) -> None:
    projects.withdraw(person.projects.get(), by=person.user, at=made.AT)


def hide(person: Practitioner) -> None:
    practitioners.set_visibility(person, visibility="unlisted", by=person.user, at=made.AT)


def shut(person: Practitioner) -> None:
    accounts.deactivate(person.user, by=person.user, at=made.AT)


def leave(person: Practitioner) -> None:
    accounts.delete(person.user, at=made.AT)


def add(person: Practitioner) -> None:
    project = made.project(person, "Another", visibility="public")
    made.evidence(project, "l1.modeling.target-binary", made.section(project))


@pytest.mark.parametrize("act", [withdraw, hide, shut, leave, add], ids=lambda act: act.__name__)
def test_every_process_shows_a_change_with_its_next_answer(act: Callable[[Practitioner], None], folder: Path):
    person = a_person()
    first, second = ready(folder), ready(folder)
    before = held(first)
    assert before == held(second) == truth()
    assert DROPOUT in before[person.pk][1]
    act(person)
    assert held(first) == held(second) == truth() != before


def test_who_comes_back_is_there_again(folder: Path):
    person = a_person()
    process = ready(folder)
    before = held(process)
    shut(person)
    assert person.pk not in held(process)
    accounts.activate(person.user, by=person.user, at=made.AT)
    assert held(process) == before


def test_who_joins_while_everybody_is_read_is_followed_afterwards(folder: Path, monkeypatch: pytest.MonkeyPatch):
    crowd.people(10)
    monkeypatch.setattr(rows, "CHUNK", 7)
    joined: list[Practitioner] = []
    process = Keeper(folder, "on")
    process.prepare(lambda done, of: joined or joined.append(a_person()))
    assert joined[0].pk in held(process)
    assert held(process) == truth()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="inside the transaction of a test no mark is raised")
def test_a_mark_that_knows_many_is_settled_in_time(folder: Path, monkeypatch: pytest.MonkeyPatch):
    crowd.people(5)
    process = ready(folder)
    many = dict(Change.objects.values_list("practitioner", "number"))
    process._mark = Mark(0, sum(many.values()), many)  # as one begins where somebody is always writing
    monkeypatch.setattr(keeper, "RENEWED", 3)
    monkeypatch.setattr(keeper, "OFTEN", 4)
    for _ in range(4):
        held(process)
    assert len(process._mark.known) == 1
    assert held(process) == truth()


# ── The file ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_next_process_starts_from_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch):
    crowd.people(30)
    before = held(ready(folder))
    forbid_building(monkeypatch)
    process = ready(folder)
    assert held(process) == before
    with process.reading() as index:
        assert index is not None
        assert type(index.matrix.body.base).__name__ == "memmap"


def test_what_changed_since_the_file_was_written_is_read_after_it(folder: Path, monkeypatch: pytest.MonkeyPatch):
    people = crowd.people(30)
    ready(folder)
    crowd.redraw(people[0], random.Random(9))
    crowd.people(3, seed=8)
    forbid_building(monkeypatch)
    assert held(ready(folder)) == truth()


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def other(file: Path) -> None:
    file.write_bytes(b"\x80\x04" + b"x" * 5000)


def older(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"format": 2', b'"format": 1', 1))


@pytest.mark.parametrize("harm", [flip, cut, empty, other, older], ids=lambda act: act.__name__)
def test_a_file_that_is_not_sound_is_passed_over_and_written_anew(harm: Callable[[Path], None], folder: Path):
    crowd.people(10)
    ready(folder)
    harm(folder / snapshots.NAME)
    with pytest.raises(snapshots.Unusable):
        snapshots.load(folder)
    assert held(ready(folder)) == truth()
    snapshots.load(folder)


def another_database(people: list[Practitioner]) -> None:
    """The same numbers, but other people."""
    for person in people:
        Practitioner.objects.filter(pk=person.pk).update(uuid=made.Project().uuid)


def an_older_state(people: list[Practitioner]) -> None:
    """As from a backup: the last changes never happened."""
    Change.objects.order_by("-number")[:1].get().delete()


def an_older_state_that_went_on(people: list[Practitioner]) -> None:
    """From a backup, with other changes since: the numbers of the lost ones were given to others."""
    last = Change.objects.order_by("-number")[:1].get()
    Change.objects.filter(practitioner=people[0].pk).delete()
    Change.objects.filter(number=last.number).update(practitioner=people[0].pk)
    Change.objects.create(number=last.number + 1, practitioner=people[1].pk + 10_000)


def a_new_edition(people: list[Practitioner]) -> None:
    from tests.factories.competence import SMALL

    load_text(SMALL)


@pytest.mark.parametrize(
    "change",
    [another_database, an_older_state, an_older_state_that_went_on, a_new_edition],
    ids=lambda act: act.__name__,
)
def test_a_file_of_another_state_is_passed_over(change: Callable[[list[Practitioner]], None], folder: Path):
    people = crowd.people(12)
    ready(folder)
    change(people)
    assert not Keeper(folder, "on")._load()
    assert held(ready(folder)) == truth()


def test_a_folder_that_cannot_be_written_to_is_done_without(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    people = crowd.people(10)
    process = ready(tmp_path / "file" / "index")
    assert held(process) == truth()
    crowd.redraw(people[0], random.Random(4))
    assert held(process) == truth()


def test_what_an_ended_process_has_begun_to_write_is_swept(folder: Path):
    folder.mkdir()
    left, fresh = folder / f"{snapshots.NAME}.0123", folder / f"{snapshots.NAME}.4567"
    left.touch()
    fresh.touch()
    os.utime(left, (0, 0))
    ready(folder)
    assert (left.exists(), fresh.exists()) == (False, True), "another process may be writing the fresh one"


def test_nothing_but_the_file_and_its_lock_stays_in_the_folder(folder: Path):
    crowd.people(5)
    ready(folder)
    with snapshots.alone(folder):
        assert {path.name for path in folder.iterdir()} == {snapshots.NAME, "lock"}
    assert (folder / snapshots.NAME).stat().st_mode & 0o777 == 0o600


# ── Many changes ─────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("writable", [True, False])
def test_after_many_changes_the_body_is_made_anew(writable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / ("index" if writable else "file")
    monkeypatch.setattr(keeper, "RENEWED", 5)
    monkeypatch.setattr(keeper.Keeper, "_begin", lambda self: self._build())
    people = crowd.people(20)
    first, second = ready(folder), ready(folder)
    for number, person in enumerate(people[:12]):
        crowd.redraw(person, random.Random(number))
        assert held(first) == truth()
        with first.reading() as index:
            assert index is not None
            assert index.matrix.changed <= 5
    assert held(second) == truth()


def test_changes_of_very_many_are_read_as_everybody(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeper, "RENEWED", 2)
    monkeypatch.setattr(keeper.Keeper, "_begin", lambda self: self._build())
    people = crowd.people(20)
    process = ready(folder)
    monkeypatch.setattr(Index, "put", lambda *_: pytest.fail("one by one"))
    for person in people[:10]:
        crowd.redraw(person, random.Random(1))
    assert held(process) == truth()


def test_when_half_of_the_people_have_left_their_slots_go(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeper, "RENEWED", 3)
    monkeypatch.setattr(keeper.Keeper, "_begin", lambda self: self._build())
    people = [person for person in crowd.people(20) if person.visibility == "public"]
    process = ready(folder)
    dice = random.Random(0)
    for person in people[:-3]:
        person.visibility = "private"
        crowd.redraw(person, dice)
        held(process)
    assert held(process) == truth()
    with process.reading() as index:
        assert index is not None
        assert index.slots.used < len(people)


# ── When it answers ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_switched_off_it_never_answers(folder: Path, django_assert_num_queries: Any):
    with django_assert_num_queries(0), Keeper(folder, "off").reading() as index:
        assert index is None


def test_by_itself_it_answers_where_it_pays(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeper, "LEAST", 4)
    monkeypatch.setattr(keeper, "OFTEN", 3)
    monkeypatch.setattr(keeper.Keeper, "_begin", lambda self: self._build())
    process, seen = Keeper(folder, "auto"), []
    for _ in range(4):
        with process.reading() as index:
            seen.append(index is not None)
        crowd.people(8)
    assert seen == [False, False, False, True]


def test_a_mistake_in_it_is_logged_and_sql_answers(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any):
    people = crowd.people(10)
    process = ready(folder)
    with monkeypatch.context() as broken:
        broken.setattr(Index, "put", lambda *_: 1 / 0)
        crowd.redraw(people[0], random.Random(1))
        with process.reading() as index:
            assert index is None
    assert "SQL answers" in caplog.text
    assert held(process) == truth()


def test_where_it_cannot_be_built_sql_answers_and_it_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    tried: list[int] = []

    def fail(process: Keeper, say: object = None) -> None:
        tried.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(keeper, "OFTEN", 3)
    monkeypatch.setattr(keeper.Keeper, "_build", fail)
    monkeypatch.setattr(keeper.Keeper, "_begin", keeper.Keeper._build_aside)
    monkeypatch.setattr(keeper, "connection", type("Closed", (), {"close": staticmethod(lambda: None)}))
    process = Keeper(folder, "on")
    for _ in range(7):
        with process.reading() as index:
            assert index is None
    assert len(tried) == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lies in memory")
def test_it_is_built_aside_while_sql_answers(folder: Path):
    crowd.people(10)
    process = Keeper(folder, "on")
    with process.reading() as index:
        assert index is None
    assert process._builder is not None
    process._builder.join(20)
    assert held(process) == truth()

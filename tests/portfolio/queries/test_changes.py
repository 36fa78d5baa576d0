"""Following what changed: one row when nothing did, and nobody is missed, whoever commits first."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from portfolio.actions import changes as writing
from portfolio.models import Change
from portfolio.queries import changes
from portfolio.queries.changes import Mark
from tests.factories import portfolio as made

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


def note(*people: int) -> None:
    with transaction.atomic():
        writing.note(people)


@pytest.mark.django_db
def test_the_sum_says_whether_anything_changed(django_assert_num_queries):
    note(1, 2)
    mark = changes.begin()
    assert changes.total_from(mark.low) == mark.total
    note(2)
    with django_assert_num_queries(1):
        assert changes.total_from(mark.low) != mark.total
    news = changes.since(mark)
    assert news is not None
    assert news.people == (2,)
    assert changes.total_from(news.mark.low) == news.mark.total


@pytest.mark.django_db
def test_the_sum_above_a_mark_grows_with_every_change():
    note(1, 2, 3)
    mark = Mark(low=Change.objects.get(practitioner=2).number)
    seen = [changes.total_from(mark.low)]
    for person in (1, 3, 3, 2, 1, 4, 4, 3):
        note(person)
        seen.append(changes.total_from(mark.low))
    assert seen == sorted(set(seen))


@pytest.mark.django_db
@pytest.mark.parametrize("left", [0, 2])
def test_an_older_state_of_the_database_is_noticed(left: int):
    note(1, 2, 3)
    mark = changes.begin()
    Change.objects.filter(practitioner__gt=left).delete()
    assert changes.total_from(mark.low) != mark.total
    assert changes.since(mark) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_there():
    mark = changes.begin()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        writing.note([5])
        raise ZeroDivisionError
    assert changes.total_from(mark.low) == mark.total


class Writer:
    """A transaction on a connection of its own, which notes a change and commits when it is told."""

    def __init__(self, *people: int):
        self.noted, self.told = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.run, args=people)
        self.thread.start()
        assert self.noted.wait(10)

    def run(self, *people: int) -> None:
        try:
            with transaction.atomic():
                writing.note(people)
                self.noted.set()
                self.told.wait(10)
        finally:
            connection.close()

    def commit(self) -> None:
        self.told.set()
        self.thread.join(10)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("start", [changes.begin, Mark], ids=["followed from the beginning", "followed from nothing"])
def test_a_lower_number_that_is_committed_later_is_not_missed(start: Callable[[], Mark]):
    mark = start()
    slow = Writer(1)
    quick = Writer(2)
    quick.commit()
    news = changes.since(mark)
    assert news is not None
    assert news.people == (2,)
    assert news.mark.low < Change.objects.get(practitioner=2).number, "not above the one who is still writing"
    slow.commit()
    assert Change.objects.get(practitioner=1).number < Change.objects.get(practitioner=2).number
    assert changes.total_from(news.mark.low) != news.mark.total
    later = changes.since(news.mark)
    assert later is not None
    assert later.people == (1,), "and the other is not read again"
    number = Change.objects.get(practitioner=2).number
    assert later.mark == Mark(low=number, total=number, known={2: number}), "nobody is writing any more"


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_begins_while_somebody_writes_misses_nothing():
    slow, quick = Writer(1), Writer(2)
    quick.commit()
    mark = changes.begin()
    slow.commit()
    news = changes.since(mark)
    assert news is not None
    assert news.people == (1,)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_readers_do_not_keep_writers_waiting_nor_the_other_way_round():
    slow = Writer(1)
    changes.since(changes.begin())
    other = Writer(2)
    other.commit()
    slow.commit()
    assert Change.objects.count() == 2


@pytest.mark.django_db
def test_a_person_of_the_studio_is_followed():
    person = made.practitioner()
    mark = changes.begin()
    made.project(person)
    news = changes.since(mark)
    assert news is not None
    assert news.people == (person.pk,)

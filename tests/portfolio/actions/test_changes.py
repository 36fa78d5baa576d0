"""Every change of a portfolio is noted, under a number above all before."""

from collections.abc import Callable

import pytest
from django.db import transaction

from accounts.models import User
from competence.models import Framework
from dashboard.actions import accounts
from portfolio.actions import changes, portfolios, practitioners, projects, rereading
from portfolio.models import Change, Practitioner
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text

pytestmark = pytest.mark.django_db


def number(person: Practitioner) -> int:
    return Change.objects.get(practitioner=person.pk).number


def test_a_portfolio_has_one_row_and_its_number_grows():
    one, other = made.practitioner(), made.practitioner()
    assert 0 < number(one) < number(other)
    portfolios.refresh(one, at=made.AT)
    assert number(one) > number(other)
    assert Change.objects.count() == 2


def hide(person: Practitioner) -> None:
    practitioners.set_visibility(person, visibility="private", by=person.user, at=made.AT)


def touch(person: Practitioner) -> None:
    with transaction.atomic():
        portfolios.touch(portfolios.lock(person), at=made.AT)


def withdraw(person: Practitioner) -> None:
    projects.withdraw(person.projects.get(), by=person.user, at=made.AT)


def shut(person: Practitioner) -> None:
    accounts.deactivate(person.user, by=person.user, at=made.AT)


def open_again(person: Practitioner) -> None:
    accounts.activate(person.user, by=person.user, at=made.AT)


@pytest.mark.parametrize("act", [hide, touch, withdraw, shut, open_again], ids=lambda act: act.__name__)
def test_what_visitors_find_changes_with_a_new_number(act: Callable[[Practitioner], None]):
    person = made.practitioner(visibility="public")
    made.project(person, visibility="public")
    before = number(person)
    act(person)
    assert number(person) > before


def test_a_portfolio_that_is_gone_has_changed():
    person = made.practitioner(visibility="public")
    before, key = number(person), person.pk
    accounts.delete(User.objects.get(pk=person.user_id), at=made.AT)
    assert Change.objects.get(practitioner=key).number > before


def test_people_read_again_after_an_edition_have_changed(no_frameworks: None):
    load_text(SMALL)
    Framework.objects.update(is_default=True)
    person, other = made.practitioner(visibility="public"), made.practitioner()
    shown = made.project(person, visibility="public")
    made.evidence(shown, "s1.basics.split", made.link(shown), lines="1")
    before = number(person), number(other)
    rereading.reread({"s1.basics.split"}, at=made.AT)
    assert number(person) > before[0]
    assert number(other) == before[1]


def test_many_at_once_get_a_number_each():
    people = [made.practitioner() for _ in range(3)]
    before = max(number(person) for person in people)
    with transaction.atomic():
        changes.note([person.pk for person in (*people, people[0])])
    numbers = {number(person) for person in people}
    assert len(numbers) == 3
    assert min(numbers) > before


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_transaction_is_a_mistake():
    with pytest.raises(RuntimeError, match="transaction"):
        changes.note([1])

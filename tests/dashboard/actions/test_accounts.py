"""Two things at once while an account is deleted. They need row locks, so they run on PostgreSQL."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import DomainError
from dashboard.actions import accounts
from hiring.actions import briefs, conversations, entries, shortlists
from hiring.models import Conversation, Entry
from portfolio.models import Evidence, Practitioner, Verdict
from tests.factories import choosing
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)
needs_locks = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


def person(name: str) -> tuple[User, Evidence]:
    owner = make.user(name)
    project = make.project(make.practitioner(owner))
    return owner, make.evidence(project, "l1.modeling.target-binary", make.section(project))


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each in a thread and on a connection of its own, all released together; says which errors there were."""
    errors: list[str] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            act()
        except Exception as error:
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_two_people_who_judged_each_other_leave_at_the_same_time() -> None:
    for _ in range(5):
        (ida, hers), (jo, his) = person("Ida Quist"), person("Jo Berg")
        make.verdict(his, by=ida)
        make.verdict(hers, by=jo)
        assert at_once(lambda: accounts.delete(ida, at=LATER), lambda: accounts.delete(jo, at=LATER)) == []  # noqa: B023
    assert not User.objects.exists() and not Practitioner.objects.exists() and not Verdict.objects.exists()


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_a_verdict_that_is_just_being_given_loses_its_name_too() -> None:
    remi = make.user("Remi Fontaine")
    _, evidence = person("Ida Quist")
    began = threading.Event()

    def judge() -> None:
        with transaction.atomic():
            make.verdict(evidence, by=remi)
            began.set()
            time.sleep(0.5)

    def leave() -> None:
        began.wait(10)
        accounts.delete(remi, at=LATER)

    assert at_once(judge, leave) == []
    left = Verdict.objects.get()
    assert (left.reviewer, left.reviewer_name) == (None, "")


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_somebody_leaves_while_others_put_them_on_a_list_and_write_to_them() -> None:
    """Whoever comes second finds nobody, or what they made is let go of; nothing protects the portfolio."""

    def quietly(act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            with suppress(DomainError):
                act()

        return run

    for number in range(6):
        ida, remi = make.user("Ida Quist"), make.user("Remi Fontaine")
        left = make.practitioner(ida, visibility="public", handle=f"ida-{number}")
        held, talk = choosing.shortlist(remi), choosing.conversation(left, remi)
        write = quietly(lambda: conversations.reply(talk, text="Still there?", by=remi, at=LATER))  # noqa: B023
        add = quietly(lambda: entries.add(held, handles=[left.handle], by=remi, at=LATER))  # noqa: B023
        assert at_once(write, add, lambda: accounts.delete(ida, at=LATER)) == []  # noqa: B023
    assert not Practitioner.objects.exists() and not Conversation.objects.exists()
    assert set(Entry.objects.values_list("practitioner", flat=True)) <= {None}


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_an_account_is_deleted_while_another_tab_changes_a_list_of_theirs() -> None:
    """The list is locked and its history names the account: whoever deletes the account waits for that, and then goes
    on."""
    hana = make.user("Hana Sato")
    person_ = make.practitioner(make.user("Ida Quist"), visibility="public")
    entry = choosing.shortlist(hana, person_).entries.get()
    began = threading.Event()

    def judge() -> None:
        with transaction.atomic():
            entries.judge(entry, state="talk", revision=1, by=hana, at=LATER)
            began.set()
            time.sleep(0.5)

    def leave() -> None:
        began.wait(10)
        accounts.delete(hana, at=LATER)

    assert at_once(judge, leave) == []
    assert not Entry.objects.exists()
    with pytest.raises(DomainError, match="This account was deleted in the meantime"):
        entries.judge(entry, state="no", revision=2, by=hana, at=LATER)


@needs_locks
@pytest.mark.django_db(transaction=True)
def test_a_brief_is_removed_while_a_list_is_given_to_it(frameworks: None) -> None:
    hana, remi = make.user("Hana Sato"), make.user("Remi Fontaine")
    team = choosing.team(hana, remi)
    brief, other = choosing.brief(team), choosing.brief(team)
    held = choosing.shortlist(team, brief=brief)
    began = threading.Event()

    def give() -> None:
        with transaction.atomic():
            shortlists.change(held, title="Tables", brief=other, revision=1, by=remi, at=LATER)
            began.set()
            time.sleep(0.5)

    def remove() -> None:
        began.wait(10)
        briefs.remove(other, by=hana, at=LATER)

    assert at_once(give, remove) == []
    held.refresh_from_db()
    assert held.brief is None


@pytest.mark.django_db
def test_teams_and_briefs_are_locked_before_what_hangs_on_them(frameworks: None) -> None:
    """As everybody does who gives a brief to a team, which ends snapshots."""
    hana = make.user("Hana Sato")
    make.practitioner(hana, visibility="public")
    choosing.brief(choosing.team(hana))
    with CaptureQueriesContext(connection) as seen:
        accounts.delete(hana, at=LATER)
    asked = [query["sql"] for query in seen.captured_queries]
    starts = ('SELECT "hiring_team"', 'SELECT "hiring_brief"', 'UPDATE "hiring_entry"', 'DELETE FROM "hiring_team"')
    order = [next(place for place, sql in enumerate(asked) if sql.startswith(start)) for start in starts]
    assert order == sorted(order)

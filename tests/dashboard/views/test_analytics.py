"""How a framework is used: counts of people, never names."""

import re
from typing import Any

import pytest

from accounts.models import User
from dashboard.queries import analytics
from portfolio.actions import proposals
from portfolio.models import Practitioner
from tests.factories import portfolio as made
from tests.factories import retired

PAGE = "/manage/frameworks/small/analytics/"
SPLIT, LOAD, TUNE = "s1.basics.split", "s1.basics.load", "s2.more.tune"


@pytest.fixture(autouse=True)
def small(no_frameworks: None) -> None:
    retired.first()


def person(name: str = "Nora Nameless", visibility: str = "private") -> Practitioner:
    """Shows SPLIT, judged "not yet"; only claims TUNE; put LOAD aside."""
    someone = made.practitioner(name=name, visibility=visibility)
    project = made.project(someone, visibility=visibility)
    made.verdict(made.evidence(project, SPLIT, made.link(project), lines="1"), outcome="not-yet")
    made.evidence(project, TUNE)
    proposals.dismiss(project, keys=[LOAD], by=someone.user, at=made.AT)
    return someone


def test_what_is_counted(db: None):
    person()
    person(visibility="public")
    made.practitioner(name="Nothing yet")
    page = analytics.page("small")
    assert (page.people, page.looked_at, page.everybody) == (2, 2, 2)
    assert [(use.skill.key, use.claimed) for use in page.unshown] == [(LOAD, 0), (TUNE, 2)]
    assert [(use.skill.key, use.shown) for use in page.least] == [(SPLIT, 2)]
    assert [(use.skill.key, use.not_yet, use.verdicts, use.not_yet_bar.share) for use in page.not_yet] == [
        (SPLIT, 2, 2, 100)
    ]
    assert [(use.skill.key, use.put_aside, use.taken) for use in page.put_aside] == [(LOAD, 2, 0)]
    first = {bar.label: (bar.count, bar.share) for bar in page.spread[0].bars}
    assert first == {
        "Not started": (0, 0),
        "In progress": (0, 0),
        "Out of order": (0, 0),
        "Demonstrated": (2, 100),
        "Verified": (0, 0),
    }
    assert [sum(bar.count for bar in level.bars) for level in page.spread] == [2, 2]


def test_a_retired_skill_is_missed_by_nobody(db: None):
    retired.edition()
    assert [use.skill.key for use in analytics.page("small").unshown] == [SPLIT, TUNE]


def test_the_page_names_nobody(max: User, client_of: Any):
    person(visibility="public")
    html = client_of(max).get(PAGE).content.decode()
    assert "Nora" not in html
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "1 person has evidence for it." in text
    assert "Stage 1, First" in text
    assert "Judged “not yet” most" in text
    assert '<rect width="100" height="8">' in html


def test_nothing_yet_is_said_plainly(max: User, client_of: Any):
    text = client_of(max).get(PAGE).content.decode()
    for words in ("0 people have evidence", "Nobody shows anything yet.", "No verdict says", "Nothing was put aside."):
        assert words in text


def test_who_may_not_edit_frameworks_does_not_see_it(ada: User, max: User, client_of: Any):
    assert client_of(ada).get(PAGE).status_code == 403
    assert client_of(max).get("/manage/frameworks/nothing/analytics/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow_with_people(number: int, django_assert_num_queries: Any):
    for _ in range(number):
        person()
    analytics.page("small")
    with django_assert_num_queries(16):
        analytics.page("small")

"""Beginning a brief with a job text: what is proposed, ticked, and refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from hiring.models import Brief
from hiring.queries import briefs
from tests.factories import hiring
from tests.hiring import adverts

GRID = {"text": adverts.GRID, "holder": "mine", "title": "Forecasting engineer"}
SERIES = 'name="take" value="domain:time-series"'
pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def propose(hana: User, client_of: Callable[[User], Client]) -> Callable[..., Any]:
    return lambda **data: client_of(hana).post("/briefs/propose/", data)


def test_the_job_text_comes_first(hana: User, client_of: Callable[[User], Client]) -> None:
    page = client_of(hana).get("/briefs/new/").content.decode()
    assert 0 < page.index('name="text"') < page.index('name="template"') < page.index('name="empty"')


def test_each_proposal_says_what_it_means(propose: Callable[..., Any]) -> None:
    page = propose(text="You know dropout.").content.decode()
    after = page.partition("<b>Dropout</b>")[2]
    assert '<p class="small muted">' in after.partition("</li>")[0].partition("<div")[0]


def test_all_are_ticked_by_one_button_and_weights_stay(propose: Callable[..., Any]) -> None:
    page = propose(**GRID, all="1", **{"weight-domain:time-series": "useful"}).content.decode()
    assert "11 proposals, 11 ticked" in page
    assert page.count('name="take"') == 11 == page.count(" checked> <b>")
    assert 'name="weight-domain:time-series" value="useful" checked' in page
    assert not Brief.objects.exists()


def test_nothing_ticked_is_told_and_the_text_alone_is_a_way_on(propose: Callable[..., Any]) -> None:
    answer = propose(**GRID, make="1")
    assert (answer.status_code, Brief.objects.count()) == (422, 0)
    assert "Tick what the work needs, or begin with the text alone." in answer.content.decode()
    assert SERIES in answer.content.decode()
    propose(**GRID, make="text", take="domain:time-series")
    sheet = briefs.sheet(Brief.objects.get())
    assert sheet.needs == ()
    assert "- PyTorch or Keras\n\nNice to have\n\n- LSTM" in sheet.text


def test_lines_without_a_word_are_passed_over(propose: Callable[..., Any]) -> None:
    page = propose(text="What you bring\n- dropout\n- \u200b\n- …\n---").content.decode()
    assert "1 proposal, none taken yet" in page


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("early stoping", "<b>Early stopping</b>"),
        ("bias-variance", "<b>Show overfitting</b>"),
        ("dropuot", "Already asked for: Dropout."),
        ("no such words", "Nothing has all these words."),
    ],
)
def test_skills_are_found_by_what_people_type(
    hana: User, client_of: Callable[[User], Client], words: str, says: str
) -> None:
    brief = hiring.brief(hana, ("skill", "l2.generalization.dropout", "must"))
    sent = {"title": "T", "framework": "three-levels", "strength": "2", "revision": "1", "find": "1", "q": words}
    page = (
        client_of(hana)
        .post(f"{brief.get_absolute_url()}edit/", {**sent, "need": "skill:l2.generalization.dropout"})
        .content.decode()
    )
    assert says in page

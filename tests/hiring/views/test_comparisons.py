"""People beside each other: every cell leads to its evidence, ties are ties, and what is not listed is not there."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portfolio.actions import practitioners
from portfolio.models import Practitioner
from tests.factories import hiring
from tests.factories import portfolio as made

HARNESS, FIT, DROPOUT = "l1.modeling.test-harness", "l1.library.fit-model", "l2.generalization.dropout"
AVERAGING = "l2.prediction.model-averaging"


def somebody(handle: str, name: str, *keys: str) -> Practitioner:
    """A listed person with one public project that is evidence for these skills."""
    person = made.practitioner(made.user(name), handle=handle, name=name, visibility="public")
    study = made.project(person, f"Study of {name.split()[0]}", visibility="public")
    result = made.result(study, baseline="0.5", dataset=made.dataset(study))
    for key in keys:
        made.evidence(study, key, made.comparison(study) if key.startswith("l2") else result)
    return person


@pytest.fixture
def three(frameworks, db) -> list[Practitioner]:
    return [
        somebody("ada-l", "Ada Lund", HARNESS, DROPOUT),
        somebody("bo", "Bo Ek", HARNESS),
        somebody("cy", "Cy Dahl", HARNESS, AVERAGING),
    ]


def read(query: str, client: Client | None = None, status: int = 200) -> str:
    response = (client or Client()).get(f"/compare/{query}")
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def columns(html: str) -> list[str]:
    return re.findall(r'class="who" href="[^"]*">(.*?)</a>', html)


def row(html: str, label: str) -> list[str]:
    """The cells of one row, without tags."""
    found = next(part for part in html.split("<tr")[1:] if f"<span>{label}</span></th>" in part).split("</tr>")[0]
    texts = (re.sub("<.*?>", "", cell.partition(">")[2]) for cell in found.split("<td")[1:])
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def test_columns_stand_in_the_order_of_the_address(three):
    assert columns(read("?people=cy,ada-l")) == ["Cy Dahl", "Ada Lund"]
    assert columns(read("?people=bo&people=@ADA-L&people=cy")) == ["Bo Ek", "Ada Lund", "Cy Dahl"]
    by_uuid = ",".join(str(person.uuid) for person in three)
    assert columns(read(f"?people={by_uuid},bo")) == ["Ada Lund", "Bo Ek", "Cy Dahl"]


def test_by_a_framework_every_competence_opens_its_evidence(three):
    html = read("?people=ada-l,bo")
    assert "Two people, one framework" in html
    proof = three[0].projects.get().evidence.get(skill__key=DROPOUT)
    assert [cell[:9] for cell in row(html, "Generalization")] == ["1/7 shown", "0/7 shown"]
    assert f'href="/@ada-l/study-of-ada/#{proof.anchor}"><i class="cell evidenced"></i>' in html
    assert "30 shown, in progress" in row(html, "1 Modeling")[0]
    assert "Telco churn" in row(html, "Best result")[0]
    assert "0.843 ± 0.006" in row(html, "Against baseline")[0]
    assert "baseline 0.5" in row(html, "Against baseline")[0]


def test_what_counts_on_the_page_of_people_counts_beside_each_other(three, hana, client_of):
    claims = made.practitioner(made.user("Di Falk"), handle="di", name="Di Falk", visibility="public")
    made.evidence(made.project(claims, "Study of Di", visibility="public"), HARNESS)
    brief = hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", DROPOUT, "must"))
    client, counted = client_of(hana), f"brief={brief.uuid}&amp;counts=claimed"
    people = re.sub(r"\s+", " ", client.get(f"{brief.get_absolute_url()}?counts=claimed").content.decode())
    assert f"&amp;{counted}" in people.split("Compare top")[0].rpartition("<a")[2]
    assert '<input type="hidden" name="counts" value="claimed">' in people
    html = read(f"?people=ada-l,di&brief={brief.uuid}&counts=claimed", client)
    assert row(html, "Musts") == ["2 of 2, 0 verified", "1 of 2, 0 verified"]
    assert row(html, "Rank")[1] == "4"
    assert "Counted here: claims too, whatever the brief says." in html
    assert html.count("counts=claimed") > 2, "the ways on from here keep it"
    stated = read(f"?people=ada-l,di&brief={brief.uuid}", client)
    assert row(stated, "Rank")[1] == "none: nothing of it is met"
    assert "Counted here" not in stated


def test_by_a_brief_its_asks_come_first_each_with_the_place(three, hana, client_of):
    brief = hiring.brief(
        hana, ("skill", HARNESS, "must"), ("skill", DROPOUT, "must"), ("group", "l2.prediction.ensembles", "useful")
    )
    html = read(f"?people=ada-l,bo,cy&brief={brief.uuid}", client_of(hana))
    assert "Three people, one brief" in html
    assert row(html, "Musts") == ["2 of 2, 0 verified", "1 of 2, 0 verified", "1 of 2, 0 verified"]
    assert "Study of Ada, Comparison “Dropout”" in row(html, "Dropout")[0]
    assert row(html, "Dropout")[1].endswith("not shown yet")
    assert "Model averaging" in row(html, "Ensemble techniques")[2]
    assert row(html, "Rank") == ["1", "3", "2"]
    proof = three[0].projects.get().evidence.get(skill__key=DROPOUT)
    assert f'href="/@ada-l/study-of-ada/#{proof.anchor}">Study of Ada' in html
    assert html.index("<span>Musts</span>") < html.index("<span>Useful</span>") < html.index("<span>1 Modeling</span>")


def test_ties_are_told(three, hana, client_of):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", FIT, "useful"))
    html = read(f"?people=ada-l,bo&brief={brief.uuid}", client_of(hana))
    assert row(html, "Rank") == ["1, shared with 2 others"] * 2
    other = hiring.brief(hana, ("skill", FIT, "must"))
    assert (
        row(read(f"?people=ada-l,bo&brief={other.uuid}", client_of(hana)), "Rank") == ["none: nothing of it is met"] * 2
    )


def test_differences_only(three, hana, client_of):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", DROPOUT, "must"))
    html = read(f"?people=ada-l,bo&brief={brief.uuid}&only=differences", client_of(hana))
    assert "<span>Dropout</span>" in html
    assert "<span>Objective test harness</span>" not in html
    assert "<span>1 Modeling</span>" not in html
    assert "rows in which all are equal are left out." in html
    assert f'href="?people=ada-l,bo&amp;brief={brief.uuid}">Show all rows' in html
    same = read("?people=bo,bo,ada-l&only=differences")
    assert "<span>Generalization</span>" in same


def test_one_is_taken_out_and_another_one_added(three, hana, client_of):
    html = read("?people=ada-l,bo,cy")
    assert 'href="?people=ada-l,cy">Take out<span class="vh"> Bo Ek' in html
    assert columns(read("?people=ada-l,bo&people=cy")) == ["Ada Lund", "Bo Ek", "Cy Dahl"]
    brief = hiring.brief(hana, ("skill", HARNESS, "must"))
    html = read(f"?people=ada-l,bo&brief={brief.uuid}", client_of(hana))
    assert re.findall(r"<option value=\"([^\"]+)\">", html) == ["cy"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "Choose two to five people"),
        ("?people=", "Choose two to five people"),
        ("?people=ada-l", "One person cannot be compared"),
        ("?people=ada-l,nobody", "<b>nobody</b> is not among the people who are listed here."),
        ("?people=no,none,ada-l,bo", "<b>no</b> and <b>none</b> are not among the people who are listed here."),
        ("?people=00000000-0000-0000-0000-000000000007,ada-l,bo", "1 other person is no longer listed."),
        ("?people=ada-l,<b>x</b>", "<b>&lt;b&gt;x&lt;/b&gt;</b> is not among"),
    ],
)
def test_what_cannot_be_followed_is_said_and_the_rest_goes_on(three, query, says):
    assert says in read(query)


def test_five_are_the_most(three):
    others = [somebody(f"more-{number}", f"More {number}") for number in range(4)]
    html = read(f"?people=ada-l,bo,{','.join(person.handle for person in others)}")
    assert len(columns(html)) == 5
    assert "Five people stand beside each other at most; 1 more is left out." in html
    assert "Five is the most." in html


def test_what_is_not_listed_is_as_if_it_never_was(three):
    ada, bo, _ = three
    hidden = made.project(bo, "A secret project")
    made.evidence(hidden, DROPOUT, made.comparison(hidden))
    assert row(read("?people=ada-l,bo"), "Generalization")[1][:9] == "0/7 shown"
    for visibility in ("unlisted", "private"):
        practitioners.set_visibility(ada, visibility=visibility, by=ada.user, at=made.AT + timedelta(days=1))
        html = read(f"?people={ada.uuid},bo,ada-l")
        assert columns(html) == ["Bo Ek"]
        assert "Lund" not in html
        never = read("?people=00000000-0000-0000-0000-000000000007,bo,ada-m")
        assert html.replace(str(ada.uuid), "").replace("ada-l", "") == never.replace(
            "00000000-0000-0000-0000-000000000007", ""
        ).replace("ada-m", "")


def test_a_brief_is_for_whoever_holds_it(three, hana, sam, client_of):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"))
    query = f"?people=ada-l,bo&brief={brief.uuid}"
    for client in (Client(), client_of(sam)):
        read(query, client, status=404)
    for wrong in ("nothing", "00000000-0000-0000-0000-000000000007"):
        read(f"?people=ada-l,bo&brief={wrong}", client_of(hana), status=404)
    read("?people=ada-l,bo&framework=no-such", status=404)


def test_whoever_is_signed_in_puts_those_compared_on_a_list(three, hana, client_of):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"))
    html = read(f"?people=bo,ada-l&brief={brief.uuid}", client_of(hana))
    assert f'href="/shortlists/add/?people=bo,ada-l&amp;brief={brief.uuid}">Add to a shortlist</a>' in html
    assert 'href="/shortlists/add/?people=bo,cy">Add' in read("?people=bo,cy", client_of(hana))
    assert "Add to a shortlist" not in read("?people=bo,cy")


def test_another_framework(three):
    html = read("?people=ada-l,bo&framework=field-guide")
    assert 'value="field-guide" selected' in html
    areas = read("?people=ada-l,bo&framework=global-competencies")
    assert "<span>Applied areas</span>" in areas, "areas have no number"
    assert columns(html) == ["Ada Lund", "Bo Ek"]


def counted(query: str, client: Client) -> tuple[int, int]:
    """Queries with empty caches, and again."""
    found = []
    caches["pages"].clear()
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(query, client)
        found.append(len(queries))
    return found[0], found[1]


def test_as_many_queries_for_three_people_as_for_two(three, hana, client_of):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"), ("level", "l1", "must"))
    read("?people=ada-l,bo")
    assert counted("?people=ada-l,bo", Client()) == counted("?people=ada-l,bo,cy", Client()) == (11, 2)
    client = client_of(hana)
    by = f"&brief={brief.uuid}"
    assert counted(f"?people=ada-l,bo{by}", client) == counted(f"?people=ada-l,bo,cy{by}", client) == (35, 13)


def test_what_the_states_of_a_level_mean_stands_beside_the_comparison_and_the_order(three, hana, client_of):
    brief, browser = hiring.brief(hana, ("skill", HARNESS, "must")), client_of(hana)
    for page in (read("?people=cy,ada-l"), browser.get(brief.get_absolute_url()).content.decode()):
        told = page.split("What “demonstrated” and the other states of a level mean")[1].split("</details>")[0]
        assert "All required rules hold, and all levels below are demonstrated." in told
        assert [f"<b>{word}.</b>" in told for word in ("In progress", "Out of order", "Verified")] == [True] * 3

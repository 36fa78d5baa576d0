"""The working page of a brief: who stands there, in which order, with what; and what it does not show."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from competence.queries import editions
from competence.standing import State
from competence.strengths import Strength
from hiring.queries import matches, wanted
from portfolio import explore, facets
from portfolio.models import Document, Facet, Practitioner
from portfolio.queries import explore as conditions
from portfolio.queries import profiles
from portfolio.search import tokens
from tests.factories import hiring
from tests.factories import portfolio as made
from tests.hiring.crowds import Shows, crowd

HARNESS, FIT, DROPOUT = "l1.modeling.test-harness", "l1.library.fit-model", "l2.generalization.dropout"
AVERAGING, STACKING = "l2.prediction.model-averaging", "l2.prediction.stacking-ensembles"
CLAIMED, EVIDENCED, VERIFIED = Strength
QUERIES = 13


@pytest.fixture
def page(frameworks, hana, client_of):
    """`page(brief, query)`: the page as Hana reads it, without the space between tags."""

    def read(brief, query: str = "") -> str:
        response = client_of(hana).get(f"{brief.get_absolute_url()}{query}")
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return read


def articles(html: str) -> list[tuple[str, str]]:
    """Rank and name of everybody on the page, in order."""
    found = re.findall(r'class="rank">(.*?)</p>.*?<h3><a[^>]*>(.*?)</a>', html)
    return [(re.sub(r"<span class=\"vh\">.*?</span>|<.*?>", "", rank), name) for rank, name in found]


def of(html: str, name: str) -> str:
    """The part of one person, without tags."""
    part = next(part for part in html.split("<article")[1:] if f">{name}</a>" in part).split("</article>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<.*?>", "", part))


def test_people_stand_in_order_with_their_figures(page, hana):
    one, two, three, four = crowd(
        [
            Shows({HARNESS: EVIDENCED, DROPOUT: CLAIMED}),
            Shows({HARNESS: VERIFIED, DROPOUT: VERIFIED, FIT: EVIDENCED}),
            Shows({HARNESS: EVIDENCED}, last_proof_on=date(2026, 5, 1)),
            Shows({HARNESS: EVIDENCED, DROPOUT: EVIDENCED}),
        ]
    )
    html = page(hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", DROPOUT, "must"), ("skill", FIT, "useful")))
    ranks = articles(html)
    assert ranks[:2] == [("1", two.name), ("2", four.name)]
    assert sorted(ranks[2:]) == sorted([("3", one.name), ("3", three.name)])
    best, third = of(html, two.name), of(html, one.name)
    assert "Both musts, both verified." in best
    assert "2 musts verified, 2 met; 1 useful met; last proof 1 May 2026." in best
    assert "Nobody stands higher." in best
    assert "1 of 2 musts, not verified." in third
    assert "Only claimed: Dropout." in third
    assert "Equal in all of it with 1 other person." in third
    assert f"{four.name} stands above by one more must met: Dropout." in third
    assert "Dropout: only claimed; evidenced, this would move the person from 3 to 2." in third
    assert "2 people meet all 2 musts, 2 at least half of them, 0 fewer." in html


def test_where_only_the_day_decides_a_newer_proof_would_move_somebody_up(page, hana):
    newer, older = crowd([Shows({HARNESS: VERIFIED}, last_proof_on=date(2026, 5, day)) for day in (2, 1)])
    html = page(hiring.brief(hana, ("skill", HARNESS, "must")))
    assert articles(html) == [("1", newer.name), ("2", older.name)]
    assert "Only a newer proof would move this person up; it may be of any skill." in of(html, older.name)
    assert "No single step" not in html


def test_every_mark_leads_to_the_very_evidence(page, hana, frameworks):
    person = made.practitioner(made.user("Ada Lund"), handle="ada-l", name="Ada Lund", visibility="public")
    study = made.project(person, "A study", visibility="public")
    proof = made.evidence(study, HARNESS, made.result(study))
    averaging = made.evidence(study, AVERAGING, made.comparison(study))
    html = page(
        hiring.brief(hana, ("skill", HARNESS, "must"), ("group", "l2.prediction.ensembles", "must", {"at_least": 2}))
    )
    assert f'href="/@ada-l/a-study/#{proof.anchor}"><i class="cell evidenced"></i> <span>Objective test harness' in html
    assert f'href="/@ada-l/a-study/#{averaging.anchor}"><i class="cell evidenced"></i> Model averaging' in html
    assert "Ensemble techniques, 2 skills, shown by 1 of 2 skills" in of(html, "Ada Lund")
    assert f'id="{proof.anchor}"' in Client().get("/@ada-l/a-study/").content.decode()


def test_what_is_beyond_the_brief_is_folded_and_what_is_not_needed_apart(page, hana):
    vision = "l3.data-handling.cv-load-images"
    (person,) = crowd([Shows({HARNESS: VERIFIED, FIT: EVIDENCED, vision: VERIFIED, DROPOUT: CLAIMED})])
    html = page(hiring.brief(hana, ("skill", HARNESS, "must"), ("level", "l3", "not-needed")))
    assert "Beyond the brief: 1 skill, and 1 at levels that are not needed" in of(html, person.name)
    assert "Level 3, Applications. What is shown there gives neither plus nor minus, unless" in html


def test_nobody_meets_all_and_which_must_stands_in_the_way(page, hana):
    crowd(
        [
            Shows({HARNESS: VERIFIED, FIT: VERIFIED}),
            Shows({HARNESS: VERIFIED, FIT: EVIDENCED}),
            Shows({DROPOUT: EVIDENCED, FIT: EVIDENCED}),
            Shows({STACKING: VERIFIED}),
        ]
    )
    brief = hiring.brief(hana, *(("skill", key, "must") for key in (HARNESS, FIT, DROPOUT)))
    html = page(brief)
    assert "Nobody meets all 3 musts. Without Dropout 2 people do." in html
    assert "0 people meet all 3 musts, 3 at least half of them, 0 fewer." in html
    assert "1 more person shows nothing of this yet." in html
    assert len(articles(html)) == 3
    rest = page(brief, "?others=yes")
    assert [rank for rank, _ in articles(rest)] == ["–"]
    assert "1 person, nothing of this yet" in rest
    assert "None of 3 musts." in rest


def test_a_long_text_is_folded_and_read_whole_when_it_is_opened(page, hana):
    html = page(hiring.brief(hana, ("skill", HARNESS, "must"), text="We forecast load.\n\n" * 40 + "The end."))
    lead, _, rest = html.partition('<p class="brief-lead">')[2].partition("</p>")
    assert lead.startswith("We forecast load. We forecast load.") and lead.endswith(" …")
    assert "<summary>The whole text</summary>" in rest and "<p>The end.</p>" in rest
    short = page(hiring.brief(hana, ("skill", HARNESS, "must"), text="We forecast load."))
    assert "<p>We forecast load.</p>" in short and "The whole text" not in short


def test_another_strength_counts_for_the_moment(page, hana):
    (person,) = crowd([Shows({HARNESS: CLAIMED})])
    brief = hiring.brief(hana, ("skill", HARNESS, "must"))
    assert "None of 1 person meets a must or anything useful." in page(brief)
    html = page(brief, "?counts=claimed")
    assert articles(html) == [("1", person.name)]
    assert "The one must, not verified." in html
    assert "Counted here: claims too, whatever the brief says." in html


def test_filters_stand_on_top_and_are_kept(page, hana):
    wanted, other = crowd([Shows({HARNESS: VERIFIED}), Shows({HARNESS: VERIFIED})])
    Document.objects.create(
        kind="person",
        thing=wanted.pk,
        uuid=wanted.uuid,
        practitioner=wanted,
        tokens=tokens.line((), (), {"meter", "gap"}),
    )
    brief = hiring.brief(hana, ("skill", HARNESS, "must"))
    html = page(brief, "?q=meters&counts=verified")
    assert articles(html) == [("1", wanted.name)]
    assert other.name not in html
    assert 'href="?counts=verified" aria-label="Remove “meters”"' in html
    none = page(brief, "?q=nowhere")
    assert "Nobody is found with these filters." in none


LIBRARIES = [f"library-{number:02}" for number in range(13)]


@pytest.fixture
def found_by_everything(frameworks, db):
    """Somebody who is found by a value of every kind, and by thirteen libraries."""
    (person,) = crowd([Shows({HARNESS: VERIFIED, FIT: EVIDENCED}, {"l2": State.DEMONSTRATED})])
    axes = [(kind, editions.current().axes_by_key[axis].values[0].key) for axis, kind in facets.AXES.items()]
    known = [(kind, values[0][0]) for kind, values in conditions.TABLES.items()]
    own = [("place", "Porto"), ("cure", f"overfitting/{DROPOUT}"), *(("library", name) for name in LIBRARIES)]
    Facet.objects.bulk_create(
        Facet(practitioner=person, kind=kind, value=value, label=value) for kind, value in (*axes, *known, *own)
    )


def test_filters_are_drawn_when_they_are_asked_for(page, hana, found_by_everything):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"))
    plain = page(brief, "?counts=verified")
    assert 'href="?counts=verified&amp;filters=all#filters">Filters</a>' in plain
    assert "library" not in controls(plain)
    assert "library" in controls(page(brief, "?filters=all"))
    assert "library" in controls(page(brief, "?place=Porto")), "as long as one is in use"


def controls(html: str) -> set[str]:
    return set(re.findall(r'<(?:input|select)[^>]* name="([\w-]+)"', html))


def test_every_filter_of_the_explore_page_has_a_control(page, hana, found_by_everything):
    """Also the thirteenth library, behind “more”, and what is chosen of a skill, a strength or a standing."""
    asked = f"?skill={FIT}&proof=evidenced&standing=l2/demonstrated&level=l1"
    html = page(hiring.brief(hana, ("skill", HARNESS, "must")), asked)
    offered = html.split('aria-label="Proof and filters"')[1].split("</form>")[0]
    explored = controls(Client().get("/explore/").content.decode())
    assert explored >= {*facets.KINDS, "skill", "level", "proof", "fresh"}
    assert explored - controls(offered) == {"framework", "people", "sort", "theme"}, "those are no filters of a brief"
    assert all(f'name="library" value="{name}"' in offered for name in LIBRARIES)
    for kind, value in (("skill", FIT), ("standing", "l2/demonstrated"), ("level", "l1")):
        assert f'<input type="checkbox" name="{kind}" value="{value}" checked>' in offered
    assert '<input type="radio" name="proof" value="evidenced" checked>' in offered
    assert f'<option value="{HARNESS}">' in offered, "a skill can be added"
    assert 'type="hidden" name="skill"' not in offered


def test_a_brief_that_asks_for_nothing_says_so(page, hana):
    crowd([Shows({HARNESS: VERIFIED})])
    html = page(hiring.brief(hana))
    assert "Nothing is asked for yet" in html
    assert articles(html) == []


def test_what_the_edition_has_no_longer_asks_for_nothing(page, hana):
    (person,) = crowd([Shows({HARNESS: VERIFIED})])
    html = page(hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", "l1.modeling.gone", "must")))
    assert "l1.modeling.gone. It asks for nothing." in html
    assert "The one must, verified." in of(html, person.name)
    assert "is no longer in the current edition" in page(hiring.brief(hana, ("skill", "l1.modeling.gone", "must")))


def test_a_team_reads_its_briefs_and_nobody_else(frameworks, hana, remi, sam, client_of):
    brief = hiring.brief(hiring.team(hana, remi), ("skill", HARNESS, "must"))
    found = {name: client_of(user).get(brief.get_absolute_url()).status_code for name, user in
             {"hana": hana, "remi": remi, "sam": sam}.items()}  # fmt: skip
    assert found == {"hana": 200, "remi": 200, "sam": 404}


def test_what_is_not_listed_is_neither_shown_nor_counted(page, hana):
    strong = {HARNESS: VERIFIED, DROPOUT: VERIFIED}
    public, unlisted, private = crowd(
        [Shows({HARNESS: EVIDENCED}, hidden=strong), Shows(strong, visibility="unlisted"),
         Shows(strong, visibility="private")]
    )  # fmt: skip
    html = page(hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", DROPOUT, "useful")))
    assert articles(html) == [("1", public.name)]
    assert "1 person meets the must." in html
    assert unlisted.name not in html
    assert private.name not in html


def test_levels_are_asked_for_by_their_standing(page, hana):
    one, two = crowd([Shows(standings={"l2": State.DEMONSTRATED}), Shows(standings={"l2": State.IN_PROGRESS})])
    html = page(hiring.brief(hana, ("level", "l2", "must"), ("level", "l1", "useful")))
    assert articles(html) == [("1", one.name)]
    assert f'href="/@{one.handle}/?framework=three-levels#standing"' in html
    assert two.name not in html


def test_the_mark_of_a_level_leads_to_the_standing_by_the_framework_of_the_brief(page, hana):
    level = editions.of("ml-progress-checklist").levels[0].key
    (one,) = crowd([Shows(standings={level: State.DEMONSTRATED})], framework="ml-progress-checklist")
    html = page(hiring.brief(hana, ("level", level, "must"), framework="ml-progress-checklist"))
    assert f'href="/@{one.handle}/?framework=ml-progress-checklist#standing"' in html


def queries(client, brief) -> int:
    client.get(brief.get_absolute_url())
    with CaptureQueriesContext(connection) as found:
        client.get(brief.get_absolute_url())
    return len(found)


def test_as_many_queries_for_three_people_as_for_one(frameworks, hana, client_of):
    brief = hiring.brief(hana, ("skill", HARNESS, "must"), ("level", "l1", "must"), ("skill", DROPOUT, "useful"))
    client = client_of(hana)
    crowd([Shows({HARNESS: VERIFIED}, {"l1": State.DEMONSTRATED})])
    assert queries(client, brief) == QUERIES
    crowd([Shows({HARNESS: VERIFIED, DROPOUT: VERIFIED}), Shows({DROPOUT: VERIFIED})])
    assert queries(client, brief) == QUERIES


IDENTITIES = (
    {
        "handle": "aaron-a",
        "name": "Aaron Abel",
        "location": "Zürich",
        "headline": "Head of AI at Example",
        "about": "A",
    },
    {"handle": "zoe-z", "name": "Zoë Zhao", "location": "", "headline": "", "about": "Self-taught."},
)


def test_whoever_is_deleted_between_the_order_and_the_page_is_left_out(frameworks, hana):
    first, second, third = crowd(
        [Shows({HARNESS: VERIFIED, FIT: VERIFIED}), Shows({HARNESS: VERIFIED}), Shows({HARNESS: EVIDENCED})]
    )
    yardstick = profiles.ground().default
    stated = wanted.of(hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", FIT, "must")), yardstick)
    asked = explore.read({}, [yardstick], conditions.labels, date(2026, 6, 1))
    scoring = matches.score(stated, asked)
    for gone, left in ((first, [second, third]), (second, [third])):
        gone.delete()
        found = matches.show(stated, yardstick, scoring, scoring.rows, asked)
        assert [person.face.name for person in found.people] == [person.name for person in left]


def test_who_somebody_is_changes_neither_order_nor_figures(page, hana):
    """Names, handles, places, schooling and employers of two people are swapped: same order, figures and words."""
    people = crowd(
        [
            Shows({HARNESS: VERIFIED, FIT: EVIDENCED}, last_proof_on=date(2026, 5, 2)),
            Shows({HARNESS: EVIDENCED, FIT: VERIFIED}, last_proof_on=date(2026, 5, 2)),
            Shows({HARNESS: EVIDENCED, DROPOUT: EVIDENCED}),
        ]
    )
    brief = hiring.brief(hana, ("skill", HARNESS, "must"), ("skill", FIT, "must"), ("skill", DROPOUT, "useful"))
    seen = []
    for pair in (IDENTITIES, IDENTITIES[::-1]):
        for person in people[:2]:
            Practitioner.objects.filter(pk=person.pk).update(handle=f"between-{person.pk}")
            person.background.all().delete()
        for person, identity in zip(people[:2], pair, strict=True):
            Practitioner.objects.filter(pk=person.pk).update(**identity)
            person.background.create(kind="study", text=f"University of {identity['name']}")
            person.background.create(kind="work", text=f"{identity['headline']} Ltd")
        html = page(brief)
        for number, identity in enumerate(pair):
            for value in (identity["handle"], identity["name"]):
                html = html.replace(value, f"person {number}")
        order = re.findall(r'id="person-([^"]+)"', html)
        seen.append((order, re.sub(r'csrf\w*" value="\w+"', "", html)))
    assert seen[0][0] == seen[1][0]
    assert seen[0][1] == seen[1][1]
    assert "University of" not in seen[0][1]

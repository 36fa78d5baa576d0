"""Writing a brief: one form, without JavaScript, in which nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from competence.models import Edition
from hiring.actions import briefs as actions
from hiring.models import Brief, Team
from hiring.queries import briefs
from hiring.sheets import Line
from tests.factories import hiring
from tests.factories.hiring import AT
from tests.factories.meanwhile import meanwhile
from tests.hiring import adverts

Of = Callable[[User | None], Client]
DROPOUT, ENSEMBLES = "skill:l2.generalization.dropout", "group:l2.prediction.ensembles"
pytestmark = pytest.mark.usefixtures("frameworks")


def url(name: str, brief: Brief) -> str:
    return reverse(f"hiring:briefs-{name}", args=[brief.uuid])


def sent(**more: Any) -> dict[str, Any]:
    """A form as a browser sends it; names with a dash or colon are given in `more["also"]`."""
    also = more.pop("also", {})
    whole = {"title": "Tuning specialist", "text": "", "framework": "three-levels", "strength": "2", "revision": "1"}
    return {**whole, "shown": "three-levels", **more, **also}


@pytest.fixture
def brief(hana: User) -> Brief:
    return hiring.brief(hana, ("skill", "l2.generalization.dropout", "must"))


def test_the_first_brief_from_a_template(hana: User, client_of: Of) -> None:
    client = client_of(hana)
    assert "No brief yet" in client.get("/briefs/").content.decode()
    page = client.post("/briefs/new/", {"template": "vision-inspection", "holder": "mine"}, follow=True)
    assert "Vision engineer, inspection" in page.content.decode()
    made = Brief.objects.get()
    assert (made.owner, made.is_published) == (hana, False)
    assert Line("level", "l3", "useful") in briefs.sheet(made).needs
    listed = client.get("/briefs/").content.decode()
    assert "7 musts" in listed or "8 musts" in listed


def test_an_empty_one_for_a_team_and_none_for_a_team_of_others(hana: User, remi: User, client_of: Of) -> None:
    own, other = hiring.team(hana, remi, name="Ours"), hiring.team(remi, name="Theirs")
    page = client_of(hana).get("/briefs/new/").content.decode()
    assert "The team Ours" in page
    assert "Theirs" not in page
    assert client_of(hana).post("/briefs/new/", {"empty": "1", "holder": str(other.uuid)}).status_code == 422
    client_of(hana).post("/briefs/new/", {"empty": "1", "holder": str(own.uuid)})
    assert Brief.objects.get().team == own


def test_an_unknown_template_is_refused(hana: User, client_of: Of) -> None:
    assert client_of(hana).post("/briefs/new/", {"template": "x", "holder": "mine"}).status_code == 422
    assert not Brief.objects.exists()


def test_without_a_framework_nothing_breaks(hana: User, client_of: Of, no_frameworks: None) -> None:
    client = client_of(hana)
    for address in ("/briefs/", "/briefs/new/", "/briefs/open/"):
        assert client.get(address).status_code == 200
    for answer in (
        client.post("/briefs/new/", {"empty": "1", "holder": "mine"}),
        client.post("/briefs/new/", {"template": "intern", "holder": "mine"}),
        client.post("/briefs/propose/", {"text": "dropout", "make": "1", "holder": "mine"}),
    ):
        assert answer.status_code == 422
        assert "There is no such framework here" in answer.content.decode()


class TestFromText:
    def test_nothing_is_taken_without_a_tick(self, hana: User, client_of: Of) -> None:
        page = client_of(hana).post("/briefs/propose/", {"text": adverts.GRID}).content.decode()
        assert "11 proposals, none taken yet" in page
        assert "You know how to treat missing values: our meters have gaps" in page
        assert 'name="take" value="domain:time-series"> ' in page
        assert not Brief.objects.exists()

    def test_demands_for_which_nothing_is_found_are_named(self, hana: User, client_of: Of) -> None:
        page = client_of(hana).post("/briefs/propose/", {"text": adverts.BANK}).content.decode()
        told = page.split("Nothing found for 2 demands")[1].split("</section>")[0]
        assert "<li>5+ years of experience in data science</li>" in told
        assert "cross-validation" not in told

    def test_what_is_ticked_becomes_a_brief(self, hana: User, client_of: Of) -> None:
        ticks = {"take": ["domain:time-series", "skill:l3.technique.ts-recurrent"], "make": "1", "holder": "mine"}
        weights = {"weight-domain:time-series": "must", "weight-skill:l3.technique.ts-recurrent": "useful"}
        title = {"title": "Forecasting engineer"}
        client_of(hana).post("/briefs/propose/", {"text": adverts.GRID, **ticks, **weights, **title})
        sheet = briefs.sheet(Brief.objects.get())
        assert sheet.needs == (
            Line("domain", "time-series", "must"),
            Line("skill", "l3.technique.ts-recurrent", "useful"),
        )
        assert sheet.title == "Forecasting engineer"
        assert "We balance two regions." in sheet.text

    def test_what_no_database_takes_is_refused_or_passed_over(self, hana: User, client_of: Of) -> None:
        client, made = (
            client_of(hana),
            {"text": adverts.GRID, "make": "text", "holder": "mine", "take": ["skill:a\x00b"]},
        )
        answer = client.post("/briefs/propose/", {**made, "title": "Grid\x00engineer"})
        assert answer.status_code == 422
        assert "Take out the characters that cannot be seen." in answer.content.decode()
        long = client.post("/briefs/propose/", {**made, "title": "x" * 121})
        assert long.status_code == 422
        assert "x" * 121 in long.content.decode(), "nothing typed is lost"
        assert not Brief.objects.exists()
        client.post("/briefs/propose/", {**made, "title": " Grid engineer "})
        assert Brief.objects.get().title == "Grid engineer"
        assert briefs.sheet(Brief.objects.get()).needs == ()

    def test_the_first_line_is_the_role_until_another_is_typed(self, hana: User, client_of: Of) -> None:
        page = client_of(hana).post("/briefs/propose/", {"text": adverts.GRID}).content.decode()
        assert 'name="title" value="Forecasting engineer (m/f/d), grid operations"' in page
        again = client_of(hana).post("/briefs/propose/", {"text": adverts.GRID, "title": "Typed"}).content.decode()
        assert 'name="title" value="Typed"' in again

    def test_where_nothing_is_found_there_is_a_way_on(self, hana: User, client_of: Of) -> None:
        client = client_of(hana)
        page = client.post("/briefs/propose/", {"text": adverts.NOTHING}).content.decode()
        assert "Nothing found" in page
        assert "Make a brief of the text" in page
        client.post("/briefs/propose/", {"text": adverts.NOTHING, "make": "1", "holder": "mine", "title": ""})
        assert briefs.sheet(Brief.objects.get()).needs == ()

    def test_a_long_text_is_cut_where_a_line_ends(self, hana: User, client_of: Of) -> None:
        client_of(hana).post("/briefs/propose/", {"text": adverts.long_one(), "make": "text", "holder": "mine"})
        assert len(Brief.objects.get().text) <= 6000

    def test_too_much_and_nothing_are_refused(self, hana: User, client_of: Of) -> None:
        assert client_of(hana).post("/briefs/propose/", {"text": ""}).status_code == 422
        assert client_of(hana).post("/briefs/propose/", {"text": "x" * 30_001}).status_code == 422

    def test_there_is_a_limit(self, hana: User, client_of: Of, monkeypatch: Any) -> None:
        monkeypatch.setattr("hiring.views.starts.briefs.TEXTS_AN_HOUR", 1)
        assert client_of(hana).post("/briefs/propose/", {"text": "dropout"}).status_code == 200
        assert client_of(hana).post("/briefs/propose/", {"text": "dropout"}).status_code == 429


class TestWriting:
    def test_all_of_it_is_saved(self, brief: Brief, hana: User, client_of: Of) -> None:
        needs = {"need": [DROPOUT, ENSEMBLES], f"weight-{DROPOUT}": "useful", f"weight-{ENSEMBLES}": "must"}
        more = {f"least-{ENSEMBLES}": "2", f"strength-{ENSEMBLES}": "3", "domain-time-series": "useful"}
        levels = {"level-l1": "must", "level-l2": "", "level-l3": "useful", "level-lx": "not-needed"}
        client = client_of(hana)
        page = client.post(url("edit", brief), sent(strength="3", also={**needs, **more, **levels}), follow=True)
        assert "Brief saved." in page.content.decode()
        sheet = briefs.sheet(Brief.objects.get())
        assert sheet.strength == 3
        assert set(sheet.needs) == {
            Line("level", "l1", "must"),
            Line("level", "l3", "useful"),
            Line("level", "lx", "not-needed"),
            Line(*DROPOUT.split(":"), "useful"),
            Line(*ENSEMBLES.split(":"), "must", 2, 3),
            Line("domain", "time-series", "useful"),
        }

    @pytest.mark.parametrize(
        ("step", "there", "gone"),
        [
            ({"add": "skill:l1.modeling.scaling"}, "Added: Scale inputs. Not saved yet.", ""),
            ({"put": "1", "pick": ENSEMBLES}, "Added: Ensemble techniques. Not saved yet.", ""),
            ({"drop": DROPOUT}, "Taken off: Dropout. Not saved yet.", f'name="weight-{DROPOUT}"'),
            ({"find": "1", "q": "noise"}, "Adding noise", ""),
            ({"enter": "1", "q": "noise"}, "Adding noise", ""),
            ({"find": "1", "q": "no such words"}, "Nothing has all these words", ""),
            ({"framework": "ml-progress-checklist"}, "Not in this framework", ""),
            (
                {"framework": "ml-progress-checklist", "save": "1"},
                "Not saved yet: these are the levels and skills",
                "",
            ),
            (
                {"framework": "ml-progress-checklist", "find": "1"},
                "Not saved yet: these are the levels and skills",
                "",
            ),
        ],
    )
    def test_steps_save_nothing_and_lose_nothing(
        self, step: dict[str, str], there: str, gone: str, brief: Brief, hana: User, client_of: Of
    ) -> None:
        typed = {"title": "Typed title", "text": "Typed *text*", "need": [DROPOUT], f"weight-{DROPOUT}": "useful"}
        answer = client_of(hana).post(url("edit", brief), sent(also={**typed, **step}))
        page = answer.content.decode()
        assert answer.status_code == 200
        assert there in page
        assert 'value="Typed title"' in page
        assert "Typed *text*" in page
        assert gone == "" or gone not in page
        assert "data-unsaved" in page, "leaving it is asked about"
        assert "data-unsaved" not in client_of(hana).get(url("edit", brief)).content.decode()
        assert Brief.objects.get().title == "Tuning specialist"

    def test_what_another_framework_has_not_comes_back_with_the_first(
        self, brief: Brief, hana: User, client_of: Of
    ) -> None:
        client, kept = client_of(hana), {"need": [DROPOUT, "level:l2"], "weight-level:l2": "useful"}
        away = client.post(url("edit", brief), sent(framework="ml-progress-checklist", also=kept)).content.decode()
        assert f'value="{DROPOUT}"' in away
        back = client.post(url("edit", brief), sent(shown="ml-progress-checklist", also=kept)).content.decode()
        assert "Not in this framework" not in back
        assert 'name="level-l2" value="useful" checked' in back

    def test_enter_saves_where_nothing_is_looked_for(self, brief: Brief, hana: User, client_of: Of) -> None:
        assert client_of(hana).post(url("edit", brief), sent(enter="1", title="New")).status_code == 302
        assert Brief.objects.get().title == "New"

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"title": ""}, "Fill this in."),
            ({"strength": "9"}, "Choose one of those that are offered."),
            ({"text": "x" * 6001}, "At most 6,000 characters"),
            (
                {"level-l2": "not-needed", "need": [DROPOUT]},
                "Level 2 is marked as not needed, and this belongs to it. Change one of the two.",
            ),
            ({"need": [ENSEMBLES], f"least-{ENSEMBLES}": "9"}, "This group has 3 skills."),
            (
                {"level-l3": "not-needed", "domain-time-series": "useful"},
                'id="err-domain:time-series">Level 3 is marked as not needed, and this belongs to it.',
            ),
        ],
    )
    def test_errors_keep_everything(
        self, wrong: dict[str, Any], said: str, brief: Brief, hana: User, client_of: Of
    ) -> None:
        kept = {"q": "noise", "domain-time-series": "useful"}
        answer = client_of(hana).post(url("edit", brief), sent(also={**kept, **wrong}))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page
        assert 'name="domain-time-series" value="useful" checked' in page
        assert len(briefs.sheet(brief).needs) == 1

    def test_two_tabs(self, brief: Brief, hana: User, client_of: Of) -> None:
        client = client_of(hana)
        client.post(url("edit", brief), sent(title="First"))
        answer = client.post(url("edit", brief), sent(title="Second", also={"need": [DROPOUT]}))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "saved this first" in page
        assert "must: Dropout" in page
        assert 'name="revision" value="2"' in page
        assert Brief.objects.get().title == "First"
        assert client.post(url("edit", brief), sent(title="Second", revision="2")).status_code == 302

    def test_htmx_gets_the_form_alone(self, brief: Brief, hana: User, client_of: Of) -> None:
        answer = (
            client_of(hana)
            .post(url("edit", brief), sent(find="1", q="noise"), headers={"HX-Request": "true"})
            .content.decode()
        )
        assert answer.lstrip().startswith('<form class="stack" id="briefs-edit"')

    def test_odd_fields_say_nothing(self, brief: Brief, hana: User, client_of: Of) -> None:
        odd = {
            "need": ["course:x", "skill:", DROPOUT, "skill:" + "x" * 200],
            "level-": "perhaps",
            "domain-x": "not-needed",
        }
        client_of(hana).post(url("edit", brief), sent(also={**odd, f"weight-{DROPOUT}": "not-needed"}))
        assert briefs.sheet(Brief.objects.get()).needs == (Line(*DROPOUT.split(":"), "must"),)

    def test_what_no_database_takes_says_nothing(self, brief: Brief, hana: User, client_of: Of) -> None:
        client, nul = client_of(hana), "skill:a\x00b"
        odd = {
            "need": [nul, ENSEMBLES],
            f"least-{ENSEMBLES}": "9" * 5_000,
            "level-a\x00": "must",
            "domain-\x00": "must",
        }
        client.post(url("edit", brief), sent(also=odd))
        assert briefs.sheet(Brief.objects.get()).needs == (Line(*ENSEMBLES.split(":"), "must"),)
        page = client.post(url("edit", brief), sent(revision="2", add=nul, also={"need": [DROPOUT]})).content.decode()
        assert "\x00" not in page

    def test_a_preview_saves_nothing(self, hana: User, client_of: Of) -> None:
        page = client_of(hana).post("/briefs/preview/", {"field": "text", "text": "*soon* <script>"}).content.decode()
        assert "<em>soon</em>" in page
        assert "<script>" not in page.partition('id="briefs-preview"')[2]


class TestState:
    def test_published_withdrawn_put_away_and_used_again(self, brief: Brief, hana: User, client_of: Of) -> None:
        client = client_of(hana)
        assert url("open", brief) in client.get(url("publish", brief)).content.decode()
        assert "Published." in client.post(url("publish", brief), follow=True).content.decode()
        assert client_of(None).get(url("open", brief)).status_code == 200
        client.post(url("withdraw", brief))
        assert client_of(None).get(url("open", brief)).status_code == 404
        assert "Put away" in client.post(url("archive", brief), follow=True).content.decode()
        assert client.post(url("publish", brief)).status_code == 422
        client.post(url("restore", brief))
        assert Brief.objects.get().archived_at is None

    def test_copied_and_removed(self, brief: Brief, hana: User, client_of: Of) -> None:
        client = client_of(hana)
        assert "Copy of Tuning specialist" in client.post(url("copy", brief), follow=True).content.decode()
        assert "Shortlists that were made for it stay" in client.get(url("remove", brief)).content.decode()
        client.post(url("remove", brief))
        assert Brief.objects.get().title == "Copy of Tuning specialist"

    def test_moved_into_a_team_and_out_of_it_by_its_owners(
        self, brief: Brief, hana: User, remi: User, client_of: Of
    ) -> None:
        assert "You are in no team" in client_of(hana).get(url("move", brief)).content.decode()
        team: Team = hiring.team(hana, remi)
        client_of(hana).post(url("move", brief), {"holder": str(team.uuid)})
        assert Brief.objects.get().team == team
        assert client_of(remi).post(url("move", brief), {"holder": "mine"}).status_code == 403
        client_of(hana).post(url("move", brief), {"holder": "mine"})
        assert Brief.objects.get().owner == hana

    def test_a_published_one_names_its_team_only_when_that_is_said(
        self, brief: Brief, hana: User, client_of: Of
    ) -> None:
        client, team = client_of(hana), hiring.team(hana, name="Quiet team")
        there = {"holder": str(team.uuid)}
        assert "the name of the team" not in client.get(url("move", brief)).content.decode()
        actions.publish(brief, by=hana, at=AT)
        assert "the name of the team to everybody" in client.get(url("move", brief)).content.decode()
        answer = client.post(url("move", brief), there)
        assert answer.status_code == 422
        assert "Tick this, or withdraw the public page" in answer.content.decode()
        assert "Quiet team" not in client_of(None).get(url("open", brief)).content.decode()
        client.post(url("move", brief), {**there, "named": "on"})
        assert "Quiet team" in client_of(None).get(url("open", brief)).content.decode()
        assert client.post(url("move", brief), {"holder": "mine"}).status_code == 302, "nothing new is told"


def test_without_an_edition_of_its_framework_a_brief_sleeps_and_stays_on_the_list(
    brief: Brief, hana: User, client_of: Of
) -> None:
    actions.publish(brief, by=hana, at=AT)
    awake = hiring.brief(hana, ("level", "l1", "must"), title="Still awake", framework="ml-progress-checklist")
    Edition.objects.filter(framework=brief.framework).update(is_current=False)
    page = client_of(hana).get("/briefs/").content.decode()
    assert "Asleep: three-levels has no published edition at the moment" in page
    assert url("open", brief) not in page, "its public page is gone meanwhile"
    assert page.count("Asleep") == 1
    assert awake.title in page
    assert "no framework to read people by" in client_of(hana).get(brief.get_absolute_url()).content.decode()


def test_a_brief_of_others_is_not_there(hana: User, remi: User, sam: User, client_of: Of) -> None:
    brief = actions.publish(hiring.brief(hiring.team(hana, remi), ("level", "l1", "must")), by=hana, at=AT)
    hidden = hiring.brief(hana, title="Canary of Hana")
    for name in ("edit", "publish", "move", "remove"):
        assert client_of(sam).get(url(name, brief)).status_code == 404
        assert client_of(remi).get(url(name, hidden)).status_code == 404
    for address in ("/briefs/", "/briefs/open/", "/briefs/new/", "/teams/"):
        for user in (sam, remi, None):
            assert "Canary of Hana" not in client_of(user).get(address, follow=True).content.decode()
    assert client_of(remi).get(url("edit", brief)).status_code == 200
    assert "Canary of Hana" in client_of(hana).get("/briefs/").content.decode()


@pytest.mark.parametrize("verb", ["withdraw", "archive", "restore", "remove", "move", "copy"])
def test_a_brief_that_a_teammate_removes_at_this_moment(hana: User, client_of: Of, brief: Brief, verb: str) -> None:
    hiring.team(hana)
    client, address = client_of(hana), url(verb, brief)
    with meanwhile(lambda: Brief.objects.filter(pk=brief.pk).delete()):
        response = client.post(address, {"holder": "mine"}, follow=True)
    assert "This brief was removed in the meantime." in response.content.decode()


def test_what_was_typed_stays_when_a_teammate_removes_the_brief(hana: User, client_of: Of, brief: Brief) -> None:
    client, address = client_of(hana), url("edit", brief)
    with meanwhile(lambda: Brief.objects.filter(pk=brief.pk).delete()):
        response = client.post(address, sent(text="Typed text", also={"need": DROPOUT}))
    assert response.status_code == 422
    page = response.content.decode()
    assert "This brief was removed in the meantime." in page and "Typed text" in page

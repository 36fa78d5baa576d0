"""The public profile: what it says, how fast, and to whom."""

import gzip
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portfolio.actions import evidence as evidence_actions
from portfolio.actions import practitioners, projects
from portfolio.models import BackgroundEntry, Practitioner
from tests.factories import portfolio as made
from tests.factories.competence import load_text, shipped_files

AT = made.AT


@pytest.fixture
def person(frameworks, db) -> Practitioner:
    owner = made.user("Ines Maravall")
    person = made.practitioner(owner, handle="ines", name="Ines Maravall", visibility="public")
    return practitioners.change(
        person,
        revision=person.revision,
        fields={
            "headline": "Forecasting engineer",
            "location": "Valencia",
            "open_to": "forecasting roles",
            "links": [{"label": "Code", "url": "https://git.example/ines"}],
            "about": "I like **small** data.",
        },
        background=[BackgroundEntry(kind="study", text="BSc Statistics")],
        by=owner,
        at=AT,
    )


def published(person: Practitioner, title: str = "Churn in a telecom table", number: int = 0):
    """A public project with a result, a comparison, and evidence that points to both."""
    project = made.project(person, title, visibility="public", at=AT + timedelta(hours=number))
    result = made.result(project, baseline="0.74", best="0.90")
    comparison = made.comparison(project)
    return project, result, comparison


def page(path: str = "/@ines/", client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_profile_in_twenty_seconds(person):
    project, result, comparison = published(person)
    piece = made.evidence(project, "l1.modeling.test-harness", result, statement="Five repeats on one split.")
    made.evidence(project, "l2.generalization.dropout", comparison)
    made.evidence(project, "l1.library.define-model")
    made.verdict(piece, made.user("Remi Fontaine", affiliation="University of Example"), grounds="I reran it.")
    html = page()
    for text in (
        "<h1>Ines Maravall</h1>",
        "Forecasting engineer",
        "Starting at",
        "in one project so far",
        "How the sentence is made",
        "<b>1</b> verified by a reviewer",
        "<b>1</b> evidenced with an artefact",
        "<b>1</b> claimed only",
        "ROC AUC",
        "baseline 0.74, best known 0.90; higher is better",
        "2 skills, 1 verified, 1 claimed",
        "<b>Level 2, Prediction:</b> show high-variance predictions",
        "I reran it.",
        "<b>Remi Fontaine</b>, University of Example",
        "BSc Statistics",
        "I like <strong>small</strong> data.",
    ):
        assert text in html
    assert f'href="/@ines/{project.slug}/#{piece.anchor}"' in html
    assert html.index("Not shown yet</h2>") < html.index("Reviews</h2>") < html.index("Background</h2>")


def test_verdicts_that_do_not_please_are_shown_too(person):
    project, result, _ = published(person)
    piece = made.evidence(project, "l1.modeling.test-harness", result)
    made.verdict(piece, outcome="partly", grounds="One split only.")
    made.verdict(piece, outcome="not-yet", grounds="The folds overlap.")
    html = page()
    assert "Partly shown: “Objective test harness”" in html
    assert "Not yet shown: “Objective test harness”" in html
    assert "Nothing is verified yet." in html


def test_a_verdict_on_an_earlier_version_says_so_and_counts_no_more(person):
    project, result, _ = published(person)
    piece = made.evidence(project, "l1.modeling.test-harness", result)
    made.verdict(piece, grounds="Fine as it was.")
    piece.refresh_from_db()
    evidence_actions.change(
        piece, revision=piece.revision, statement="Now something else.",
        pointers=[made.pointer(result)], by=person.user, at=AT + timedelta(days=1),
    )  # fmt: skip
    html = page()
    assert "for an earlier version" in html
    assert "<b>0</b> verified by a reviewer" in html
    assert "Checked by</dt><dd>nobody yet" in html


def test_level_3_first_is_said_with_the_stated_reason(person):
    project = made.project(person, visibility="public")
    section = made.section(project)
    for skill in ("nlp-recurrent", "nlp-named-architectures", "nlp-text-classification"):
        made.evidence(project, f"l3.technique.{skill}", section)
    practitioners.change(
        person, revision=person.revision, fields={"order_reason": "Ten years of linguistics."}, by=person.user, at=AT
    )
    html = page()
    assert "ahead of" in html
    assert "Shown out of order" in html
    assert "<b>Ines Maravall answers:</b> Ten years of linguistics." in html
    assert "<b>Level 1, Modeling, is not shown yet.</b> It is about this: Take an ordinary" in html
    assert "<b>Level 2, Tuning, is not shown yet.</b>" in html
    assert "you may want to ask what the work at Level 3 rests on" in html
    assert "a reader will ask" not in html and "Show that first" not in html


def test_one_level_that_was_passed_over_is_named_alone_and_a_missing_answer_is_said(person):
    project = made.project(person, visibility="public")
    section = made.section(project)
    for skill in made.Skill.objects.filter(key__startswith="l1.").values_list("key", flat=True):
        made.evidence(project, skill, section)
    for skill in ("nlp-recurrent", "nlp-named-architectures", "nlp-text-classification"):
        made.evidence(project, f"l3.technique.{skill}", section)
    made.evidence(project, "l2.generalization.dropout", made.comparison(project))
    box = page().split('id="profiles-order"')[1].split("</section>")[0]
    assert "<b>Level 2, Tuning, is hardly shown: 1 of 30 skills.</b>" in box
    assert "Level 1" not in box
    assert "Ines Maravall has not said why yet." in box


def test_levels_and_gaps_lead_to_what_they_mean(person):
    project, result, _ = published(person)
    piece = made.evidence(project, "l1.modeling.test-harness", result)
    html = page()
    assert '<a href="/frameworks/three-levels/#l2">Tuning</a>' in html
    assert '<summary>What it is about<span class="vh">: Tuning</span></summary><p>Get more out of a network' in html
    assert "<b>Does not mean.</b> That every project covers the whole process" in html
    gap = html.split('data-k="l2.generalization.dropout">')[1].split("</li>")[0]
    assert gap.startswith('<a href="/frameworks/three-levels/skills/l2.generalization.dropout/">')
    assert 'Dropout<span class="vh">, not shown</span>' in gap
    mark = html.split('data-k="l1.modeling.test-harness">')[1].split("</li>")[0]
    assert mark.startswith(f'<a href="/@ines/{project.slug}/#{piece.anchor}">'), "proof goes before meaning"
    assert Client().get("/frameworks/three-levels/skills/l2.generalization.dropout/").status_code == 200
    assert 'id="l2"' in page("/frameworks/three-levels/")


def test_standing_and_sentence_say_what_each_measures(person):
    project, result, _ = published(person)
    made.evidence(project, "l1.modeling.test-harness", result)
    html = page()
    assert "The sentence at the top counts something else: how much of each level is shown." in html
    assert "a level can be demonstrated while only part of it is shown" in html


def test_an_empty_profile_says_so(person):
    html = page()
    assert "Ines Maravall has not published a project" in html
    assert 'class="lm"' not in html and "Go to the studio" not in html


def test_ones_own_empty_profile_leads_to_the_studio(person, client_of):
    html = client_of(person.user).get("/@ines/").content.decode()
    assert "Nothing is published yet" in html
    assert '<a class="btn small" href="/studio/projects/">Go to the studio</a>' in html


def test_another_framework_reads_the_same_portfolio(person):
    project, result, _ = published(person)
    made.evidence(project, "l1.modeling.test-harness", result)
    html = page("/@ines/?framework=field-guide")
    assert "Nothing is linked to Guide to the Field of Deep Learning yet." in html
    assert Client().get("/@ines/?framework=no-such-thing").status_code == 404


def test_private_is_404_and_unlisted_is_not_indexed(person):
    practitioners.set_visibility(person, visibility="unlisted", by=person.user, at=AT)
    html = page()
    assert '<meta name="robots" content="noindex">' in html
    assert "og:title" not in html
    assert "ld+json" not in html
    practitioners.set_visibility(person, visibility="private", by=person.user, at=AT)
    assert Client().get("/@ines/").status_code == 404


def test_an_unlisted_profile_has_neither_card_nor_feed(person, client_of):
    """Both are made for being passed on; whoever has the address of the profile opens the profile."""
    published(person)
    assert [Client().get(f"/@ines/{name}").status_code for name in ("", "card.png", "feed.atom")] == [200, 200, 200]
    practitioners.set_visibility(person, visibility="unlisted", by=person.user, at=AT)
    for client in (Client(), client_of(person.user)):
        assert [client.get(f"/@ines/{name}").status_code for name in ("", "card.png", "feed.atom")] == [200, 404, 404]


def test_the_owner_sees_a_private_profile_as_visitors_would(person, client_of):
    published(person)
    made.project(person, "A draft nobody sees")
    practitioners.set_visibility(person, visibility="private", by=person.user, at=AT)
    response = client_of(person.user).get("/@ines/")
    assert response["Cache-Control"] == "private, no-store"
    assert "Only a preview." in response.content.decode()
    assert "A draft nobody sees" not in response.content.decode()


def test_a_project_that_is_no_own_work_is_marked(person):
    project, *_ = published(person)
    projects.change(project, revision=project.revision, fields={"originality": "tutorial"}, by=person.user, at=AT)
    assert '<span class="tag">Tutorial</span>' in page()


@pytest.fixture
def large(person) -> Practitioner:
    """Twelve projects with sixty pieces of evidence, two thirds of them judged."""
    keys = list(made.Skill.objects.filter(key__startswith="l").order_by("pk").values_list("key", flat=True))
    reviewer = made.user("Remi Fontaine", affiliation="University of Example")
    for number in range(12):
        project, result, comparison = published(person, f"A study of the {number}th table", number)
        for place in range(5):
            piece = made.evidence(
                project, keys[(number * 5 + place) % len(keys)], result, comparison,
                statement=f"Shown in run {number}.{place}, where the spread was smallest of all.",
            )  # fmt: skip
            if place % 3:
                made.verdict(piece, reviewer, grounds=f"Rerun with seed {number}{place}; the order of the models held.")
    return Practitioner.objects.get(pk=person.pk)


def test_a_large_profile_costs_12_queries_cold_2_warm_and_under_30_kb(large):
    Client().get("/")  # the editions are in memory
    with CaptureQueriesContext(
        connection,
    ) as cold:
        first = Client().get("/@ines/")
    with CaptureQueriesContext(connection) as warm:
        second = Client().get("/@ines/")
    assert len(cold) == 12
    assert len(warm) == 2
    assert first.content == second.content
    assert len(gzip.compress(first.content)) < 30_000


def test_an_anonymous_visitor_leaves_no_trace(person):
    published(person)
    response = Client().get("/@ines/")
    assert response.cookies == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("cookies", [{"session": "ended-long-ago"}, {"csrf": "not a token"}])
def test_a_page_that_sets_a_cookie_is_in_no_cache(person, settings, cookies):
    """A visitor whose session has ended, or whose token cannot be read, gets a cookie with a public page."""
    names = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    client = Client()
    client.cookies.load({names[kind]: value for kind, value in cookies.items()})
    response = client.get("/@ines/")
    assert response.status_code == 200 and response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_what_is_told_to_somebody_who_signed_out_is_in_no_cache(person, client_of, ada):
    """The page with the message has the version of the page without it: kept, it would be shown again, or to others."""
    client = client_of(ada)
    client.post("/accounts/logout/")
    response = client.get("/@ines/")
    assert "Signed out." in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert client.get("/@ines/").content == Client().get("/@ines/").content


def test_304_before_anything_is_built_and_200_after_a_change(person):
    project, result, _ = published(person)
    first = Client().get("/@ines/")
    headers = {"If-None-Match": first["ETag"]}
    with CaptureQueriesContext(connection) as asked:
        again = Client().get("/@ines/", headers=headers)
    assert (again.status_code, again.content, len(asked)) == (304, b"", 2)
    assert again["Last-Modified"] == first["Last-Modified"]
    made.evidence(project, "l1.modeling.test-harness", result)
    assert Client().get("/@ines/", headers=headers).status_code == 200


def test_process_templates_that_change_in_place_are_another_page(person):
    """They keep their version; the page and the card follow their content."""
    addresses = ("/@ines/", "/@ines/card.png")
    before = [Client().get(address)["ETag"] for address in addresses]
    text = dict(shipped_files())["process-templates.toml"]
    changed = text.replace('summary = "', 'summary = "Reworded. ', 1)
    assert changed != text
    load_text(changed)
    for address, etag in zip(addresses, before, strict=True):
        assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200


def test_json_ld_cannot_end_its_element(person):
    """R-XSS: a name that tries to close the data block stays text in it."""
    practitioners.change(
        person,
        revision=person.revision,
        fields={"headline": "</script><script>alert(1)</script>"},
        by=person.user,
        at=AT,
    )
    html = page()
    block = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "\\u003C/script\\u003E" in block
    assert "<script>alert" not in html
    assert '"@type":"ProfilePage"' in block


def test_the_card_is_a_picture_of_the_size_that_is_promised(person):
    published(person)
    response = Client().get("/@ines/card.png")
    assert response["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(response.content[16:20]) == 1200
    assert int.from_bytes(response.content[20:24]) == 630


def test_the_feed_names_listed_projects_only(person):
    published(person, "Seen by all")
    made.project(person, "Behind an address", visibility="unlisted")
    made.project(person, "Kept back")
    response = Client().get("/@ines/feed.atom")
    feed = response.content.decode()
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Seen by all" in feed
    assert "Behind an address" not in feed
    assert "Kept back" not in feed


def test_a_control_character_spoils_no_feed(person):
    made.project(person, "Seen\x0b by\x01 all", visibility="public", summary="A small\x02 network.")
    Practitioner.objects.filter(pk=person.pk).update(name="Ines\x01 Alder", headline="Tides\x1f", version=99)
    root = ElementTree.fromstring(Client().get("/@ines/feed.atom").content)
    texts = {element.tag.partition("}")[2]: element.text for element in root.iter() if element.text}
    assert (texts["name"], texts["title"], texts["summary"]) == ("Ines Alder", "Seen by all", "A small network.")

"""The list of projects, a new one, its overview, preview, publishing, withdrawing, removing."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.actions import projects as actions
from portfolio.models import Project
from tests.factories import naughty
from tests.factories import portfolio as make

SETTINGS = {"revision": 1, "title": "Churn", "originality": "own"}


def text(response: Any) -> str:
    return unescape(response.content.decode())


def test_without_a_portfolio_the_studio_begins_with_name_and_address(
    hana: User, client_of: Callable[[User | None], Client]
) -> None:
    browser = client_of(hana)
    for path in ("/studio/", "/studio/projects/", "/studio/projects/new/", "/studio/profile/edit/"):
        assert browser.get(path)["Location"] == "/studio/profile/new/"
    assert browser.get("/studio/projects/churn/edit/").status_code == 404
    assert browser.get("/studio/profile/visibility/").status_code == 404


def test_an_empty_list_offers_the_first_project(sam: User, client_of: Callable[[User | None], Client]) -> None:
    page = text(client_of(sam).get("/studio/projects/"))
    assert "No projects yet" in page and 'href="/studio/projects/new/"' in page


def test_the_list_says_what_is_next(client: Client, project: Project) -> None:
    make.evidence(project, "l1.modeling.target-binary", make.section(project))
    page = text(client.get("/studio/projects/"))
    assert "3 of 11" in page and "State the question, and for whom it matters." in page and "Draft" in page
    assert '<i class="cell evidenced"></i>' in page and "1 skill, 1 shown" in page


def test_projects_of_one_title_are_told_apart(client: Client, project: Project) -> None:
    make.project(project.practitioner, "Prices")
    assert "begun" not in text(client.get("/studio/projects/"))
    other = actions.start(project.practitioner, title=project.title, by=None, at=make.AT)
    page = text(client.get("/studio/projects/"))
    assert page.count("begun 1 June 2026") == 2
    assert f"{project.slug}, begun" in page and f"{other.slug}, begun" in page and "prices, begun" not in page


def test_the_list_costs_the_same_for_one_and_three(
    client: Client, project: Project, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        one = project if n == 0 else make.project(project.practitioner, f"Project {n}")
        make.evidence(one, "l1.modeling.target-binary", make.section(one), make.result(one, baseline="0.5"))
        make.decision(one)
        if n in (0, 2):
            client.get("/studio/projects/")
            with django_assert_num_queries(16):
                client.get("/studio/projects/")


def test_starting_blank_or_under_an_outline(client: Client, project: Project) -> None:
    page = text(client.get("/studio/projects/new/"))
    assert "Applied machine learning, end to end" in page and "Result ladder" not in page
    answer = client.post("/studio/projects/new/", {"title": "Blank", "template": ""})
    assert answer["Location"] == "/studio/projects/blank/edit/"
    assert not Project.objects.get(slug="blank").sections.exists()
    client.post("/studio/projects/new/", {"title": "Steps", "template": "five-step"})
    assert Project.objects.get(slug="steps").sections.count() == 5
    refused = client.post("/studio/projects/new/", {"title": "", "template": "five-step"})
    assert refused.status_code == 422 and 'value="five-step" checked' in text(refused)
    assert client.post("/studio/projects/new/", {"title": "x", "template": "result-ladder"}).status_code == 422


def test_a_project_begins_from_an_idea_and_keeps_it_when_something_is_wrong(
    client: Client, project: Project, frameworks: None
) -> None:
    page = text(client.get("/studio/projects/new/?idea=sonar"))
    assert 'name="idea" value="sonar"' in page and 'value="Sonar, Mines vs. Rocks"' in page
    refused = client.post("/studio/projects/new/", {"title": "", "template": "", "idea": "sonar"})
    assert refused.status_code == 422 and 'name="idea" value="sonar"' in text(refused)
    client.post("/studio/projects/new/", {"title": "Rocks", "template": "", "idea": "sonar"})
    made = Project.objects.get(title="Rocks")
    assert made.question and made.datasets.get().name == "Sonar, Mines vs. Rocks"
    page = text(client.get("/studio/projects/new/?idea=unheard-of"))
    assert 'name="idea"' not in page


def test_the_overview_is_saved_whole(client: Client, project: Project, base: str) -> None:
    sent = {
        **SETTINGS, "title": "Who leaves?", "summary": "**One** sentence.", "limits": "One operator.\r\nOne year.",
        "axis-domain": ["time-series"], "axis-target-type": "binary", "libraries": "Keras, scikit-learn",
    }  # fmt: skip
    assert client.post(f"{base}/edit/", sent).status_code == 302
    project.refresh_from_db()
    assert (project.title, project.slug, project.limits) == ("Who leaves?", "churn", "One operator.\nOne year.")
    page = text(client.get(f"{base}/edit/"))
    assert 'value="time-series" id="id_axis-domain_0" checked' in page or "checked" in page
    assert 'value="Keras, scikit-learn"' in page and 'name="address" value="churn"' in page


def test_the_address_can_be_chosen_until_it_is_published(client: Client, project: Project, base: str) -> None:
    answer = client.post(f"{base}/edit/", {**SETTINGS, "address": "Who leaves_next"})
    assert answer["Location"] == "/studio/projects/who-leaves-next/edit/"
    base = "/studio/projects/who-leaves-next"
    make.project(project.practitioner, "Other")
    for typed, said in (
        ("other", "You have another project at “other”."),
        ("-a", "up to 60 small"),
        ("шум", "up to 60"),
    ):
        refused = client.post(f"{base}/edit/", {**SETTINGS, "revision": 2, "address": typed})
        assert refused.status_code == 422 and said in text(refused) and f'value="{typed}"' in text(refused)
    part = client.post(f"{base}/edit/", {**SETTINGS, "revision": 2, "address": "churn"}, headers={"HX-Request": "true"})
    assert part.status_code == 200 and part["HX-Replace-Url"] == "/studio/projects/churn/edit/"
    assert 'action="/studio/projects/churn/edit/"' in text(part)


def test_once_published_the_address_stays(client: Client, project: Project, base: str) -> None:
    Project.objects.filter(pk=project.pk).update(published_at=project.created_at)
    assert 'name="address"' not in text(client.get(f"{base}/edit/"))
    client.post(f"{base}/edit/", {**SETTINGS, "address": "other"})
    assert Project.objects.get().slug == "churn"


def test_a_title_without_latin_letters_asks_for_an_address(client: Client, project: Project) -> None:
    page = text(client.post("/studio/projects/new/", {"title": "雑音の除去", "template": ""}, follow=True))
    assert "no Latin letters to make an address from" in page and 'name="address" value="project"' in page


def test_what_is_optional_and_empty_is_folded(client: Client, project: Project, base: str) -> None:
    def opened(**sent: Any) -> int:
        return text(client.post(f"{base}/edit/", {**SETTINGS, "revision": 0, **sent})).count("<details open>")

    assert "<details open>" not in text(client.get(f"{base}/edit/"))
    assert (opened(), opened(libraries="Keras"), opened(seeds="1 to 5", code_licence="MIT")) == (0, 1, 2)
    assert opened(libraries=", ".join(f"l{n}" for n in range(31))) == 1


def test_the_desk_says_what_is_next_and_leads_to_the_very_box(client: Client, project: Project, base: str) -> None:
    page = text(client.post(f"{base}/edit/", SETTINGS, headers={"HX-Request": "true"}))
    assert "Overview saved." in page and f'Next: <a href="{base}/edit/#id_summary">' in page
    assert 'data-title="Churn: edit · Threefold"' in page


def test_a_fault_leads_to_the_text_that_it_is_in(client: Client, project: Project, base: str) -> None:
    section = make.section(project, "Models", "![curve](image:nowhere)")
    project.limits = "![other](image:nowhere)"
    project.save(update_fields=["limits"])
    page = text(client.get(f"{base}/preview/"))
    assert f'<a href="{base}/sections/{section.uuid}/edit/">Correct it' in page
    assert f'<a href="{base}/edit/#id_limits">Correct it' in page


def test_two_tabs_do_not_overwrite_each_other(client: Client, project: Project, base: str) -> None:
    """R-RL-03"""
    assert client.post(f"{base}/edit/", {**SETTINGS, "question": "First tab?"}).status_code == 302
    clash = client.post(f"{base}/edit/", {**SETTINGS, "question": "Second tab?", "axis-domain": ["time-series"]})
    assert clash.status_code == 409 and "First tab?" in text(clash) and "Second tab?" in text(clash)
    assert "Time series forecasting" in text(clash)
    project.refresh_from_db()
    assert project.question == "First tab?" and not project.axis_choices.exists()


def test_fields_that_are_not_in_the_form_are_ignored(client: Client, project: Project, base: str) -> None:
    """R-AZ-04"""
    extra = {
        "visibility": "public", "slug": "other", "practitioner": 1, "owner": 1, "published_at": "2020-01-01",
        "position": 9, "template": 1, "is_staff": "1", "created_at": "2020-01-01",
    }  # fmt: skip
    assert client.post(f"{base}/edit/", {**SETTINGS, **extra}).status_code == 302
    after = Project.objects.get()
    same = ("visibility", "slug", "practitioner_id", "published_at", "position", "template_id", "created_at")
    assert all(getattr(after, name) == getattr(project, name) for name in same)


def test_what_cannot_be_saved_comes_back(client: Client, project: Project, base: str) -> None:
    foreign = make.project(make.practitioner())
    for sent, message in (
        ({"title": ""}, "Fill this in."),
        ({"libraries": "Keras, ???"}, "cannot be the name of a library"),
        ({"axis-domain": ["nowhere"]}, "Choose one of those that are offered."),
        ({"built_on": foreign.pk}, "Choose one of those that are offered."),
        ({"harness": "é" * 8001}, "At most 8,000 characters"),
    ):
        answer = client.post(f"{base}/edit/", {**SETTINGS, "question": "Kept?", **sent})
        assert answer.status_code == 422 and message in text(answer) and "Kept?" in text(answer), sent


def test_naughty_strings_in_every_box_of_the_overview(client: Client, project: Project, base: str) -> None:
    """R-IN-04"""
    for string in naughty.sample(60):
        short = string[:120]
        sent = {
            "title": short,
            "summary": short,
            "question": short,
            "harness": short,
            "seeds": short,
            "hardware": short,
        }
        revision = Project.objects.get().revision
        answer = client.post(f"{base}/edit/", {**SETTINGS, **sent, "revision": revision})
        assert answer.status_code in (302, 422), string
        if answer.status_code == 302:
            assert Project.objects.get().title == short.strip()
        assert client.get(f"{base}/preview/").status_code == 200, string


def test_the_preview_is_the_public_page_with_a_bar(client: Client, project: Project, base: str) -> None:
    make.section(project, "Before", "Loss **rises**.")
    page = text(client.get(f"{base}/preview/"))
    assert "Only you see this preview." in page and "<strong>rises</strong>" in page and "noindex" in page


def test_the_overview_comes_first_and_says_what_publishing_needs(client: Client, project: Project, base: str) -> None:
    page = text(client.get(f"{base}/sections/"))
    tabs = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', page.split('class="tabs')[1].split("</nav>")[0])
    assert tabs[0] == (f"{base}/edit/", "Overview") and tabs[1] == (f"{base}/sections/", "Write-up")
    page = text(client.get(f"{base}/edit/"))
    assert '<label for="id_summary">Summary <span class="optional">needed to publish</span></label>' in page
    assert '<label for="id_question">Question <span class="optional">optional</span></label>' in page


MAP = re.compile(r"(\d+) of \d+ skills shown across (\d+ projects?)")


def test_the_preview_counts_the_map_as_it_will_be(client: Client, project: Project, base: str) -> None:
    other = make.project(project.practitioner, "Prices")
    for one, key in ((project, "l1.modeling.target-binary"), (other, "l1.modeling.target-regression")):
        make.evidence(one, key, make.section(one))
    assert MAP.findall(text(client.get(f"{base}/preview/"))) == [("1", "1 project")]
    actions.publish(other, visibility="public", show_profile=True, by=None, at=make.AT)
    page = text(client.get(f"{base}/preview/"))
    assert MAP.findall(page) == [("2", "2 projects")] and "the map as it will count then" in page
    assert f'href="{other.get_absolute_url()}" rel="next"' in page
    assert MAP.findall(text(Client().get(other.get_absolute_url()))) == [("1", "1 project")]
    actions.publish(project, visibility="unlisted", by=None, at=make.AT)
    assert MAP.findall(text(client.get(f"{base}/preview/"))) == [("1", "1 project")]


def test_who_may_see_a_published_project_is_changed_from_its_desk(client: Client, project: Project, base: str) -> None:
    make.section(project)
    link = f'<a href="{base}/publish/">Change who may see it</a>'
    assert link not in text(client.get(f"{base}/sections/"))
    actions.publish(project, visibility="public", show_profile=True, by=None, at=make.AT)
    assert link in text(client.get(f"{base}/sections/"))
    page = text(client.get(f"{base}/publish/"))
    assert '<button class="btn" type="submit">Save</button>' in page and "Leave it as it is" in page
    done = client.post(f"{base}/publish/", {"visibility": "unlisted"}, follow=True)
    assert "Saved." in text(done) and "Published." not in text(done)
    project.refresh_from_db()
    assert project.visibility == "unlisted"


def test_an_unknown_image_is_named_to_its_owner_and_quiet_for_visitors(
    client: Client, project: Project, base: str
) -> None:
    make.image(project, "loss")
    make.section(project, "Curves", "![Both losses](image:loss) and ![The map of errors](image:erors).")
    said = "“Curves” asks for the image “erors”, but none has that name. Readers find its words instead."
    for path in ("sections", "publish", "preview"):
        page = text(client.get(f"{base}/{path}/"))
        assert said in page and "“loss”" not in page, path
    for field in ("question", "harness", "limits"):
        setattr(project, field, "Said.")
    project.save()
    make.evidence(project, "l1.modeling.target-binary", make.result(project, baseline="0.5", best="0.9"))
    make.dataset(project)
    make.decision(project)
    page = text(client.get(f"{base}/publish/"))
    assert "To correct" in page and "Nothing stops you." in page and "What is missing" not in page
    assert "1 thing to correct" in text(client.get(f"{base}/sections/"))
    typed = {"field": "body", "body": "![The map of errors](image:erors)"}
    assert "No image has the name “erors”" in text(client.post(f"{base}/sections/preview/", typed))
    actions.publish(project, visibility="public", show_profile=True, by=None, at=make.AT)
    page = text(Client().get(project.get_absolute_url()))
    assert "and The map of errors.</p>" in page and "erors”" not in page and 'class="missing"' not in page


def test_publishing_promises_what_the_profile_allows(client: Client, project: Project, base: str) -> None:
    assert "and with it in lists, in search, in feeds" in text(client.get(f"{base}/publish/"))
    make.practitioner(project.practitioner.user, visibility="unlisted")
    unlisted = text(client.get(f"{base}/publish/"))
    assert "As long as your profile is unlisted, no list, no search and no feed names either." in unlisted
    assert "in lists, in search" not in unlisted
    make.practitioner(project.practitioner.user, visibility="public")
    assert "It stands on your profile, in lists, in search, in feeds" in text(client.get(f"{base}/publish/"))


def test_a_published_project_of_a_private_profile_says_that_nobody_can_open_it(
    client: Client, project: Project
) -> None:
    owner = make.practitioner(project.practitioner.user, visibility="public")
    shown = make.project(owner, "Bikes", visibility="public")
    warning = "The project is published, but your profile is private: nobody can open either."
    assert warning not in text(client.get(shown.get_absolute_url()))
    make.practitioner(owner.user, visibility="private")
    page = text(client.get(shown.get_absolute_url()))
    assert warning in page and 'href="/studio/profile/visibility/"' in page
    assert warning not in text(client.get(f"/studio/projects/{shown.slug}/preview/"))
    assert Client().get(shown.get_absolute_url()).status_code == 404


def test_publishing_with_the_profile_in_one_step(client: Client, project: Project, base: str) -> None:
    asked = text(client.get(f"{base}/publish/"))
    assert "1 thing stops publishing" in asked and "Your profile is private" in asked
    make.section(project)
    alone = client.post(f"{base}/publish/", {"visibility": "public"})
    assert alone.status_code == 422 and "Show your profile too" in text(alone)
    assert client.post(f"{base}/publish/", {"visibility": "private", "show_profile": "on"}).status_code == 422
    done = client.post(f"{base}/publish/", {"visibility": "public", "show_profile": "on"})
    assert done["Location"] == "/@ida/churn/"
    project.refresh_from_db()
    assert project.visibility == "public" and project.practitioner.__class__.objects.get().visibility == "public"


@pytest.mark.parametrize("wanted", [True, False])
def test_whoever_shows_the_profile_is_asked_whether_people_may_write(
    client: Client, project: Project, base: str, wanted: bool
) -> None:
    """It is on by default, so publishing says so; afterwards it is asked where the profile says who can see it."""
    make.section(project)
    asked = text(client.get(f"{base}/publish/"))
    assert "Signed-in people may write to me through the site" in asked
    assert "checked" in asked.split('name="accepts_messages"')[1].split(">")[0]
    answer = {"visibility": "public", "show_profile": "on"} | ({"accepts_messages": "on"} if wanted else {})
    assert client.post(f"{base}/publish/", answer).status_code == 302
    project.refresh_from_db()
    assert project.practitioner.accepts_messages is wanted
    assert "may write to me" not in text(client.get(f"{base}/publish/"))


def test_withdrawing_and_removing_ask_first(client: Client, project: Project, base: str) -> None:
    make.evidence(project)
    for verb in ("withdraw", "remove"):
        assert client.get(f"{base}/{verb}/").status_code == 200
    assert "1 piece of evidence" in text(client.get(f"{base}/remove/")) and Project.objects.exists()
    assert client.post(f"{base}/remove/")["Location"] == "/studio/projects/"
    assert not Project.objects.exists()


def test_the_markdown_preview_renders_and_saves_nothing(client: Client, project: Project, base: str) -> None:
    sent = {"field": "body", "body": "**bold** <script>alert(1)</script> $x^2$ ![c](image:curves)"}
    make.image(project)
    part = client.post(f"{base}/sections/preview/", sent, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="sections-preview"') and "<strong>bold</strong>" in part and "<math" in part
    assert "<script" not in part and "/media/" in part
    assert "<!DOCTYPE html>" in client.post(f"{base}/sections/preview/", sent).content.decode()
    nothing = client.post(f"{base}/sections/preview/", {"field": "csrfmiddlewaretoken", "body": "x"})
    assert "Nothing written yet." in nothing.content.decode()
    long = client.post(f"{base}/sections/preview/", {"field": "body", "body": "x" * 70_000})
    assert long.status_code == 422 and "KiB" in long.content.decode()
    assert client.get(f"{base}/sections/preview/").status_code == 405

"""R-IN-07, R-XSS-09: texts become HTML when they are saved, under the version of the renderer; pages only read it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Concat

from core import markdown
from portfolio.actions import parts, projects, renderings
from portfolio.models import Project, Rendering
from portfolio.queries import project_pages, records
from portfolio.queries import renderings as stored
from portfolio.words import READ_ALONG
from tests.factories import portfolio as make

Commits = Callable[..., AbstractContextManager[list[Any]]]
TEXT = "The loss is $L$.\n\n![Both losses](image:curves)"


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Commits:
    """`with commits():` what is to be done after the commit is done at the end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)  # type: ignore[no-any-return]


@pytest.fixture
def project(db: None, commits: Commits) -> Project:
    """Everything that a project can say, saved."""
    with commits():
        made = make.project(make.practitioner(), question="Why?", harness="Five folds.", limits="One year.")
        make.image(made, "curves")
        make.section(made, "Tune", body=TEXT)
        make.section(made, "Look again", body="![Again](image:curves)")
        make.comparison(made, problem_shown="It *overfits*.", conclusion="It helps.")
    return made


def again(project: Project) -> Project:
    return Project.objects.select_related("practitioner").get(pk=project.pk)


def html(project: Project) -> list[str]:
    """The texts of the page, in order, made with an empty cache."""
    caches["pages"].clear()
    page = project_pages.project_page(again(project))
    told = [text for block in page.blocks for c in block.comparisons for text in (c.problem_shown, c.conclusion)]
    return [block.html for block in page.blocks if block.html] + told


def mark(project: Project, text: str) -> None:
    """Change what is stored, as nothing else would say it."""
    project.renderings.update(html=Concat("html", Value(text)))


def test_a_page_shows_what_was_stored_when_it_was_saved(project: Project) -> None:
    assert project.renderings.count() == 7
    mark(project, "<p>stored</p>")
    assert [text.count("<p>stored</p>") for text in html(project)] == [1] * 7


def test_what_is_stored_is_what_the_page_would_render(project: Project) -> None:
    before = html(project)
    project.renderings.all().delete()
    assert html(project) == before
    assert any("<math" in text and "<img id=" in text for text in before)


def test_a_change_renders_its_own_text_and_no_other(project: Project, commits: Commits) -> None:
    keys = set(project.renderings.values_list("pk", flat=True))
    section = project.sections.get(title="Tune")
    with commits():
        parts.change(section, revision=section.revision, fields={"body": "Other words."}, by=None, at=make.AT)
    left = set(project.renderings.values_list("pk", flat=True))
    # The image is now shown first by the section after it, so that one is written anew as well.
    assert len(left) == 7 and len(left & keys) == 5
    assert any("Other words." in text for text in html(project))


def test_what_says_nothing_new_leaves_everything_as_it_is(project: Project, commits: Commits) -> None:
    with commits() as done:
        make.decision(project)
        make.evidence(project, "l2.generalization.dropout")
    assert not [call for call in done if call.__module__ == renderings.__name__]


def test_a_removed_text_goes_and_a_removed_project_takes_all(project: Project, commits: Commits) -> None:
    with commits():
        parts.remove(project.sections.get(title="Look again"), by=None, at=make.AT)
    assert project.renderings.count() == 6
    with commits():
        projects.remove(again(project), by=None, at=make.AT)
    assert not Rendering.objects.exists()


def test_another_version_of_the_renderer_is_not_read_and_replaced_when_all_is_brought_in_step(
    project: Project, monkeypatch: pytest.MonkeyPatch, commits: Commits
) -> None:
    mark(project, "<p>old</p>")
    monkeypatch.setattr(markdown, "VERSION", markdown.VERSION + 1)
    assert not any("<p>old</p>" in text for text in html(project))
    with commits():
        call_command("recompute_coverage", verbosity=0)
    assert project.renderings.count() == 7 and not project.renderings.filter(html__contains="<p>old</p>").exists()
    record = records.read(again(project).practitioner, *READ_ALONG)
    assert stored.outdated(record) == []


def test_where_the_portfolio_changed_meanwhile_nothing_is_stored(project: Project, commits: Commits) -> None:
    """What is rendered is of the moment when the project was read; the later change has a renewal of its own."""
    section = project.sections.get(title="Tune")
    with commits():
        parts.change(section, revision=section.revision, fields={"body": "First."}, by=None, at=make.AT)
        section.refresh_from_db()
        parts.change(section, revision=section.revision, fields={"body": "Second."}, by=None, at=make.AT)
    assert project.renderings.filter(html__contains="Second.").count() == 1
    assert not project.renderings.filter(html__contains="First.").exists()
    renderings.renew(project.pk + 1_000)  # a project that was removed meanwhile


def test_a_text_that_cannot_be_rendered_is_saved_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch, commits: Commits
) -> None:
    monkeypatch.setattr(markdown, "MAX_BYTES", 100)
    section = project.sections.get(title="Tune")
    with commits():
        parts.change(section, revision=section.revision, fields={"body": "long " * 40}, by=None, at=make.AT)
    section.refresh_from_db()
    assert section.body == "long " * 40


def test_a_text_has_one_rendering_in_a_project_and_a_key(project: Project) -> None:
    one = project.renderings.first()
    assert one is not None
    twice = r"portfolio_text_is_rendered_once_per_project|portfolio_rendering\.key"
    with pytest.raises(IntegrityError, match=twice), transaction.atomic():
        Rendering.objects.create(project=project, key=one.key, html="")
    with pytest.raises(IntegrityError, match="portfolio_rendering_has_a_key"), transaction.atomic():
        Rendering.objects.create(project=project, key="", html="")

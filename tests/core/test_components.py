"""The components and the frame of the pages: what a reader, a screen reader and a script find in them."""

import re
from collections.abc import Callable
from types import SimpleNamespace as Sample
from typing import Any

import html5lib
import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from core import plots, samples
from core.forms.styleguide import SampleForm

FRAME_ADDRESSES = (
    "portfolio:people-index",
    "competence:frameworks-index",
    "dashboard:overviews-show",
    "dashboard:about-proof",
    "dashboard:about-privacy",
    "portfolio:projects-list",
    "portfolio:profiles-edit",
    "accounts:settings-show",
    "account_login",
    "account_signup",
    "account_logout",
    "core:styleguide",
)
"""What base.html and its components link to; they look the names up without failing, so that error pages hold."""


def component(name: str, **context: Any) -> str:
    return " ".join(render_to_string(f"components/{name}.html", context).split())


def page(source: str = "", **context: Any) -> str:
    template = engines["django"].from_string('{% extends "base.html" %}' + source)
    return template.render(context)


def check_html(text: str) -> None:
    """Parse as browsers do, but let no error pass."""
    html5lib.HTMLParser(strict=True).parse(text)


# The frame ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FRAME_ADDRESSES)
def test_what_every_page_links_to_exists(name: str) -> None:
    assert reverse(name).startswith("/")


def test_an_anonymous_page_has_nothing_of_the_visitor() -> None:
    html = page("{% block content %}<h1>Explore</h1>{% endblock %}")
    assert "csrf" not in html
    assert "<form" not in html
    assert "Sign in" in html
    assert "Your coverage" not in html
    assert "htmx" not in html
    check_html(html)


def test_the_way_to_an_account_is_offered_where_one_can_be_made() -> None:
    assert '<a href="/accounts/signup/">Sign up</a>' in page(signup_open=True)
    assert "Sign up" not in page(signup_open=False)


def test_a_signed_in_page_has_the_way_to_the_studio_and_out() -> None:
    viewer = Sample(name="Ada Lindqvist", email="ada@example.org", is_staff=False)
    html = page(viewer=viewer, csrf_token="t" * 64)
    assert "Ada Lindqvist" in html
    assert re.search(
        r'<form method="post" action="[^"]*logout[^"]*"><input type="hidden" name="csrfmiddlewaretoken"', html
    )
    assert "Your coverage" in html
    assert ">Components<" not in html
    assert "Sign in" not in html
    check_html(html)


def test_a_person_without_a_name_is_called_by_their_address() -> None:
    viewer = Sample(name="", email="ada@example.org", is_staff=True)
    html = page(viewer=viewer, csrf_token="t")
    assert "ada@example.org" in html
    assert ">Components<" in html


def test_the_section_is_marked_in_the_navigation() -> None:
    html = component("site_nav", here="framework", viewer=None)
    assert re.findall(r'aria-current="true">(\w+)', html) == ["Framework"]


def test_a_page_loads_one_style_sheet_two_fonts_and_nothing_from_elsewhere() -> None:
    html = page()
    assert len(re.findall(r'rel="stylesheet"', html)) == 1
    assert len(re.findall(r'rel="preload"', html)) == 2
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_messages_are_told_and_escaped() -> None:
    flashes = [Sample(message="<b>Published</b>", level_tag="success"), Sample(message="Not saved", level_tag="error")]
    html = component("flashes", flashes=flashes)
    assert '<div class="flash"><p>&lt;b&gt;Published' in html
    assert '<div class="flash bad"><p>Not saved' in html


def test_the_foot_names_the_edition_only_where_it_is_known() -> None:
    assert "edition" not in component("site_foot")
    edition = Sample(title="Three levels", version="1.0.0")
    assert "Three levels, edition 1.0.0. Proof is checked" in component("site_foot", edition=edition)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
def test_the_pages_of_failures_hold_without_any_context(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert name.partition("_")[0] in html
    assert 'href="/"' in html
    assert 'content="noindex"' in html
    check_html(html)


def test_the_failure_pages_help() -> None:
    assert 'type="search"' in render_to_string("404.html")
    assert "7F3K-20" in render_to_string("500.html", {"request_id": "7F3K-20"})
    assert "Wait 40 seconds" in render_to_string("429.html", {"seconds": 40})
    assert "At most 11 MB" in render_to_string("413.html", {"most_mb": 11})


# The style guide ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_staff_see_every_component(client_of: Callable[..., Client], max: Any) -> None:
    answer = client_of(max).get(reverse("core:styleguide"))
    assert answer.status_code == 200
    html = answer.content.decode()
    for what in ("Proof marks", "Level 3 without Level 2", "md-preview", "Further directions"):
        assert what in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    check_html(html)


@pytest.mark.django_db
def test_nobody_else_sees_the_style_guide(client_of: Callable[..., Client], ada: Any) -> None:
    assert client_of(ada).get(reverse("core:styleguide")).status_code == 403
    assert client_of(None).get(reverse("core:styleguide")).status_code == 302


# The map ------------------------------------------------------------------------------------------------------------


def test_the_level_map_says_every_state_in_words_and_links_only_what_has_proof() -> None:
    levels = (("Modeling", (("Library", 6),)), ("Tuning", (("Learning", 2),)))
    html = component("level_map", map=samples.level_map(levels, optional=("Further directions", (("Scale", 2),))))
    assert 'class="lm-fold leaves-2"' in html
    assert '<span class="vh">Level 1: </span>Modeling</h3><p>4 of 6 shown</p>' in html
    assert 'Library <span>4/6<span class="vh"> shown</span></span></h4>' in html
    assert html.count("<a href") == 6
    assert ", verified</span>" in html and ", claimed only</span>" in html and ", not shown</span>" in html
    optional = html[html.index("lm-more") :]
    assert "Further directions" in optional and "0 of 2 shown" in optional
    assert 'class="leaf"' not in optional


def test_the_map_can_stand_deeper_and_twice_on_a_page() -> None:
    html = component("level_map", map=samples.level_map(samples.FOUR), heading=4, id="other")
    assert 'id="other-l4"' in html and "</h4>" in html and "</h5>" in html and "<h3" not in html


def test_the_small_map_is_an_image_with_a_sentence_or_hidden() -> None:
    found = samples.level_map(samples.THREE)
    assert f'role="img" aria-label="{found.sentence}"' in component("mini_map", map=found)
    hidden = component("mini_map", map=found, hidden=True, big=True)
    assert 'class="mm big leaves-3" aria-hidden="true"' in hidden and "role=" not in hidden
    assert (
        hidden.count('<i class="cell')
        == found.tally.verified + found.tally.evidenced + found.tally.claimed + found.tally.gap
    )


def test_the_key_is_legend_or_tally() -> None:
    assert "<b>" not in component("key")
    html = component("key", tally=Sample(verified=26, evidenced=11, claimed=4, gap=0))
    assert "<b>26</b> verified by a reviewer" in html and "<b>0</b> not shown" in html


def test_badges_name_their_levels() -> None:
    assert 'aria-label="Level 2"' in component("level_badge", levels=[2])
    assert 'aria-label="Levels 2 and 3"' in component("level_badge", levels=[2, 3])
    assert component("level_badge", levels=[]) == ""


def test_the_shape_marks_levels_and_gaps_and_escapes() -> None:
    parts = [Sample(text="Solid at ", kind=""), Sample(text="Level 1", kind="strong"), Sample(text="<gap>", kind="not")]
    html = component("shape", parts=parts)
    assert html == '<p class="shape">Solid at <b>Level 1</b><span class="not">&lt;gap&gt;</span></p>'


# Numbers and evidence -----------------------------------------------------------------------------------------------


def test_a_plot_has_only_the_marks_that_are_known_and_no_style() -> None:
    html = component("metric_plot", plot=plots.metric_plot(0.9, None, 0.8, None, "higher"))
    assert 'class="base" cx="36.0"' in html and 'class="ours" cx="204.0"' in html
    assert "best" not in html and 'class="ci"' not in html and "style=" not in html
    assert component("metric_plot", plot=None) == ""


def test_a_project_row_without_a_result_has_no_plot() -> None:
    first, second = samples.project_rows()
    html = component("project_row", row=first)
    assert "<b>3.4%</b> ± 0.2" in html and "<svg" in html and 'data-skills="1.0.0 1.0.1' in html
    bare = component("project_row", row=second)
    assert "<svg" not in bare and '<span class="tag">Draft</span>' in bare and "data-skills" not in bare


def test_before_and_after_are_described_for_whoever_does_not_see_them() -> None:
    plot = plots.before_after(0.871, 0.921, 0.018, 0.013)
    html = component("before_after", plot=plot, label="AUC before 0.871, after 0.921", before="No remedy")
    assert 'role="img" aria-label="AUC before 0.871, after 0.921"' in html
    assert "No remedy" in html and "After" in html and html.count('class="ci"') == 1
    assert component("before_after", plot=None, label="nothing") == ""


def test_evidence_says_its_strength_in_words() -> None:
    verified, evidenced = samples.evidence()
    assert "Verified by Hanna Lindqvist" in component("evidence", item=verified, first=True)
    assert '<a href="#c6"><code>train.py lines 31 to 58</code></a>' in component("evidence", item=verified)
    claim = Sample(name="Dropout", state="claimed", statement="", pointers=[])
    assert "<span>Claimed</span>" in component("evidence", item=claim)
    assert 'class="ev note"' not in component("evidence", item=evidenced)


def test_facts_leave_out_what_is_not_known() -> None:
    html = component("facts", facts=[("Open to", ""), ("Code", "at 4f1c9e2", "/code/")])
    assert html == '<dl class="facts"><dt>Code</dt><dd><a href="/code/">at 4f1c9e2</a></dd></dl>'


def test_the_pager_shows_only_the_ways_there_are() -> None:
    first = Sample(has_others=True, number=1, pages=3, previous_query="", next_query="?page=2")
    html = component("pager", page=first)
    assert 'href="?page=2" rel="next"' in html and "Previous" not in html
    assert component("pager", page=Sample(has_others=False)) == ""


# Forms --------------------------------------------------------------------------------------------------------------


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    form = SampleForm({"email": "rahul@mail", "level": "2"})
    html = component("field", field=form["email"])
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert all(f'id="{name}"' in html for name in described.group(1).split())
    assert 'aria-invalid="true"' in html and "Add the part after the dot, such as .org" in html
    assert 'for="id_email"' in html and "optional" not in html


def test_django_draws_forms_with_our_fields() -> None:
    html = " ".join(SampleForm().as_div().split())
    assert '<fieldset class="field"><legend>Who may see it</legend>' in html
    assert '<label class="opt" for="id_visibility_0"><input type="radio"' in html
    assert re.search(r'<label class="opt" for="id_stay"><input type="checkbox"[^>]*> Stay signed in', html)
    assert '<span class="optional">optional</span>' in html


def test_what_is_wrong_with_the_whole_form_is_an_alert() -> None:
    class Pair(forms.Form):
        first = forms.CharField()

        def clean(self) -> None:
            raise forms.ValidationError("These <two> do not fit.")

    html = str(Pair({"first": "x"}))
    assert '<div class="flash bad" role="alert"><p>These &lt;two&gt; do not fit.</p></div>' in html


def test_a_hint_is_text() -> None:
    class Hinted(forms.Form):
        first = forms.CharField(help_text="<script>alert(1)</script>")

    assert "&lt;script&gt;" in str(Hinted())


def test_the_preview_button_works_without_scripts() -> None:
    html = component("markdown_field", field=SampleForm()["story"], preview_url="/studio/preview/")
    assert 'data-url="/studio/preview/" data-field="story"' in html
    assert re.search(r'type="submit" name="field" value="story" formaction="/studio/preview/" formmethod="post"', html)


def test_htmx_is_told_to_show_what_is_invalid_and_to_evaluate_nothing() -> None:
    html = component("studio_scripts")
    assert '"allowEval":false' in html and '{"code":"409|422","swap":true,"error":false}' in html
    assert html.index("trusted-types.js") < html.index("htmx-2.min.js")

"""R-IN-07: a text is rendered when it is first looked at, and not for every view: what it costs, it costs once."""

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.models import User
from core.markdown import convert
from portfolio.actions import practitioners
from tests.factories import hiring
from tests.factories import portfolio as made

HARNESS = "l1.modeling.test-harness"
TEXT = "Scaled on the *training part* only, $x^2$ and `code`.\n\n" + "- one more word\n" * 40


@pytest.fixture
def addresses(frameworks: None, ada: User) -> list[str]:
    """A page of each kind that shows what a person wrote."""
    person = made.practitioner(ada, visibility="public")
    practitioners.change(person, revision=person.revision, fields={"about": TEXT}, by=ada, at=made.AT)
    project = made.project(person, visibility="public", question=TEXT, lessons=TEXT, limits=TEXT, harness=TEXT)
    made.evidence(project, HARNESS, made.section(project, body=TEXT), made.result(project, note=TEXT))
    made.comparison(project, conclusion=TEXT)
    made.decision(project, reason=TEXT)
    brief = hiring.brief(ada, ("skill", HARNESS, "must"), text=TEXT, published_at=made.AT)
    return [
        person.get_absolute_url(),
        project.get_absolute_url(),
        f"/frameworks/three-levels/skills/{HARNESS}/",
        f"/briefs/{brief.uuid}/open/",
        f"/briefs/{brief.uuid}/",
    ]


def test_r_in_07_what_was_looked_at_once_is_not_rendered_again(
    addresses: list[str], ada: User, client_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by who is signed in, whose pages are made anew each time, and when the page itself was forgotten."""
    sources: list[str] = []
    real = convert.to_html
    monkeypatch.setattr(convert, "to_html", lambda source: sources.append(source) or real(source))
    caches["pages"].clear()
    for address in addresses:
        assert client_of(ada).get(address).status_code == 200
    assert len(sources) >= 9, "control: the first time something is rendered"
    sources.clear()
    for client in (client_of(ada), Client()):
        for address in addresses:
            client.get(address)
    assert sources == []

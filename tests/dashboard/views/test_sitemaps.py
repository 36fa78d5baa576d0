"""The site map: what is listed or published, over all apps, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import hiring
from tests.factories import portfolio as made
from tests.factories.hiring import AT

Of = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("frameworks")


def test_published_briefs_stand_in_it_beside_people(hana: User, client_of: Of) -> None:
    shown = hiring.brief(hana, ("level", "l1", "must"), published_at=AT)
    hidden = hiring.brief(hana, ("level", "l1", "must"))
    made.practitioner(made.user("Ada Lund"), handle="ada-l", visibility="public")
    page = client_of(None).get("/sitemap.xml").content.decode()
    assert f"/briefs/{shown.uuid}/open/</loc><lastmod>2026-06-01" in page
    assert "/briefs/open/</loc>" in page
    assert "/@ada-l/</loc>" in page
    assert str(hidden.uuid) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_is_a_fixed_number_of_queries(hana: User, client_of: Of, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        hiring.brief(hana, ("level", "l1", "must"), title=f"Role {number}", published_at=AT)
        made.practitioner(made.user(f"Person {number}"), handle=f"person-{number}", visibility="public")
    client = client_of(None)
    client.get("/sitemap.xml")
    with django_assert_num_queries(4):  # the frameworks; briefs, people and projects
        client.get("/sitemap.xml")

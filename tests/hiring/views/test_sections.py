"""The parts of hiring stand above every page of it, with the one that is open."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import choosing, hiring
from tests.factories import portfolio as made


@pytest.mark.usefixtures("frameworks")
def test_the_parts_of_hiring_stay_in_sight(hana: User, client_of: Callable[[User], Client]) -> None:
    person = made.practitioner(made.user("Ida Quist"), handle="ida", visibility="public")
    brief = hiring.brief(hana, ("level", "l1", "must"), title="Grid engineer")
    held = choosing.shortlist(hana)
    entry = choosing.entry(held, person)
    for address, part in (
        (brief.get_absolute_url(), "Briefs"),
        (f"{brief.get_absolute_url()}snapshots/", "Briefs"),
        (f"/compare/?people=ida&brief={brief.uuid}", "Briefs"),
        (f"{brief.get_absolute_url()}interview/ida/", "Briefs"),
        (f"{held.get_absolute_url()}history/", "Shortlists"),
        (f"/shortlists/people/{entry.uuid}/history/", "Shortlists"),
    ):
        page = client_of(hana).get(address).content.decode()
        tabs = page.partition('aria-label="Hiring"')[2].partition("</nav>")[0]
        assert re.findall(r'aria-current="page">(\w+)</a>', tabs) == [part], address
        assert re.search(rf'class="crumbs"[^>]*><a href="/{part.lower()}/">{part}</a> /', page), address
    assert 'aria-label="Hiring"' not in Client().get("/compare/?people=ida").content.decode()

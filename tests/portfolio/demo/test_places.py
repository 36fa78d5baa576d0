"""The demo world as visitors open it: links within a page lead somewhere, numbers beside filters hold."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from competence.queries import editions
from competence.strengths import Strength
from portfolio.demo import drawing
from portfolio.explore import Asked
from portfolio.models import Project
from portfolio.queries import explore
from tests.portfolio.demo.test_demo import FAST, _small


@pytest.mark.slow
@pytest.mark.django_db
def test_links_within_pages_and_numbers_beside_filters_hold(
    frameworks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "draw", _small)
    with override_settings(MEDIA_ROOT=tmp_path, DATA_DIR=tmp_path, DEMO=True, PASSWORD_HASHERS=FAST):
        call_command("demo")
    listed = Project.objects.listed().select_related("practitioner")
    assert len(listed) > 20
    for project in listed:
        html = Client().get(project.get_absolute_url()).content.decode()
        ids, links = re.findall(r' id="([^"]+)"', html), set(re.findall(r' href="#([^"]+)"', html))
        assert (links - set(ids), len(ids) - len(set(ids))) == (set(), 0), project.title
    for strength in (None, *Strength):
        asked = Asked(editions.current(), strength=strength)
        for kind, name in (("level", "levels"), ("domain", "domains")):
            for choice in explore.facets_of_projects(asked)[kind]:
                found = explore.projects(replace(asked, **{name: (choice.value,)}))
                assert choice.count == found.count(), (strength, choice)

"""A framework of any size in two editions, with one person who has evidence and a checklist in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client

from competence.actions import drafts
from competence.yardstick import Yardstick
from portfolio.actions import checklists
from tests.factories import large_world

AT = large_world.AT


@dataclass(frozen=True)
class Made:
    """Somebody who is signed in, and the pages to ask for, each with a name that is the same for any framework."""

    client: Client
    pages: tuple[tuple[str, str], ...]


def make(key: str, skills: int) -> Made:
    """The framework, the person and the pages."""
    yardstick = large_world.publish(key, skills)
    project = large_world.project_in(yardstick)
    person, user = project.practitioner, project.practitioner.user
    user.user_permissions.add(Permission.objects.get(codename="change_edition"))
    checklist = checklists.take(person, framework=key, by=user, at=AT)
    large_world.publish(key, skills, "1.1.0")
    drafts.open_current(key, by=user, at=AT)
    client = Client(raise_request_exception=False, headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(user)
    return Made(client, _pages(key, yardstick, project.slug, person.handle, checklist.uuid))


def _pages(key: str, yardstick: Yardstick, slug: str, handle: str, checklist: object) -> tuple[tuple[str, str], ...]:
    skill = list(yardstick.skills)[len(yardstick.skills) // 2]
    framework = f"?framework={key}"
    return (
        ("frameworks", "/frameworks/"),
        ("framework", f"/frameworks/{key}/"),
        ("edition", f"/frameworks/{key}/editions/1.0.0/"),
        ("changes", f"/frameworks/{key}/editions/1.1.0/changes/"),
        ("branch", f"/frameworks/{key}/competences/{key}1.c1/"),
        ("branch, another", f"/frameworks/{key}/competences/{key}5.c2/"),
        ("found in it", f"/frameworks/{key}/?q=sensor+data"),
        ("found in it, nothing", f"/frameworks/{key}/?q=nothing+like+it"),
        ("skill", f"/frameworks/{key}/skills/{skill}/"),
        ("profile", f"/@{handle}/{framework}"),
        ("project", f"/@{handle}/{slug}/"),
        ("explore people", f"/explore/{framework}"),
        ("explore projects", f"/explore/projects/{framework}"),
        ("dashboard", f"/dashboard/{framework}"),
        ("evidence form", f"/studio/projects/{slug}/evidence/{framework}"),
        ("evidence form, found", f"/studio/projects/{slug}/evidence/{framework}&q=sensor+data"),
        ("evidence form, chosen", f"/studio/projects/{slug}/evidence/{framework}&skill={skill}"),
        ("evidence preview", f"/studio/projects/{slug}/evidence/preview/{framework}&skill={skill}"),
        ("proposals", f"/studio/projects/{slug}/proposals/"),
        ("carried", f"/studio/projects/{slug}/carried/"),
        ("checklists", "/studio/checklists/"),
        ("checklist", f"/studio/checklists/{checklist}/"),
        ("checklist, ticks proposed", f"/studio/checklists/{checklist}/ticks/"),
        ("checklist, history", f"/studio/checklists/{checklist}/history/"),
        ("checklist, merge", f"/studio/checklists/{checklist}/merge/"),
        ("sitemap", "/sitemap.xml"),
        ("evidence form, a part", f"/studio/projects/{slug}/evidence/{framework}&part={key}1.c1"),
        ("editor, frameworks", "/manage/frameworks/"),
        ("editor, tree", f"/manage/frameworks/{key}/"),
        ("editor, a level", f"/manage/frameworks/{key}/?branch={key}2"),
        ("editor, an item", f"/manage/frameworks/{key}/items/skills/{skill}/"),
        ("editor, history", f"/manage/frameworks/{key}/history/"),
        ("editor, difference", f"/manage/frameworks/{key}/difference/"),
        ("formats", f"/frameworks/{key}/formats/"),
        ("as TOML", f"/frameworks/{key}/formats/toml/"),
        ("as CASE", f"/frameworks/{key}/formats/case/"),
    )

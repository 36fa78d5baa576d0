"""What is not visible is not there: R-AZ-03 and R-AZ-07, over every public page."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from accounts.models import User
from portfolio.actions import practitioners, projects
from portfolio.models import Artefact, BackgroundEntry, Practitioner, Project
from tests.factories import portfolio as made

AT = made.AT
HARNESS, DROPOUT = "l1.modeling.test-harness", "l2.generalization.dropout"
SKILLS = [f"/frameworks/three-levels/skills/{key}/" for key in (HARNESS, DROPOUT, "l2.generalization.early-stopping")]
PAGES = ["/", "/explore/", "/explore/projects/", "/sitemap.xml", "/about/proof/", "/frameworks/", *SKILLS]


def stored_image(project: Project, name: str = "curves") -> Artefact:
    """An image whose file is there."""
    out = BytesIO()
    Image.new("RGB", (640, 400), "navy").save(out, "WEBP")
    path = default_storage.save(f"images/{name}.webp", ContentFile(out.getvalue()))
    return made.image(
        project, name, renditions=[{"width": 640, "height": 400, "path": path, "bytes": 1, "sha256": "ab"}]
    )


@pytest.fixture
def person(frameworks, db) -> Practitioner:
    made.practitioner(handle="other", name="Somebody to compare with", visibility="public")
    return made.practitioner(made.user("Ines Maravall"), handle="ines", name="Ines Maravall", visibility="public")


@pytest.fixture
def project(person) -> Project:
    project = made.project(person, "Zebra stripes counted", visibility="public")
    result = made.result(project)
    stored_image(project)
    made.verdict(made.evidence(project, HARNESS, result), grounds="Zebra checked.")
    made.evidence(project, DROPOUT, made.comparison(project))
    projects.classify(project, axes={"domain": ["computer-vision"]}, libraries=["Zebralib"], by=None, at=AT)
    return project


def everywhere(project: Project) -> dict[str, str]:
    """Every place that tells of a published project, with what stands there."""
    image = Artefact.objects.get(project=project, kind="image")
    addresses = [
        *PAGES,
        "/explore/?q=zebra",
        "/explore/projects/?q=zebra",
        "/explore/?library=zebralib",
        "/explore/suggestions/?q=zebr",
        "/@ines/?framework=field-guide",
        "/compare/?people=ines,other",
        f"/explore/?skill={DROPOUT}",
        "/@ines/",
        "/@ines/feed.atom",
        "/@ines/card.png",
        project.get_absolute_url(),
        f"/media/{image.uuid}/640.webp",
    ]
    answers = {address: Client().get(address) for address in addresses}
    return {a: r.content.decode(errors="replace") if r.status_code == 200 else "" for a, r in answers.items()}


def mentions(project: Project) -> list[str]:
    return [address for address, text in everywhere(project).items() if "Zebra" in text or project.slug in text]


def test_r_az_07_withdrawn_is_gone_everywhere_with_the_next_request(project):
    image = Artefact.objects.get(project=project, kind="image")
    before = mentions(project)
    told = ("/", "/explore/", "/explore/projects/", "/sitemap.xml", "/@ines/", "/@ines/feed.atom", *SKILLS[:2])
    for address in (
        *told,
        "/explore/suggestions/?q=zebr",
        "/@ines/?framework=field-guide",
        "/compare/?people=ines,other",
    ):
        assert address in before
    card = Client().get("/@ines/card.png").content
    assert Client().get(f"/media/{image.uuid}/640.webp").status_code == 200

    projects.withdraw(project, by=None, at=AT + timedelta(days=1))

    assert mentions(project) == []
    assert Client().get(project.get_absolute_url()).status_code == 404
    assert Client().get(f"/media/{image.uuid}/640.webp").status_code == 404
    assert Client().get("/@ines/card.png").content != card
    assert "People, 2" in Client().get("/explore/").content.decode()
    assert "Projects, 0" in Client().get("/explore/").content.decode()
    assert 'Level 2, Tuning <span class="n">0</span>' in Client().get("/explore/").content.decode()
    assert "Shown by</dt><dd>0 people" in Client().get(SKILLS[1]).content.decode()


@pytest.mark.parametrize("how", ["private profile", "account switched off"])
def test_r_az_07_a_person_who_goes_is_gone_everywhere(project, person, how):
    first = Client().get("/@ines/")
    if how == "private profile":
        practitioners.set_visibility(person, visibility="private", by=person.user, at=AT + timedelta(days=1))
    else:
        User.objects.filter(pk=person.user_id).update(is_active=False)
    assert mentions(project) == []
    headers = {"If-None-Match": first["ETag"]}
    for address in ("/@ines/", "/@ines/feed.atom", "/@ines/card.png", project.get_absolute_url()):
        assert Client().get(address, headers=headers).status_code == 404
    assert "Ines" not in "".join(everywhere(project).values())


def hide_canaries(person: Practitioner, word: str) -> Project:
    """A project that is not published, with a canary in every field."""
    hidden = made.project(
        person, f"{word} title", summary=f"{word} summary", question=f"{word} question", harness=f"{word} harness",
        lessons=f"{word} lessons", limits=f"{word} limits", dependencies=f"{word} dependencies",
        commands=f"{word} commands", seeds=f"{word} seeds", hardware=f"{word} hardware", run_time=f"{word} time",
        originality_source=f"{word} source", text_licence=f"{word} licence", code_licence=f"{word} licence",
    )  # fmt: skip
    section = made.section(hidden, f"{word} section", f"{word} body")
    data = made.dataset(hidden, f"{word} data", note=f"{word} note", split=f"{word} split", size=f"{word} size")
    result = made.result(hidden, label=f"{word} model", metric=f"{word} metric", note=f"{word} note", dataset=data)
    made.comparison(hidden, technique=f"{word} technique", conclusion=f"{word} conclusion")
    made.decision(hidden, f"{word} choice", reason=f"{word} reason")
    made.contributor(hidden, f"{word} name", f"{word} did")
    made.link(hidden, "code", title=f"{word} code", url=f"https://code.example.org/{word}")
    made.image(hidden, "figure", title=f"{word} figure", caption=f"{word} caption", alt=f"{word} alt")
    piece = made.evidence(hidden, "l2.generalization.early-stopping", section, result, statement=f"{word} statement")
    made.verdict(piece, made.user(f"{word} reviewer", affiliation=f"{word} house"), grounds=f"{word} grounds")
    projects.classify(hidden, axes={"domain": ["time-series"]}, libraries=[f"{word}lib"], by=None, at=AT)
    return hidden


def test_r_az_03_no_canary_of_what_is_private_or_unlisted_is_heard(project, person):
    """Three kinds of things that lists may not name, with a word of their own in every field."""
    hide_canaries(person, "Kanarie")
    unlisted = hide_canaries(person, "Lijsternest")
    projects.publish(unlisted, visibility="unlisted", by=None, at=AT)
    owner = made.user("Vinkentouw secret name")
    away = made.practitioner(owner, handle="vinkentouw", name="Vinkentouw person", headline="Vinkentouw headline")
    practitioners.change(
        away, revision=away.revision, fields={"about": "Vinkentouw about", "open_to": "Vinkentouw work"},
        background=[BackgroundEntry(text="Vinkentouw school")], by=owner, at=AT,
    )  # fmt: skip
    hide_canaries(Practitioner.objects.get(pk=away.pk), "Vinkentouw")
    heard = everywhere(project)
    for query in ("kanarie", "lijsternest", "vinkentouw"):
        heard |= {p: Client().get(f"{p}?q={query}").content.decode() for p in ("/explore/", "/explore/projects/")}
        assert "Nobody" in heard["/explore/"]
        heard = {a: re.sub(rf'“{query}”|value="{query}"|q(=|%3D){query}', "", t) for a, t in heard.items()}
    for word in ("kanarie", "lijsternest", "vinkentouw"):
        assert [address for address, text in heard.items() if word in text.lower()] == []
    emails = [*User.objects.values_list("email", flat=True)]
    assert [e for e in emails for text in heard.values() if e in text] == []


def test_evidence_of_a_hidden_project_strengthens_nothing_in_public(person):
    """Coverage for everybody is made of what everybody finds, also when the person has better proof elsewhere."""
    shown = made.project(person, "In the open", visibility="public")
    made.evidence(shown, HARNESS)
    hidden = made.project(person, "Kept back")
    made.verdict(made.evidence(hidden, HARNESS, made.result(hidden)))
    html = Client().get("/@ines/").content.decode()
    assert "<b>0</b> verified by a reviewer" in html
    assert "<b>1</b> claimed only" in html
    assert "Shown by</dt><dd>0 people" in Client().get(SKILLS[0]).content.decode()

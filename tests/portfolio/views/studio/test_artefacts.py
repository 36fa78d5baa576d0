"""Uploading images, their words, and links."""

from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from portfolio.models import Artefact, Project
from portfolio.views.studio import artefacts as views
from tests.factories import portfolio as make


def text(response: Any) -> str:
    return unescape(response.content.decode())


def png(name: str = "curve.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "#2337a8").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def lines(*given: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"image-TOTAL_FORMS": str(len(given)), "image-INITIAL_FORMS": "0"}
    for n, line in enumerate(given):
        data |= {f"image-{n}-{name}": value for name, value in line.items()}
    return data


def test_several_images_at_once_and_how_to_use_them(client: Client, project: Project, base: str) -> None:
    sent = lines(
        {"file": png(), "alt": "Loss"}, {"alt": "", "title": ""}, {"file": png("b.png"), "alt": "Gain", "title": "B"}
    )
    answer = client.post(f"{base}/artefacts/upload/", sent)
    assert answer.status_code == 302, text(answer)
    page = text(client.get(f"{base}/artefacts/"))
    assert "2 images added." in page and "![Loss](image:curve)" in page and "![Gain](image:b)" in page
    source = page.split('<img class="thumb" src="')[1].split('"')[0]
    assert client.get(source)["Content-Type"] == "image/webp"


def test_words_are_required_and_kept(client: Client, project: Project, base: str) -> None:
    answer = client.post(f"{base}/artefacts/upload/", lines({"file": png(), "alt": "", "title": "Typed"}))
    assert answer.status_code == 422 and "Say what the image shows." in text(answer) and 'value="Typed"' in text(answer)
    answer = client.post(f"{base}/artefacts/upload/", lines({"alt": "Words without a file"}))
    assert answer.status_code == 422 and "Choose the file." in text(answer) and "Words without a file" in text(answer)
    assert "Choose a file, and say what it shows." in text(client.post(f"{base}/artefacts/upload/", lines({})))
    assert not Artefact.objects.exists()


def test_a_bad_file_does_not_take_the_good_one_along(client: Client, project: Project, base: str) -> None:
    """R-UP-01"""
    bad = SimpleUploadedFile("b.png", b"<svg onload=alert(1)>", "image/png")
    answer = client.post(
        f"{base}/artefacts/upload/", lines({"file": png(), "alt": "Good"}, {"file": bad, "alt": "Bad one"})
    )
    page = text(answer)
    assert answer.status_code == 422 and "Image 1, curve.png: added." in page and "SVG images are not taken" in page
    assert 'value="Bad one"' in page and 'value="Good"' not in page
    assert Artefact.objects.get().alt == "Good"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_every_line_is_told_of_and_keeps_its_place(client: Client, project: Project, base: str, headers: Any) -> None:
    """A file without words is no empty line, and says so instead of vanishing."""
    fake = SimpleUploadedFile("fake.png", b"no picture", "image/png")
    sent = lines({"file": png("good.png")}, {"file": fake, "alt": "Fake"}, {"file": png("in.png"), "alt": "In"})
    answer = client.post(f"{base}/artefacts/upload/", sent, headers=headers)
    page = text(answer)
    assert answer.status_code == 422
    assert "Image 1, good.png: not added.</b> Say what the image shows." in page
    assert "Image 2, fake.png: not added.</b> " in page and "Image 3, in.png: added." in page
    assert 'name="image-1-alt" value="Fake"' in page and 'value="In"' not in page
    assert [image.alt for image in Artefact.objects.all()] == ["In"]


def test_more_uploads_than_an_hour_allows_are_refused(
    client: Client, project: Project, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "UPLOADS_AN_HOUR", 1)
    assert client.post(f"{base}/artefacts/upload/", lines({"file": png(), "alt": "One"})).status_code == 302
    answer = client.post(f"{base}/artefacts/upload/", lines({"file": png(), "alt": "Two"}))
    assert answer.status_code == 429 and "Retry-After" in answer and Artefact.objects.count() == 1
    assert 'value="Two"' in text(answer) and "Image 1, curve.png: not added.</b> More than 1 files" in text(answer)


def test_the_words_of_an_image_change_and_the_name_stays(client: Client, project: Project, base: str) -> None:
    image = make.image(project)
    sent = {"revision": 1, "title": "New", "alt": "New words", "name": "other", "content_hash": "x", "renditions": "[]"}
    assert client.post(f"{base}/artefacts/{image.uuid}/edit/", sent).status_code == 302
    after = Artefact.objects.get()
    assert (after.title, after.alt, after.name, after.renditions) == ("New", "New words", "curves", image.renditions)
    assert client.post(f"{base}/artefacts/{image.uuid}/edit/", {**sent, "revision": 2, "alt": ""}).status_code == 422


def test_removing_an_image_says_where_it_is_shown(client: Client, project: Project, base: str) -> None:
    image = make.image(project)
    make.section(project, "Before", "See ![Curves](image:curves).")
    page = text(client.get(f"{base}/artefacts/{image.uuid}/remove/"))
    assert "It is shown in Before." in page


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"https://github.com/a/b/blob/{make.COMMIT}/t.py", "It is pinned to a commit"),
        ("https://github.com/a/b/blob/main/t.py", "It is not pinned to a commit yet"),
    ],
)
def test_a_code_link_says_whether_it_is_pinned(
    client: Client, project: Project, base: str, url: str, said: str
) -> None:
    sent = {"title": "t.py", "link_kind": "code", "url": url}
    assert said in text(client.post(f"{base}/artefacts/new/", sent, headers={"HX-Request": "true"}))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://e.org/x", "data:text/html,x", "//", ""])
def test_addresses_that_no_page_opens_are_refused(client: Client, project: Project, base: str, url: str) -> None:
    answer = client.post(f"{base}/artefacts/new/", {"title": "Typed", "link_kind": "code", "url": url})
    assert answer.status_code == 422 and "Typed" in text(answer) and not Artefact.objects.exists()
